"""What the corpus stage is told: nothing of its own."""

from typing import ClassVar

from analysis.workspace import Section


class CorpusSettings(Section):
    """Which raw files are read."""

    shared: ClassVar = ("corpus", "columns", "filter")
