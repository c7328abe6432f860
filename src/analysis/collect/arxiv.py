"""arXiv's query service: Atom feeds, one request in three seconds."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from lxml import etree

from analysis.collect.answer import Page, Query, Service, months
from analysis.collect.client import CollectError, PoliteClient

_SIZE = 200
# The service gives out no more of one question than this.
_DEEPEST = 30_000
_NAMES = {"a": "http://www.w3.org/2005/Atom", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def pages(client: PoliteClient, query: Query, state: Any, base_url: str) -> Iterator[Page]:
    """The answers, month after month in order of submission; `state` is the month and where in it to go on."""
    windows = months(query.start, query.end or query.start)
    at, start = state or (0, 0)
    while at < len(windows):
        first, last = windows[at]
        body, (found, total) = client.fetch(
            base_url, _parameters(query.text, first, last, start), check=_checker(start)
        )
        if total > _DEEPEST:
            raise CollectError(f"{total} papers in {first:%B %Y} are more than arXiv gives out; narrow the query")
        done = start + found >= total
        state = (at + 1, 0) if done else (at, start + found)
        yield Page(f"arxiv-{first:%Y-%m-%d}-{start:05d}.xml", body if found else b"", found, None, state)
        at, start = state


def _parameters(text: str, first: dt.date, last: dt.date, start: int) -> dict[str, Any]:
    window = f"submittedDate:[{first:%Y%m%d}0000 TO {last:%Y%m%d}2359]"
    return {
        "search_query": f"({text}) AND {window}",
        "sortBy": "submittedDate",
        "sortOrder": "ascending",
        "start": start,
        "max_results": _SIZE,
    }


def _checker(start: int) -> Any:
    def check(body: bytes) -> tuple[int, int]:
        """Entries on this page and in all; an empty page before the end is a failure of the service, not the end."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            root = etree.fromstring(body, parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(str(error)) from None
        total = int(root.findtext("o:totalResults", "0", _NAMES))
        entries = root.findall("a:entry", _NAMES)
        errors = [entry for entry in entries if "/api/errors" in entry.findtext("a:id", "", _NAMES)]
        if errors:
            raise CollectError(f"arXiv refuses the query: {errors[0].findtext('a:summary', '', _NAMES)}")
        if not entries and start < total:
            raise ValueError(f"an empty page at {start} of {total}")
        return len(entries), total

    return check


SERVICE = Service(
    title="arXiv",
    base_url="https://export.arxiv.org/api/query",
    version="arXiv API, Atom",
    licence="arXiv metadata, CC0",
    share="full",
    dates="first submitted in the window",
    interval=lambda: 3.0,
    pages=pages,
)
