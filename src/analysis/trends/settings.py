"""The section `trends` of ``params.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from analysis.workspace import Count, Proportion, Section


class TrendsSettings(Section):
    """What growth needs to be estimated, and when it counts."""

    shared: ClassVar = ("as_of", "fields", "seed")

    period: Literal["auto", "month", "quarter", "year"] = "auto"
    year_dates: Literal["omit", "spread"] = "omit"
    min_papers: Count = 20
    min_periods: Annotated[int, Field(ge=3)] = 6
    false_discovery_rate: Proportion = 0.1
    steady: Proportion = 0.1
