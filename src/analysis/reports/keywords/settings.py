"""The section `report-keywords` of ``params.yaml``."""

from typing import Annotated, ClassVar

from pydantic import Field

from analysis.workspace import Count, Section


class ReportKeywordsSettings(Section):
    """How much of the keyword graph and its tables is shown."""

    shared: ClassVar = ("seed",)

    nodes: Annotated[int, Field(ge=2, le=2000)] = 80
    rows: Count = 30
