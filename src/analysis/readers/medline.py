"""MEDLINE as PubMed exports it (``.nbib``, ``.txt``)."""

import re
from collections.abc import Iterator
from typing import TextIO

from analysis.readers.bylines import read_author, read_group, read_names
from analysis.readers.dates import iso_date
from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.tagged import Entry, split_entries
from analysis.readers.values import find_doi

NAME = "MEDLINE"

_KNOWN = re.compile(r"^(?:(?=PMID ?- ?\d)|(?=(?:OWN|FAU|AU|TI) {0,2}- ))([A-Z]+)", re.MULTILINE)
# What a record has, or begins with where its PubMed id stands further down.
_TITLES = frozenset({"TI", "BTI", "TT", "OWN"})
_TAG = re.compile(r"^([A-Z]{2,4}) {0,2}-(?:\s+|(?=\S)|$)(.*)$")


def recognise(head: str) -> bool:
    """Whether the tags of MEDLINE stand in the text: a PubMed id, or an owner or author beside a title."""
    tags = set(_KNOWN.findall(head))
    return "PMID" in tags or ("TI" in tags and not tags.isdisjoint({"OWN", "FAU", "AU"}))


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each ``PMID`` line and for each block between blank lines."""
    found = split_entries(text, find_tag=_TAG.match, opens="PMID", titles=_TITLES, reopens=lambda *_: True)
    for entry in found:
        yield with_left_out(_read(entry), entry.left_out()) if isinstance(entry, Entry) else entry


def _read(entry: Entry) -> Record:
    online = iso_date(entry.first("DEP") and re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", entry.first("DEP")))
    issue = iso_date(entry.first("DP", "PY"))
    is_online = bool(online and (not issue or online <= issue))
    return Record(
        line=entry.line,
        source_id=entry.first("PMID", "OID"),
        title=" ".join(entry.each("TI")) or entry.first("BTI", "TT"),
        other_title=" ".join(entry.each("TT")) or None,
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
        doi=find_doi(
            *(value for value in entry.each("LID", "AID") if "[doi]" in value or "doi:" in value), entry.first("SO")
        ),
        pmid=entry.first("PMID"),
        labels=tuple(("keyword", word) for word in entry.each("OT"))
        + tuple(("mesh", term) for term in entry.each("MH")),
    )


def _read_authors(entry: Entry) -> tuple[Author, ...]:
    full = tuple(author for name, more in _people(entry) if (author := read_author(name, **more)))
    groups = tuple(author for name in entry.each("CN") if (author := read_group(name)))
    return (full or read_names(entry.each("AU"), initials=True)) + groups


def _people(entry: Entry) -> list[tuple[str, dict[str, str]]]:
    """Full names with the addresses and the ORCID that follow each."""
    people: list[tuple[str, dict[str, str]]] = []
    # Asked for below, in the order of the file.
    entry.each("FAU", "AU", "AD", "AUID")
    for tag, value in entry.in_order:
        if tag == "FAU":
            people.append((value, {}))
        elif people and tag == "AD":
            known = people[-1][1].get("affiliation")
            people[-1][1]["affiliation"] = f"{known}; {value}" if known else value
        elif people and tag == "AUID" and value.upper().startswith("ORCID"):
            people[-1][1].setdefault("orcid", value.partition(":")[2].strip())
    return people
