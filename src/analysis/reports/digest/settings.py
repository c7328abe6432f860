"""The section `report-digest` of ``params.yaml``."""

from analysis.workspace import Count, Section


class ReportDigestSettings(Section):
    """How long the digest is."""

    most: Count = 10
