"""A listing of the Research Library, saved as text: labels, title, authors, date, summary, abstract."""

import re
from collections.abc import Iterable, Iterator

from analysis.readers.paragraphs import Paragraph, split_paragraphs
from analysis.readers.record import Author, Record, Reject

NAME = "Research Library listing"

_HEAD = re.compile(r"^[A-Z][A-Z ]+? Cancer: (?P<cancer>.*?) Method: (?P<method>.*)$")
_PUBLISHED = re.compile(r"^Published (\d{4}-\d{2}-\d{2})( \d{2}:\d{2})?$")
_FOLD = "Read abstract"


def recognise(head: str) -> bool:
    """Whether a file begins like this listing."""
    return "Research Library" in head and any(_HEAD.match(line.strip()) for line in head.splitlines())


def parse(lines: Iterable[str]) -> Iterator[Record | Reject]:
    """Yield a record for each block that a label line opens; what stands before the first one is the page header."""
    block: list[Paragraph] = []
    for paragraph in split_paragraphs(lines):
        if _HEAD.match(paragraph.text):
            yield from _read_block(block)
            block = [paragraph]
        elif block:
            block.append(paragraph)
    yield from _read_block(block)


def _read_block(block: list[Paragraph]) -> Iterator[Record | Reject]:
    if not block:
        return
    labels = _HEAD.match(block[0].text)
    dated = [index for index, paragraph in enumerate(block) if _PUBLISHED.match(paragraph.text)]
    if labels is None or len(dated) != 1 or dated[0] not in (2, 3):
        reason = "an entry without title, authors and 'Published' line in this order"
        yield Reject(block[0].line, reason, " / ".join(paragraph.text for paragraph in block))
        return
    at = dated[0]
    rest = block[at + 1 :]
    fold = next((index for index, paragraph in enumerate(rest) if paragraph.text == _FOLD), len(rest))
    summary, abstract = rest[:fold], rest[fold + 1 :]
    for paragraph in summary[1:] + abstract[1:]:
        yield Reject(paragraph.line, "a second paragraph where an entry has one", paragraph.text)
    yield Record(
        line=block[0].line,
        title=block[1].text,
        authors=tuple(Author(name) for name in _split_names(block[2].text)) if at == 3 else (),
        date=_PUBLISHED.match(block[at].text)[1],  # type: ignore[index]
        summary=summary[0].text if summary else None,
        abstract=abstract[0].text if abstract else None,
        labels=tuple((kind, labels[kind]) for kind in ("cancer", "method")),
    )


def _split_names(text: str) -> list[str]:
    """The names of a comma-separated byline; a suffix stays with its name."""
    names = re.split(r",\s+(?!(?:Jr|Sr|I{2,3}|IV)\b\.?)", text)
    return [name.strip() for name in names if name.strip()]
