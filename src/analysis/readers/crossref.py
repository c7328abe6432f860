"""Crossref works as its REST service gives them."""

from collections.abc import Iterator
from typing import Any, TextIO

from analysis.readers.cited import write_cited
from analysis.readers.dates import compose_date
from analysis.readers.json_values import is_json, read_objects
from analysis.readers.noted import Noted
from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.values import to_count, to_list, to_object, to_text

NAME = "Crossref"

# The dates of a work, each with what it is the date of.
_DATES = (
    ("posted", "preprint"),
    ("published-online", "online"),
    ("published-print", "issue"),
    ("published", "issue"),
    ("issued", "issue"),
)


def recognise(head: str) -> bool:
    """Whether a JSON text holds Crossref works."""
    begins = is_json(head)
    marks = ('"message-type"', '"message-version"', '"is-referenced-by-count"', '"indexed"')
    return begins and '"DOI"' in head and any(mark in head for mark in marks)


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each work; an answer about one work holds it as its message."""
    for found in read_objects(text):
        if isinstance(found, Reject):
            yield found
            continue
        line, item = found
        message = to_object(item.get("message"))
        works = to_list(message.get("items")) if "items" in message else [message or item]
        for work in map(Noted, map(to_object, works)):
            yield with_left_out(_read(work, line), work.left_out())


def _read(work: dict[str, Any], line: int) -> Record:
    dates = [(date, basis) for name, basis in _DATES if (date := read_date_parts(work.get(name)))]
    date, basis = min(dates, key=lambda known: (known[0] + "-99-99")[:10]) if dates else (None, None)
    subtitle = _first(work, "subtitle")
    title = _first(work, "title")
    return Record(
        line=line,
        source_id=to_text(work.get("DOI")),
        title=f"{title}: {subtitle}" if title and subtitle and subtitle.lower() not in title.lower() else title,
        abstract=to_text(work.get("abstract")),
        authors=tuple(author for each in to_list(work.get("author")) if (author := read_person(to_object(each)))),
        date=date,
        date_basis=basis,
        venue=_first(work, "container-title") or to_text(to_object(work.get("institution")).get("name")),
        volume=to_text(work.get("volume")),
        issue=to_text(work.get("issue")),
        pages=to_text(work.get("page")) or to_text(work.get("article-number")),
        language=to_text(work.get("language")),
        type=to_text(work.get("subtype")) or to_text(work.get("type")),
        doi=to_text(work.get("DOI")),
        url=to_text(work.get("URL")),
        labels=tuple(("category", word) for each in to_list(work.get("subject")) if (word := to_text(each))),
        references=tuple(text for each in to_list(work.get("reference")) if (text := _reference(to_object(each)))),
        reference_count=to_count(work.get("references-count", work.get("reference-count"))),
        cited_by=to_count(work.get("is-referenced-by-count")),
    )


def read_date_parts(value: Any) -> str | None:
    """A date from ``{"date-parts": [[2024, 3, 5]]}``."""
    parts = to_list(to_object(value).get("date-parts"))
    numbers = [*to_list(parts[0] if parts else None), None, None, None]
    return compose_date(numbers[0], numbers[1], numbers[2])


def read_person(person: dict[str, Any]) -> Author | None:
    """An author from family and given name, or a group from its name."""
    family, given = to_text(person.get("family")), to_text(person.get("given"))
    particle = to_text(person.get("non-dropping-particle")) or to_text(person.get("dropping-particle"))
    family = " ".join(part for part in (particle, family, to_text(person.get("suffix"))) if part) or None
    name = (
        " ".join(part for part in (given, family) if part)
        or to_text(person.get("name"))
        or to_text(person.get("literal"))
    )
    places = [to_text(to_object(each).get("name")) for each in to_list(person.get("affiliation"))]
    affiliation = "; ".join(filter(None, places)) or None
    return Author(name, family, given if family else None, to_text(person.get("ORCID")), affiliation) if name else None


def _first(work: dict[str, Any], name: str) -> str | None:
    return next((text for each in to_list(work.get(name)) if (text := to_text(each))), None)


def _reference(cited: dict[str, Any]) -> str | None:
    def get(*names: str) -> str | None:
        return next((text for name in names if (text := to_text(cited.get(name)))), None)

    title, venue = get("article-title"), get("journal-title", "series-title")
    told = write_cited(
        author=get("author"),
        year=get("year"),
        venue=venue or (get("volume-title") if title else None),
        volume=get("volume"),
        page=get("first-page"),
        title=title or get("volume-title"),
        doi=get("DOI"),
    )
    return get("unstructured") if not (title or venue or get("DOI")) and get("unstructured") else told
