"""JSON lines of one's own: an object a line with a title and any of the fields listed in the README."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from analysis.readers.bylines import read_author, read_names, split_byline
from analysis.readers.columns import KNOWN, Columns
from analysis.readers.dates import compose_date
from analysis.readers.json_values import read_each
from analysis.readers.record import Author, Record, Reject
from analysis.readers.values import to_count, to_list, to_object, to_text

NAME = "JSON lines"


def recognise(head: str, *, columns: Columns) -> bool:
    """Whether one of a file's first lines is a JSON object with a title."""
    names = {"title", *columns.get("title", ())}
    return any(_has_title(line, names) for line in head.splitlines()[:50])


def _has_title(line: str, names: set[str]) -> bool:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        # A line that is longer than the head that was read, or broken, still shows its key.
        return line.lstrip().startswith("{") and any(f'"{name}"' in line for name in names)
    return isinstance(item, dict) and not names.isdisjoint(item)


def parse(text: TextIO, *, columns: Columns) -> Iterator[Record | Reject]:
    """A record for each line that holds an object."""
    renamed = {name: field for field, names in columns.items() for name in names if field in KNOWN}

    def read(item: dict[str, Any], line: int) -> Record:
        item.update({field: item[name] for name, field in renamed.items() if name in item})
        return _read(item, line)

    return read_each(text, read)


def _read(item: dict[str, Any], line: int) -> Record:
    identifier = to_text(item.get("id"))
    arxiv = re.match(r"arxiv:(.+)", identifier or "", re.IGNORECASE)
    return Record(
        line=line,
        source_id=identifier,
        title=to_text(item.get("title")),
        abstract=to_text(item.get("abstract")),
        authors=_authors(item.get("authors")),
        date=_stated_date(item),
        venue="; ".join(_texts(item.get("venue"))) or None,
        volume=to_text(item.get("volume")),
        issue=to_text(item.get("issue")),
        pages=to_text(item.get("pages")),
        language=to_text(item.get("language")),
        type=to_text(item.get("type")),
        doi=to_text(item.get("doi")),
        arxiv_id=to_text(item.get("arxiv_id")) or (arxiv[1] if arxiv else None),
        pmid=to_text(item.get("pmid")),
        openalex_id=to_text(item.get("openalex_id")),
        url=to_text(item.get("url")),
        labels=tuple(
            (kind, text)
            for kind, name in (("category", "categories"), ("keyword", "keywords"))
            for text in _texts(item.get(name))
        ),
        references=tuple(_texts(item.get("references"))),
        cited_by=to_count(item.get("cited_by")),
        upvotes=to_count(item.get("upvotes")),
        summary=to_text(item.get("summary")),
        comment=to_text(item.get("comment")),
        updated=to_text(item.get("updated")),
    )


def _texts(value: Any) -> list[str]:
    return [text for each in to_list(value) if (text := to_text(each))]


def _authors(value: Any) -> tuple[Author, ...]:
    if isinstance(value, str):
        return split_byline(to_text(value))
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return read_names(_texts(value))
    return tuple(author for each in to_list(value) if (author := _author(each)))


def _author(value: Any) -> Author | None:
    if isinstance(value, str):
        return read_author(to_text(value))
    person = to_object(value)
    given, family = to_text(person.get("first")), to_text(person.get("last"))
    name = to_text(person.get("name")) or " ".join(part for part in (given, family) if part)
    places = person.get("affiliation")
    affiliation = "; ".join(_texts(places)) or None if isinstance(places, list) else to_text(places)
    orcid, key = to_text(person.get("orcid")), to_text(person.get("author_key"))
    return Author(name, family, given, orcid, affiliation, key) if name else None


def _stated_date(item: dict[str, Any]) -> str | None:
    """The date where it begins with a year, else year and month."""
    date = to_text(item.get("date"))
    parts = compose_date(item.get("year"), item.get("month"))
    return parts if parts and not re.match(r"\d{4}", date or "") else date
