"""The section `methods` of ``params.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from analysis.methods.shapes import METHOD_KINDS, OTHER_KINDS
from analysis.workspace import Count, Section


class MethodsSettings(Section):
    """How the method graph is built."""

    shared: ClassVar = ("seed",)

    min_shared_papers: Count = 2
    phrase_min_papers: Count = 3
    graph_kinds: Annotated[list[Literal[*METHOD_KINDS, *OTHER_KINDS]], Field(min_length=1)] = Field(
        default=[*(kind for kind in METHOD_KINDS if kind != "proposed system"), "modality"]
    )
