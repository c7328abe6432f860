"""The section `keywords` of ``params.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from analysis.keywords.shapes import KEYWORD_KINDS
from analysis.workspace import Count, Section


class KeywordsSettings(Section):
    """Which keywords count, and which are joined in the graph."""

    shared: ClassVar = ("seed",)

    kinds: Annotated[list[Literal[*KEYWORD_KINDS]], Field(min_length=1)] = Field(default=["keyword"])
    min_papers: Count = 3
    min_shared_papers: Count = 2
