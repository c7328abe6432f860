"""Web of Science: plain text, CIW and ISI export, and the table of the same tags."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TextIO

from analysis.readers.bylines import read_group, read_names
from analysis.readers.dates import iso_date
from analysis.readers.delimited import has_header, read_rows
from analysis.readers.details import add_details, read_bracketed, read_identifiers
from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.tagged import Entry, split_entries
from analysis.readers.values import find_doi, page_range, to_count

NAME = "Web of Science"
TABLE_NAME = "Web of Science table"

_TAG = re.compile(r"^([A-Z][A-Z0-9])(?:[ \t](.*)|$)")
_OTHERS = re.compile(r"^(?:TI|SO|AU) \S", re.MULTILINE)
_TITLES = frozenset({"TI"})
_FILE_TAGS = frozenset({"FN", "VR", "EF"})
# Tags whose values a table separates by semicolons and a tagged file by lines.
_TABLE_TAGS = frozenset({"AU", "TI", "SO", "PY"})
_LISTS = {"AU", "AF", "CR", "BE", "BA", "BF", "CA"}


def recognise(head: str) -> bool:
    """Whether a record of a tagged export stands in the text: its kind, and a title or source."""
    return re.search(r"^PT [A-Z]\b", head, re.MULTILINE) is not None and _OTHERS.search(head) is not None


def recognise_table(head: str) -> bool:
    """Whether a file begins with the tags as columns."""
    return has_header(head, _TABLE_TAGS.issubset)


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each ``PT`` line."""
    found = split_entries(
        text,
        find_tag=_TAG.match,
        opens="PT",
        closes="ER",
        titles=_TITLES,
        ignore=_FILE_TAGS,
        reopens=_begins_another,
    )
    for entry in found:
        yield with_left_out(_read(entry), entry.left_out()) if isinstance(entry, Entry) else entry


def _begins_another(tags: set[str], tag: str) -> bool:
    """Whether a tag after a blank line is of the next record, since this one has its title already."""
    return tag in _TITLES and tag in tags


def parse_table(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each row of the table."""
    head = text.readline()
    tabs = "\t" in head
    quoting = csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL
    for row in read_rows(
        chain([head], text), is_header=_TABLE_TAGS.issubset, delimiter="\t" if tabs else None, quoting=quoting
    ):
        if isinstance(row, Reject):
            yield row
            continue
        parted = {tag: re.sub(r"\s*;\s*", "\n", row.values[tag]) for tag in _LISTS & set(row.values)}
        yield _read(Entry(row.line, {tag: [value] for tag, value in {**row.values, **parted}.items() if value}))


def _read(entry: Entry) -> Record:
    early, year, month = entry.first("EA"), entry.first("PY"), entry.first("PD")
    online = iso_date(early)
    pmid = entry.first("PM")
    kinds = (("keyword", "DE"), ("keyword plus", "ID"), ("category", "WC"))
    return Record(
        line=entry.line,
        source_id=entry.first("UT"),
        title=entry.first("TI"),
        abstract=entry.first("AB"),
        authors=_read_authors(entry),
        date=online or iso_date(f"{month or ''} {year or ''}"),
        date_basis="online" if online else "issue",
        venue=entry.first("SO"),
        volume=entry.first("VL"),
        issue=entry.first("IS"),
        pages=page_range(entry.first("BP"), entry.first("EP")) or entry.first("AR"),
        language=entry.first("LA"),
        type=entry.first("DT", "PT"),
        doi=find_doi(entry.first("DI", "D2")),
        pmid=pmid,
        labels=tuple(
            (kind, word) for kind, tag in kinds for word in re.split(r"\s*;\s+", entry.first(tag) or "") if word
        ),
        references=tuple(entry.every("CR")),
        reference_count=to_count(entry.first("NR")),
        cited_by=to_count(entry.first("Z9", "TC")),
    )


def _read_authors(entry: Entry) -> tuple[Author, ...]:
    full, short = entry.every("AF"), entry.every("AU")
    names = (full if len(full) >= len(short) else short) or entry.every("BA")
    groups = (author for name in entry.every("CA") if (author := read_group(name)))
    people = read_names(names, initials=True)
    return (*add_details(people, [*_addresses(entry, people), *_identifiers(entry)]), *groups)


def _addresses(entry: Entry, people: Sequence[Author]) -> list[tuple[str, dict[str, str]]]:
    """Addresses by name; where a record names nobody before its only address, it is everybody's."""
    lines = entry.every("C1")
    named = [found for line in lines for found in read_bracketed(line)]
    return named or [(person.name, {"affiliation": lines[0].rstrip(" .")}) for person in people if len(lines) == 1]


def _identifiers(entry: Entry) -> list[tuple[str, dict[str, str]]]:
    orcids, researchers = (" ".join(entry.every(tag)) for tag in ("OI", "RI"))
    return read_identifiers(orcids, "orcid") + read_identifiers(researchers, "author_key", "researcherid:")
