"""RIS, in the flavours of EndNote, Zotero, Mendeley, Ovid, Scopus, Dimensions and the Lens."""

import re
from collections.abc import Iterator
from typing import TextIO

from analysis.readers.bylines import read_names
from analysis.readers.dates import iso_date
from analysis.readers.record import Record, Reject, with_left_out
from analysis.readers.tagged import Entry, split_entries
from analysis.readers.values import (
    find_arxiv_id,
    find_doi,
    of_resolver,
    only_identifier,
    page_range,
    split_list,
    to_count,
)

NAME = "RIS"

# Exporters put two, one or no space before the hyphen and none after it; a sentence such as "IL-6 is" is no tag.
_LOOSE = re.compile(r"^\s*([A-Z][A-Z0-9])(?:  ?-[ \t]?|-[ \t]|  ?-$|-$)(.*)$")
# Values of several paragraphs.
_PROSE = frozenset({"AB", "N2", "N1", "NT", "RN"})
_PLACES = ("JF", "T2", "JO", "BT", "JA", "J2", "T3")
# Where accession numbers of other databases stand, with the name of the database before them.
_ODD_PLACES = (
    "AN",
    "C1",
    "C2",
    "C3",
    "C4",
    "C5",
    "C6",
    "C7",
    "C8",
    "M1",
    "M2",
    "U1",
    "U2",
    "U3",
    "U4",
    "U5",
    "ID",
    "XR",
    "PM",
)
_NAMED_PMID = re.compile(r"\W*(?:pubmed|pmid|medline)(?:\s?(?:id|uid|pmid))?\W{0,4}([1-9]\d{0,8})\b", re.IGNORECASE)
_LINKED_PMID = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|nih\.gov/(?:m/)?pubmed|europepmc\.org/(?:article|abstract)/med)/([1-9]\d{0,8})\b",
    re.IGNORECASE,
)
_PUBMED = re.compile("pubmed|medline", re.IGNORECASE)
# The end of one file and the beginning of the next, pasted together without a line break.
_GLUED = re.compile(r"^\s*ER  ?-\s*(?=TY  ?-\s)")
_TITLES = frozenset({"TI", "T1", "CT", "BT"})
_STRICT = re.compile(r"^\s*([A-Z][A-Z0-9])  -(?:[ \t]?|$)(.*)$")


def recognise(head: str) -> bool:
    """Whether a line opens a RIS record."""
    return re.search(r"^[ \t]*(?:ER  ?-[ \t]*)?TY  ?-(\s|$)", head, re.MULTILINE) is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each ``TY`` line, whether or not an ``ER`` line closes it."""
    found = split_entries(
        text, find_tag=_Tags(), opens="TY", closes="ER", titles=_TITLES, reopens=_begins_another, prose=_PROSE
    )
    for entry in found:
        yield with_left_out(_read(entry), entry.left_out()) if isinstance(entry, Entry) else entry


def _begins_another(tags: set[str], tag: str) -> bool:
    """Whether a tag after a blank line is of the next record, since this one has its title already."""
    return tag in _TITLES and tag in tags


class _Tags:
    """Finds tags as the record writes them: where its first line has two spaces, a wrapped line with one has no tag."""

    def __init__(self) -> None:
        self._pattern = _LOOSE

    def __call__(self, line: str) -> re.Match[str] | None:
        """The tag and value of a line, if it has a tag."""
        line = _GLUED.sub("", line) if "TY" in line else line
        found = _LOOSE.match(line)
        if found and found[1] == "TY":
            self._pattern = _STRICT if _STRICT.match(line) else _LOOSE
            return found
        found = self._pattern.match(line)
        is_end = found is None or found[1] != "ER" or self._pattern is _STRICT or not found[2].strip()
        return found if is_end else None


def _read(entry: Entry) -> Record:
    addresses = entry.each("UR", "L2", "LK")
    titles = [title for tag in ("TI", "T1") if (title := entry.first(tag))] or [entry.first("CT", "BT", "ST") or ""]
    title = max(titles, key=len) or None
    notes = [only_identifier(note) for note in entry.each("N1")]
    places = (place for tag in _PLACES for place in entry.each(tag) if not place.startswith("http"))
    return Record(
        line=entry.line,
        source_id=entry.first("ID", "AN", "UT", "LB", "U2"),
        title=title,
        other_title=entry.first("TT", "OP"),
        abstract=" ".join(entry.each("AB")) or entry.first("N2"),
        authors=read_names(entry.every("AU", "A1") or entry.every("A2", "ED"), initials=True),
        date=_best_date(entry),
        date_basis="issue",
        venue=next((place for place in places if place != title), None),
        volume=entry.first("VL"),
        issue=entry.first("IS", "CP"),
        pages=page_range(entry.first("SP"), entry.first("EP")),
        language=entry.first("LA"),
        type=_stated_type(entry),
        doi=find_doi(*entry.each("DO", "DI", "L3", "M3"), *map(of_resolver, addresses), *notes),
        arxiv_id=find_arxiv_id(*addresses[:1], *entry.each("M1", "AN", "C1"), *notes),
        pmid=_pubmed_id(entry, addresses, notes),
        url=next(iter(addresses), None),
        labels=tuple(("keyword", word) for line in entry.every("KW", "DE") for word in split_list(line, r";\s")),
        cited_by=_cited_by(entry),
    )


def _stated_type(entry: Entry) -> str | None:
    """The type in words where an exporter adds it, else RIS's own code."""
    words = entry.first("M3") or ""
    return words if re.search("[a-z]{4}", words) and "10." not in words else entry.first("TY")


def _pubmed_id(entry: Entry, addresses: list[str], notes: list[str | None]) -> str | None:
    """The PubMed id, wherever an exporter puts it: named as such, in an address, or alone where the database tells."""
    named = [_NAMED_PMID.match(value) for value in (*entry.each(*_ODD_PLACES), *filter(None, notes))]
    linked = [_LINKED_PMID.search(address) for address in addresses]
    found = next((match[1] for match in (*named, *linked) if match), None)
    if found:
        return found
    database = " ".join((*entry.each("DB", "DP"), *entry.each("N1"), *addresses))
    numbers = entry.each("AN", "C2", "PM") if _PUBMED.search(database) else []
    # Embase gives the number of Medline in a field of its own.
    numbers += entry.each("C5") if re.search("embase|medline", database, re.IGNORECASE) else []
    return next((number for number in numbers if re.fullmatch(r"[1-9]\d{4,8}", number)), None)


def _best_date(entry: Entry) -> str | None:
    """The most exact of the stated dates of the publication year."""
    dates = [date for value in entry.each("PY", "Y1", "DA") if (date := iso_date(value))]
    return max((date for date in dates if date[:4] == dates[0][:4]), key=len) if dates else None


def _cited_by(entry: Entry) -> int | None:
    counts = [
        re.search(r"(?:Cited By|Times Cited|citations)\D{0,20}(\d+)", note, re.IGNORECASE)
        for note in entry.each("N1", "Z9", "TC")
    ]
    return next((to_count(found[1]) for found in counts if found), None)
