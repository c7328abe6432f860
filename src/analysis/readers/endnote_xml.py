"""EndNote XML."""

import re
from collections.abc import Iterator
from typing import TextIO

from lxml import etree

from analysis.readers.bylines import read_names
from analysis.readers.dates import iso_date
from analysis.readers.record import Record, Reject
from analysis.readers.values import find_doi
from analysis.readers.xml_elements import is_xml, read_each, text_of, texts_of

NAME = "EndNote XML"


def recognise(head: str) -> bool:
    """Whether the text is a library of EndNote records."""
    return is_xml(head) and re.search(r"<records>", head) is not None and "<ref-type" in head


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """A record for each record of the library."""
    return read_each(text, _read, "record")


def _read(root: etree._Element, line: int) -> Record:
    kind = root.find("ref-type")
    exact = iso_date(text_of(root, "dates/pub-dates/date"))
    year = iso_date(text_of(root, "dates/year"))
    if exact is None and year:
        exact = iso_date(f"{text_of(root, 'dates/pub-dates/date') or ''} {year}")
    names = texts_of(root, "contributors/authors/author") or texts_of(root, "contributors/secondary-authors/author")
    title = text_of(root, "titles/title")
    return Record(
        line=line,
        source_id=text_of(root, "rec-number"),
        title=title or text_of(root, "titles/secondary-title"),
        abstract=text_of(root, "abstract"),
        authors=read_names(names),
        date=exact if exact and (not year or exact[:4] == year[:4]) else year,
        date_basis="issue",
        venue=text_of(root, "periodical/full-title")
        or (text_of(root, "titles/secondary-title") if title else None)
        or text_of(root, "periodical/abbr-1"),
        volume=text_of(root, "volume"),
        issue=text_of(root, "number"),
        pages=text_of(root, "pages"),
        language=text_of(root, "language"),
        type=text_of(root, "work-type") or (kind.get("name") if kind is not None else None),
        doi=find_doi(text_of(root, "electronic-resource-num"), *texts_of(root, "urls/related-urls/url")),
        url=text_of(root, "urls/related-urls/url"),
        labels=tuple(("keyword", word) for word in texts_of(root, "keywords/keyword")),
    )
