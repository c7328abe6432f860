"""arXiv's OAI-PMH harvest, in the formats ``arXiv``, ``arXivRaw`` and ``oai_dc``."""

import re
from collections.abc import Iterator
from typing import TextIO

from lxml import etree

from analysis.readers.bylines import read_author, split_byline
from analysis.readers.dates import compose_date
from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.values import find_doi
from analysis.readers.xml_elements import is_xml, name_unread, read_elements, text_of, texts_of

NAME = "arXiv OAI-PMH"


def recognise(head: str) -> bool:
    """Whether the text is an answer of arXiv's harvest."""
    return (
        is_xml(head)
        and "OAI-PMH" in head
        and "arxiv" in head.lower()
        and re.search(r"<(\w+:)?record[\s>]|<(\w+:)?error\b", head) is not None
    )


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each one harvested; a deleted one is a reject."""
    for found in read_elements(text, "record"):
        if isinstance(found, Reject):
            yield found
            continue
        line, root = found
        header, metadata = root.find("header"), root.find("metadata")
        name = text_of(header, "identifier") or ""
        if metadata is None or len(metadata) == 0:
            deleted = header is not None and header.get("status") == "deleted"
            yield Reject(line, "a record that arXiv deleted" if deleted else "a record without metadata", name)
            continue
        yield with_left_out(_read(metadata[0], name, line), name_unread(root))


def _read(paper: etree._Element, name: str, line: int) -> Record:
    harvested = re.sub(r"^oai:arXiv\.org:", "", name)
    arxiv_id = text_of(paper, "id") or (harvested if harvested != name else None)
    versions = [date for text in texts_of(paper, "version/date") if (date := _day(text))]
    stated = sorted(date for date in [text_of(paper, "created"), *texts_of(paper, "date")] if date)
    people = tuple(author for node in paper.iterfind("authors/author") if (author := _read_author(node)))
    creators = tuple(author for text in texts_of(paper, "creator") if (author := read_author(text)))
    # A byline has affiliations in brackets.
    listed = split_byline(re.sub(r"\([^()]*\)", "", text_of(paper, "authors") or ""))
    return Record(
        line=line,
        source_id=name or arxiv_id,
        title=text_of(paper, "title"),
        abstract=text_of(paper, "abstract") or next(iter(texts_of(paper, "description")), None),
        authors=people or creators or listed,
        date=next(iter([*versions, *stated]), None),
        date_basis="preprint",
        venue=text_of(paper, "journal-ref"),
        doi=text_of(paper, "doi") or find_doi(*texts_of(paper, "identifier")),
        arxiv_id=arxiv_id,
        comment=text_of(paper, "comments"),
        updated=text_of(paper, "updated") or next(reversed(versions[1:]), None),
        labels=tuple(("category", word) for word in (text_of(paper, "categories") or "").split())
        + tuple(("category", word) for word in texts_of(paper, "subject")),
    )


def _day(text: str) -> str | None:
    """The day of a version: "Mon, 2 Apr 2007 19:18:42 GMT"."""
    found = re.search(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})", text)
    return compose_date(found[3], found[2], found[1]) if found else None


def _read_author(node: etree._Element) -> Author | None:
    family, given = text_of(node, "keyname"), text_of(node, "forenames")
    family = " ".join(part for part in (family, text_of(node, "suffix")) if part)
    name = " ".join(part for part in (given, family) if part)
    return (
        Author(name, family or name, given if family else None, affiliation=text_of(node, "affiliation"))
        if name
        else None
    )
