"""arXiv's metadata snapshot as Kaggle hosts it: one JSON object a line."""

import re
from collections.abc import Iterator
from typing import Any, TextIO

from analysis.readers.dates import compose_date
from analysis.readers.json_values import is_json, read_each
from analysis.readers.record import Author, Record, Reject
from analysis.readers.values import join_lines, to_list, to_object, to_text

NAME = "arXiv snapshot"


def recognise(head: str) -> bool:
    """Whether a JSON text has the snapshot's own keys."""
    return is_json(head) and '"authors_parsed"' in head and '"categories"' in head


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """A record for each line."""
    return read_each(text, _read)


def _read(item: dict[str, Any], line: int) -> Record:
    versions = to_list(item.get("versions"))
    created = (
        re.search(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})", to_text(to_object(versions[0]).get("created")) or "")
        if versions
        else None
    )
    return Record(
        line=line,
        source_id=to_text(item.get("id")),
        title=join_lines(to_text(item.get("title"))),
        abstract=join_lines(to_text(item.get("abstract"))),
        authors=tuple(
            author for parts in to_list(item.get("authors_parsed")) if (author := _read_author(to_list(parts)))
        ),
        date=compose_date(created[3], created[2], created[1]) if created else to_text(item.get("update_date")),
        date_basis="preprint",
        venue=to_text(item.get("journal-ref")),
        doi=to_text(item.get("doi")),
        arxiv_id=to_text(item.get("id")),
        comment=join_lines(to_text(item.get("comments"))),
        updated=to_text(item.get("update_date")),
        labels=tuple(("category", name) for name in (to_text(item.get("categories")) or "").split()),
    )


def _read_author(parts: list[Any]) -> Author | None:
    family, given, suffix = (*(to_text(part) for part in parts[:3]), None, None, None)[:3]
    family = " ".join(part for part in (family, suffix) if part)
    name = " ".join(part for part in (given, family) if part)
    return Author(name, family or name, given if family else None) if name else None
