"""The section `citations` of ``params.yaml``."""

from typing import ClassVar

from analysis.workspace import Section


class CitationsSettings(Section):
    """How cited works are matched: nothing of its own yet."""

    shared: ClassVar = ()
