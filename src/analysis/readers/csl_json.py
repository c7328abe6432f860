"""CSL-JSON, as Zotero and citation processors write it."""

import re
from collections.abc import Iterator
from typing import Any, TextIO

from analysis.readers.crossref import read_date_parts, read_person
from analysis.readers.dates import iso_date
from analysis.readers.json_values import is_json, read_each
from analysis.readers.record import Record, Reject
from analysis.readers.values import (
    find_arxiv_id,
    find_doi,
    only_identifier,
    split_list,
    to_list,
    to_object,
    to_text,
)

NAME = "CSL-JSON"


def recognise(head: str) -> bool:
    """Whether a JSON text holds citation items."""
    begins = is_json(head)
    names = re.search(r'"(issued|accessed)"\s*:\s*\{', head) or re.search(
        r'"author"\s*:\s*\[\s*\{\s*"(family|given|literal)"', head
    )
    return begins and '"title"' in head and '"type"' in head and names is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """A record for each item."""
    return read_each(text, _read)


def _read(item: dict[str, Any], line: int) -> Record:
    issued = to_object(item.get("issued"))
    stated = next((text for name in ("raw", "literal") if (text := to_text(issued.get(name)))), None)
    # Zotero keeps what has no field of its own on lines of the note.
    notes = [only_identifier(line) for line in (to_text(item.get("note")) or "").splitlines()]
    pmid = next((line for line in notes if line and line.lower().startswith("pmid")), None)
    return Record(
        line=line,
        source_id=to_text(item.get("id")),
        title=to_text(item.get("title")),
        abstract=to_text(item.get("abstract")),
        authors=tuple(author for each in to_list(item.get("author")) if (author := read_person(to_object(each)))),
        date=read_date_parts(issued) or iso_date(stated),
        date_basis="issue",
        venue=to_text(item.get("container-title")) or to_text(item.get("event-title")),
        volume=to_text(item.get("volume")),
        issue=to_text(item.get("issue")),
        pages=to_text(item.get("page")),
        language=to_text(item.get("language")),
        type=to_text(item.get("type")),
        doi=find_doi(to_text(item.get("DOI")), to_text(item.get("URL")), *notes),
        arxiv_id=find_arxiv_id(to_text(item.get("number")), to_text(item.get("URL")), *notes),
        pmid=to_text(item.get("PMID")) or pmid,
        url=to_text(item.get("URL")),
        labels=tuple(("keyword", word) for word in split_list(to_text(item.get("keyword")), r"[;,]")),
    )
