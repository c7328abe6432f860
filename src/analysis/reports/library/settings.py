"""The section `report-library` of ``params.yaml``."""

from typing import ClassVar

from analysis.workspace import Count, Section


class ReportLibrarySettings(Section):
    """What the library shows; it filters by the titles of fields."""

    shared: ClassVar = ("fields",)

    similar: Count = 5
