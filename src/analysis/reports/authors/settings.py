"""The section `report-authors` of ``params.yaml``."""

from typing import Annotated, ClassVar

from pydantic import Field

from analysis.workspace import Count, Section


class ReportAuthorsSettings(Section):
    """How much of the co-author graph and its tables is shown."""

    shared: ClassVar = ("seed",)

    communities: Annotated[int, Field(ge=1, le=500)] = 60
    nodes: Annotated[int, Field(ge=2, le=500)] = 60
    rows: Count = 25
    listed: Count = 10_000
