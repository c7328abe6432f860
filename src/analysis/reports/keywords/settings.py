"""The section `report-keywords` of ``params.yaml``."""

from typing import Annotated

from pydantic import Field

from analysis.workspace import Count, Section


class ReportKeywordsSettings(Section):
    """How much of the keyword graph and its tables is shown."""

    nodes: Annotated[int, Field(ge=2, le=2000)] = 80
    rows: Count = 30
