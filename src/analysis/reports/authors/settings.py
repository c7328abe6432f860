"""The section `report-authors` of ``params.yaml``."""

from typing import Annotated

from pydantic import Field

from analysis.workspace import Count, Section


class ReportAuthorsSettings(Section):
    """How much of the co-author graph and its tables is shown."""

    nodes: Annotated[int, Field(ge=2, le=2000)] = 220
    rows: Count = 25
