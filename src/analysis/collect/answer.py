"""What a service is asked and what it answers."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from analysis.collect.client import PoliteClient


class Query(NamedTuple):
    """A question in the service's own words, and the first and last day that papers may be from.

    Without a last day it is the day the question is first asked.
    """

    text: str
    start: dt.date
    end: dt.date | None = None


class Page(NamedTuple):
    """One answer: its file, its bytes (none where there is nothing to keep), what to go on from after it.

    `missing` counts papers that the service named and gave no record of.
    """

    name: str
    content: bytes
    papers: int
    total: int | None
    state: Any
    missing: int = 0


class Service(NamedTuple):
    """One service: how it calls itself, how often it may be asked (seconds between requests), how it is read."""

    title: str
    base_url: str
    version: str
    licence: str
    share: str
    dates: str
    interval: Callable[[], float]
    pages: Callable[["PoliteClient", Query, Any, str], Iterator[Page]]


def months(start: dt.date, end: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The window cut at the ends of months, so that no answer grows past what a service gives out.

    Examples
    --------
    >>> [(a.isoformat(), b.isoformat()) for a, b in months(dt.date(2024, 1, 30), dt.date(2024, 2, 2))]
    [('2024-01-30', '2024-01-31'), ('2024-02-01', '2024-02-02')]
    """
    parts = []
    while start <= end:
        last = start.replace(day=calendar.monthrange(start.year, start.month)[1])
        parts.append((start, min(last, end)))
        start = last + dt.timedelta(days=1)
    return parts
