"""arXiv's answers to a query, an Atom feed."""

import re
from collections.abc import Iterator
from typing import TextIO

from lxml import etree

from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.xml_elements import is_xml, name_unread, read_elements, text_of

NAME = "arXiv Atom"


def recognise(head: str) -> bool:
    """Whether the text is a feed of arXiv."""
    return is_xml(head) and re.search(r"<(\w+:)?feed[\s>]", head) is not None and "arxiv.org" in head


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each entry; the service reports its errors as entries, which are rejects."""
    for found in read_elements(text, "entry"):
        if isinstance(found, Reject):
            yield found
            continue
        line, entry = found
        address = text_of(entry, "id") or ""
        paper = re.search(r"arxiv\.org/abs/(\S+)", address)
        if paper and "/api/errors" not in address:
            yield with_left_out(_read(entry, paper[1], line), name_unread(entry))
        else:
            yield Reject(
                line,
                "an entry that is no paper of arXiv",
                text_of(entry, "summary") or text_of(entry, "title") or address,
            )


def _read(entry: etree._Element, arxiv_id: str, line: int) -> Record:
    authors = (
        Author(name, affiliation=text_of(node, "affiliation"))
        for node in entry.iterfind("author")
        if (name := text_of(node, "name"))
    )
    return Record(
        line=line,
        source_id=arxiv_id,
        title=text_of(entry, "title"),
        abstract=text_of(entry, "summary"),
        authors=tuple(authors),
        date=text_of(entry, "published"),
        date_basis="preprint",
        venue=text_of(entry, "journal_ref"),
        doi=text_of(entry, "doi"),
        comment=text_of(entry, "comment"),
        updated=text_of(entry, "updated"),
        arxiv_id=arxiv_id,
        labels=tuple(
            dict.fromkeys(("category", term) for node in entry.iterfind("category") if (term := node.get("term")))
        ),
    )
