"""An arXiv author listing, saved as text: abstract, comments, ``arXiv:ID``, ``Created: … Updated: …``; no titles."""

import re
from collections.abc import Iterable, Iterator

from analysis.readers.paragraphs import Paragraph, split_paragraphs
from analysis.readers.record import Record, Reject

NAME = "arXiv author listing"

_ID = re.compile(r"^arXiv:\s*(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(v\d+)?$", re.IGNORECASE)
_DATES = re.compile(r"^Created:\s*(\d{4}-\d{2}-\d{2})(?:\s+Updated:\s*(\d{4}-\d{2}-\d{2}))?$")


def recognise(head: str) -> bool:
    """Whether a file begins like this listing."""
    lines = [line.strip() for line in head.splitlines()]
    return any(_ID.match(line) for line in lines) and any(_DATES.match(line) for line in lines)


def parse(lines: Iterable[str]) -> Iterator[Record | Reject]:
    """Yield a record for each block that ends in its dates; what is neither abstract nor id in it is a comment."""
    block: list[Paragraph] = []
    for paragraph in split_paragraphs(lines):
        dates = _DATES.match(paragraph.text)
        if not dates:
            block.append(paragraph)
            continue
        yield from _read_block(block, created=dates[1], updated=dates[2], line=paragraph.line)
        block = []
    for paragraph in block:
        yield Reject(paragraph.line, "a line outside any entry: no 'Created:' line follows", paragraph.text)


def _read_block(block: list[Paragraph], *, created: str, updated: str | None, line: int) -> Iterator[Record | Reject]:
    ids = [(index, match) for index, paragraph in enumerate(block) if (match := _ID.match(paragraph.text))]
    if len(ids) != 1:
        text = " / ".join(paragraph.text for paragraph in block) or f"Created: {created}"
        yield Reject(block[0].line if block else line, f"an entry with {len(ids)} arXiv ids instead of one", text)
        return
    index, match = ids[0]
    for paragraph in block[index + 1 :]:
        yield Reject(paragraph.line, "a line between arXiv id and dates", paragraph.text)
    abstracts = [paragraph for paragraph in block[:index] if paragraph.is_abstract]
    for paragraph in abstracts[1:]:
        yield Reject(paragraph.line, "a second abstract in one entry", paragraph.text)
    comments = [paragraph.text for paragraph in block[:index] if not paragraph.is_abstract]
    yield Record(
        line=block[0].line,
        source_id=match[1],
        arxiv_id=match[1],
        abstract=abstracts[0].text if abstracts else None,
        date=created,
        updated=updated,
        comment=" ".join(comments) or None,
    )
