"""MEDLINE as PubMed exports it (``.nbib``, ``.txt``)."""

import re
from collections.abc import Iterator
from typing import TextIO

from analysis.readers.record import Author, Record, Reject
from analysis.readers.tagged import Entry, split_entries
from analysis.readers.values import family_first, family_initials, find_doi, iso_date

NAME = "MEDLINE"

_TAG = re.compile(r"^([A-Z]{2,4}) {0,2}-(?:\s+|(?=\S)|$)(.*)$")


def recognise(head: str) -> bool:
    """Whether a line opens a MEDLINE record."""
    return re.search(r"^PMID ?- ?\d", head.lstrip("\ufeff"), re.MULTILINE) is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each ``PMID`` line."""
    for entry in split_entries(text, find_tag=_TAG.match, opens="PMID", reopens=lambda *_: True):
        yield _read(entry) if isinstance(entry, Entry) else entry


def _read(entry: Entry) -> Record:
    online = iso_date(entry.first("DEP") and re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", entry.first("DEP")))
    issue = iso_date(entry.first("DP"))
    is_online = bool(online and (not issue or online <= issue))
    return Record(
        line=entry.line,
        source_id=entry.first("PMID"),
        title=" ".join(entry.each("TI")) or entry.first("BTI", "TT"),
        abstract=" ".join(entry.each("AB")) or None,
        authors=_read_authors(entry),
        date=online if is_online else issue,
        date_basis="online" if is_online else "issue",
        venue=entry.first("JT", "TA", "CTI"),
        volume=entry.first("VI"),
        issue=entry.first("IP"),
        pages=entry.first("PG"),
        language=entry.first("LA"),
        type="; ".join(entry.each("PT")) or None,
        doi=find_doi(*(value for value in entry.each("LID", "AID") if "[doi]" in value or "doi:" in value)),
        pmid=entry.first("PMID"),
        labels=tuple(("keyword", word) for word in entry.each("OT"))
        + tuple(("mesh", term) for term in entry.each("MH")),
    )


def _read_authors(entry: Entry) -> tuple[Author, ...]:
    full = [family_first(name) for name in entry.each("FAU")]
    names = full or [family_initials(name) for name in entry.each("AU")]
    groups = [Author(name) for name in entry.each("CN")]
    return tuple(author for author in [*names, *groups] if author)
