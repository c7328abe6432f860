"""Refer/BibIX as EndNote exports it (``.enw``)."""

import re
from collections.abc import Iterator
from typing import TextIO

from analysis.readers.bylines import read_names
from analysis.readers.dates import iso_date
from analysis.readers.record import Record, Reject, with_left_out
from analysis.readers.tagged import Entry, split_entries
from analysis.readers.values import find_doi

NAME = "EndNote tagged (ENW)"

# Tags that a record may have more than once, even with a blank line in between.
_REPEATED = frozenset("AEKUZX")
_TAG = re.compile(r"^%([0-9A-Z@!#$*+^&(>\[~])(?:[ \t](.*)|$)")


def recognise(head: str) -> bool:
    """Whether a file begins with a Refer line, or has the line that opens a record."""
    return re.match(r"\s*%[0-9A-Z@]([ \t]|$)|(?s:.*?)^%0 [A-Z]", head, re.MULTILINE) is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each ``%0`` line, or each block where blank lines part them."""
    found = split_entries(
        text, find_tag=_TAG.match, opens="0", titles=frozenset("T"), reopens=_begins_another, prose=frozenset("XZ")
    )
    for entry in found:
        yield with_left_out(_read(entry), entry.left_out()) if isinstance(entry, Entry) else entry


def _begins_another(tags: set[str], tag: str) -> bool:
    """Whether a tag after a blank line is of the next record: it or a title stands in this one already."""
    return (tag == "A" and "T" in tags) or (tag in tags and tag not in _REPEATED)


def _read(entry: Entry) -> Record:
    return Record(
        line=entry.line,
        source_id=entry.first("M", "F"),
        title=entry.first("T"),
        abstract=entry.first("X"),
        authors=read_names(entry.each("A")),
        date=iso_date(entry.first("8")) or iso_date(entry.first("D")),
        date_basis="issue",
        venue=entry.first("J", "B"),
        volume=entry.first("V"),
        issue=entry.first("N"),
        pages=entry.first("P"),
        language=entry.first("G"),
        type=entry.first("9", "0"),
        doi=find_doi(*entry.each("R", "U")),
        url=entry.first("U"),
        labels=tuple(("keyword", word) for line in entry.every("K") for word in re.split(r"\s*[;,]\s+", line) if word),
    )
