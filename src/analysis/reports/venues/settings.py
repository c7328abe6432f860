"""The section `report-venues` of ``params.yaml``."""

from typing import Annotated, ClassVar

from pydantic import Field

from analysis.workspace import Count, Section


class ReportVenuesSettings(Section):
    """How many venues and flows are shown."""

    shared: ClassVar = ("seed",)

    flows: Annotated[int, Field(ge=2, le=40)] = 12
    rows: Count = 100
