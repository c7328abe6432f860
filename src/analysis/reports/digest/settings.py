"""The section `report-digest` of ``params.yaml``."""

from typing import ClassVar

from analysis.workspace import Count, Section


class ReportDigestSettings(Section):
    """How long the digest is; feed and message bear the corpus's name and its day, reasons the titles of fields."""

    shared: ClassVar = ("corpus", "as_of", "fields")

    most: Count = 10
