"""The section `report-methods` of ``params.yaml``."""

from typing import Annotated

from pydantic import Field

from analysis.workspace import Count, Section


class ReportMethodsSettings(Section):
    """How much of the method graph and its tables is shown."""

    nodes: Annotated[int, Field(ge=2, le=2000)] = 80
    rows: Count = 1000
