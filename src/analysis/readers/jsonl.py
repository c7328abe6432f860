"""One JSON object per line, with ``title`` and any of the fields listed in the README."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from analysis.readers.record import Author, Record, Reject

NAME = "JSON lines"

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def recognise(head: str) -> bool:
    """Whether one of a file's first lines is a JSON object with a title."""
    return any(_has_title(line) for line in head.splitlines()[:50])


def _has_title(line: str) -> bool:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        # A line that is longer than the head that was read ends in its middle.
        return re.match(r'\s*\{\s*"(title"|.*"title"\s*:)', line) is not None
    return isinstance(item, dict) and "title" in item


def parse(lines: Iterable[str]) -> Iterator[Record | Reject]:
    """Yield a record for each line that holds an object with a title, abstract or identifier."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Reject(number, f"not JSON: {error}", line.strip())
            continue
        if not isinstance(item, dict):
            yield Reject(number, f"a JSON {type(item).__name__} where an object should be", line.strip())
        else:
            yield _read_item(item, number)


def _read_item(item: dict[str, Any], line: int) -> Record:
    identifier = _text(item.get("id"))
    arxiv = re.match(r"arxiv:(.+)", identifier or "", re.IGNORECASE)
    return Record(
        line=line,
        source_id=identifier,
        title=_text(item.get("title")),
        abstract=_text(item.get("abstract")),
        authors=tuple(author for value in _list(item.get("authors")) if (author := _author(value))),
        date=_stated_date(item),
        venue="; ".join(text for value in _list(item.get("venue")) if (text := _text(value))) or None,
        language=_text(item.get("language")),
        type=_text(item.get("type")),
        doi=_text(item.get("doi")),
        arxiv_id=_text(item.get("arxiv_id")) or (arxiv[1] if arxiv else None),
        pmid=_text(item.get("pmid")),
        openalex_id=_text(item.get("openalex_id")),
        url=_text(item.get("url")),
        labels=(
            *(("category", text) for value in _list(item.get("categories")) if (text := _text(value))),
            *(("keyword", text) for value in _list(item.get("keywords")) if (text := _text(value))),
        ),
        references=tuple(text for value in _list(item.get("references")) if (text := _text(value))),
        cited_by=_count(item.get("cited_by")),
        upvotes=_count(item.get("upvotes")),
        summary=_text(item.get("summary")),
    )


def _author(value: Any) -> Author | None:
    if isinstance(value, dict):
        given, family = _text(value.get("first")), _text(value.get("last"))
        name = _text(value.get("name")) or " ".join(part for part in (given, family) if part)
        if not name:
            return None
        return Author(name, family, given, _text(value.get("orcid")), _text(value.get("affiliation")))
    name = _text(value)
    return Author(name) if name else None


def _stated_date(item: dict[str, Any]) -> str | None:
    """The date where it begins with a year, else year and month."""
    date = _text(item.get("date"))
    parts = _date(item.get("year"), item.get("month"))
    return parts if parts and not re.match(r"\d{4}", date or "") else date


def _date(year: Any, month: Any) -> str | None:
    found = re.search(r"\d{4}", _text(year) or "")
    if not found:
        return None
    named = re.search("|".join(_MONTHS), (_text(month) or "").lower())
    number = _MONTHS.index(named[0]) + 1 if named else _count(month)
    return f"{found[0]}-{number:02d}" if number and 1 <= number <= 12 else found[0]


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        # Half of a surrogate pair is no character and cannot be written.
        return value.encode("utf-8", "ignore").decode().strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return str(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _count(value: Any) -> int | None:
    text = _text(value)
    return int(text) if text and re.fullmatch(r"\d{1,12}", text) else None
