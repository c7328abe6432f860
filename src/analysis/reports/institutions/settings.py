"""The section `report-institutions` of ``params.yaml``."""

from typing import Literal

from analysis.workspace import Count, Section


class ReportInstitutionsSettings(Section):
    """How papers of several places are counted, and how many rows are shown."""

    counting: Literal["full", "fractional"] = "full"
    rows: Count = 30
