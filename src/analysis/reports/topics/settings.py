"""The section `report-topics` of ``params.yaml``."""

from typing import ClassVar

from analysis.workspace import Count, Section


class ReportTopicsSettings(Section):
    """What the topics report shows."""

    shared: ClassVar = ("baseline",)

    central_papers: Count = 3
    map_papers: Count = 10_000
