"""The section `report-overview` of ``params.yaml``."""

from typing import ClassVar

from analysis.workspace import Count, Section


class ReportOverviewSettings(Section):
    """How much the overview shows."""

    shared: ClassVar = ("fields",)

    rows: Count = 12
