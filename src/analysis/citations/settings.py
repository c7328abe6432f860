"""The section `citations` of ``params.yaml``."""

from typing import Annotated, ClassVar

from pydantic import Field

from analysis.workspace import Count, Section


class CitationsSettings(Section):
    """What stands in the networks of co-citation and coupling, and how often their communities are found anew."""

    shared: ClassVar = ("seed",)

    min_citations: Count = 3
    min_shared: Count = 2
    nodes: Annotated[int, Field(ge=2, le=5000)] = 300
    draws: Annotated[int, Field(ge=2, le=1000)] = 50
