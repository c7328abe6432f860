"""The section `report-citations` of ``params.yaml``."""

from typing import Annotated, ClassVar

from pydantic import Field

from analysis.workspace import Count, Section


class ReportCitationsSettings(Section):
    """How much of the networks, paths and tables of citations is shown."""

    shared: ClassVar = ("seed", "fields")

    nodes: Annotated[int, Field(ge=2, le=2000)] = 60
    papers: Annotated[int, Field(ge=2, le=200)] = 30
    routes: Count = 10
    since: Annotated[int, Field(ge=0, le=2100)] = 1900
    rows: Count = 100
