"""OpenAlex works, by cursor; a free key in ``OPENALEX_API_KEY`` raises the daily quota."""

import json
import os
from collections.abc import Iterator
from typing import Any

from analysis.collect.answer import Page, Query, Service
from analysis.collect.client import CollectError, PoliteClient

_SIZE = 200


def pages(client: PoliteClient, query: Query, state: Any, base_url: str) -> Iterator[Page]:
    """The answers in the order of the service's cursor; `state` is the next cursor and the number of its page."""
    cursor, number = state or ("*", 1)
    while cursor:
        body, answer = client.fetch(base_url, _parameters(query, cursor), check=check_answer)
        found, meta = len(answer["results"]), answer["meta"]
        # The cursor after the last page leads to an empty one.
        following = next_cursor(answer, cursor, page=number) if found else None
        yield Page(
            f"openalex-{number:05d}.json", body if found else b"", found, meta.get("count"), (following, number + 1)
        )
        cursor, number = following, number + 1


def _parameters(query: Query, cursor: str) -> dict[str, Any]:
    window = f"from_publication_date:{query.start},to_publication_date:{query.end}"
    is_filter = ":" in query.text and " " not in query.text.split(":", 1)[0]
    parameters = {"filter": f"{query.text},{window}" if is_filter else window, "per-page": _SIZE, "cursor": cursor}
    if not is_filter:
        parameters["search"] = query.text
    return parameters | own_key()


def own_key() -> dict[str, str]:
    """The parameter that raises the daily quota, where there is a key."""
    key = os.environ.get("OPENALEX_API_KEY")
    return {"api_key": key} if key else {}


def next_cursor(answer: dict[str, Any], cursor: str, *, page: int) -> str | None:
    """The cursor that goes on behind an answer.

    Raises
    ------
    CollectError
        If it is the one that was asked with: the service would answer the same for ever.
    """
    following = answer["meta"].get("next_cursor")
    if following == cursor:
        raise CollectError(f"OpenAlex gives the same cursor again after page {page}; try again later")
    return following


def check_answer(body: bytes) -> dict[str, Any]:
    """An answer of OpenAlex with its works and what follows; a ValueError says what is missing."""
    answer = json.loads(body)
    if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
        raise ValueError("no list of works")
    meta = answer.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get("next_cursor"), str | None):
        raise ValueError("no word on what follows")
    return answer


SERVICE = Service(
    title="OpenAlex",
    base_url="https://api.openalex.org/works",
    version="OpenAlex API",
    licence="OpenAlex, CC0",
    share="no-abstracts",
    dates="published in the window",
    interval=lambda: 0.2,
    pages=pages,
)
