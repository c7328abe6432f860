"""The section `authors` of ``params.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from analysis.workspace import Count, Section


class AuthorsSettings(Section):
    """How the co-author graph is built and measured."""

    shared: ClassVar = ("seed",)

    weighting: Literal["newman", "full"] = "newman"
    max_authors: Annotated[int, Field(ge=2)] = 50
    pivots: Count = 3000
