"""The section `report-corpus` of ``params.yaml``."""

from analysis.workspace import Count, Section


class ReportCorpusSettings(Section):
    """How long the tables of the corpus report are."""

    merges: Count = 40
    rejects: Count = 5000
