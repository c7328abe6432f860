"""The section `library` of ``params.yaml``."""

from typing import Annotated

from pydantic import Field

from analysis.workspace import Count, Section


class LibrarySettings(Section):
    """What papers are searched by."""

    words: Annotated[int, Field(ge=1000, le=50_000)] = 8000
    dimensions: Annotated[int, Field(ge=8, le=256)] = 64
    sentences: Count = 2
