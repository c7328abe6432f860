"""RIS, in the flavours of EndNote, Zotero, Mendeley, Ovid, Scopus, Dimensions and the Lens."""

import re
from collections.abc import Iterator
from typing import TextIO

from analysis.readers.record import Author, Record, Reject
from analysis.readers.tagged import Entry, split_entries
from analysis.readers.values import (
    family_first,
    family_initials,
    find_arxiv_id,
    find_doi,
    iso_date,
    only_identifier,
    page_range,
    split_list,
    to_count,
)

NAME = "RIS"

# Exporters put two, one or no space before the hyphen and none after it; a sentence such as "IL-6 is" is no tag.
_LOOSE = re.compile(r"^\s*([A-Z][A-Z0-9])(?:  ?-[ \t]?|-[ \t]|  ?-$|-$)(.*)$")
_STRICT = re.compile(r"^\s*([A-Z][A-Z0-9])  -(?:[ \t]?|$)(.*)$")


def recognise(head: str) -> bool:
    """Whether a line opens a RIS record."""
    return re.search(r"^\s*TY  ?-(\s|$)", head.lstrip("\ufeff"), re.MULTILINE) is not None


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each ``TY`` line, whether or not an ``ER`` line closes it."""
    for entry in split_entries(text, find_tag=_Tags(), opens="TY", closes="ER"):
        yield _read(entry) if isinstance(entry, Entry) else entry


class _Tags:
    """Finds tags as the record writes them: where its first line has two spaces, a wrapped line with one has no tag."""

    def __init__(self) -> None:
        self._pattern = _LOOSE

    def __call__(self, line: str) -> re.Match[str] | None:
        """The tag and value of a line, if it has a tag."""
        found = _LOOSE.match(line)
        if found and found[1] == "TY":
            self._pattern = _STRICT if _STRICT.match(line) else _LOOSE
            return found
        found = self._pattern.match(line)
        is_end = found is None or found[1] != "ER" or self._pattern is _STRICT or not found[2].strip()
        return found if is_end else None


def _read(entry: Entry) -> Record:
    address = entry.first("UR", "L2", "LK")
    titles = [title for tag in ("TI", "T1") if (title := entry.first(tag))] or [entry.first("CT", "BT", "ST") or ""]
    title = max(titles, key=len) or None
    notes = [only_identifier(note) for note in entry.each("N1")]
    places = (entry.first(tag) for tag in ("JF", "T2", "JO", "BT", "JA", "J2", "T3"))
    return Record(
        line=entry.line,
        source_id=entry.first("ID", "AN", "UT", "LB"),
        title=title,
        abstract=" ".join(entry.each("AB")) or entry.first("N2"),
        authors=_read_authors(entry),
        date=_best_date(entry),
        date_basis="issue",
        venue=next((place for place in places if place and place != title), None),
        volume=entry.first("VL"),
        issue=entry.first("IS", "CP"),
        pages=page_range(entry.first("SP"), entry.first("EP")),
        language=entry.first("LA"),
        type=_stated_type(entry),
        doi=find_doi(*entry.each("DO", "DI", "L3", "M3", "UR"), *notes),
        arxiv_id=find_arxiv_id(address, *entry.each("M1", "AN", "C1"), *notes),
        pmid=_pubmed_id(entry),
        url=address,
        labels=tuple(("keyword", word) for line in entry.every("KW", "DE") for word in split_list(line, r";\s")),
        cited_by=_cited_by(entry),
    )


def _stated_type(entry: Entry) -> str | None:
    """The type in words where an exporter adds it, else RIS's own code."""
    words = entry.first("M3") or ""
    return words if re.search("[a-z]{4}", words) and "10." not in words else entry.first("TY")


def _pubmed_id(entry: Entry) -> str | None:
    """The accession number, where the database that gave it is PubMed."""
    database = " ".join(entry.each("DB", "DP", "N1"))
    number = entry.first("AN", "C2", "PM") or ""
    return number if number.isdigit() and re.search("pubmed|medline", database, re.IGNORECASE) else None


def _read_authors(entry: Entry) -> tuple[Author, ...]:
    names = entry.every("AU", "A1") or entry.every("A2")
    names = [name for line in names for name in re.split(r"\s*;\s*", line)]
    return tuple(author for name in names if (author := family_first(name) if "," in name else family_initials(name)))


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
