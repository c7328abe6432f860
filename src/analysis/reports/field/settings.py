"""The section `report-field` of ``params.yaml``."""

from analysis.workspace import Count, Section


class ReportFieldSettings(Section):
    """How long the tables of a field are."""

    rows: Count = 15
