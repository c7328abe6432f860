"""A listing of Hugging Face papers, saved as text: title and abstract in alternation."""

from collections.abc import Iterable, Iterator

from analysis.readers.paragraphs import Paragraph, split_paragraphs
from analysis.readers.record import Record, Reject

NAME = "Hugging Face listing"


def recognise(head: str) -> bool:
    """Whether a file begins like this listing."""
    return "Get trending papers in your email inbox" in head


def parse(lines: Iterable[str]) -> Iterator[Record | Reject]:
    """Yield a record for each title followed by an abstract; short lines before the first title are the page header."""
    waiting: Paragraph | None = None
    in_header = True
    for paragraph in split_paragraphs(lines):
        if not paragraph.is_abstract:
            if waiting and not in_header:
                yield Reject(waiting.line, "a line that no abstract follows", waiting.text)
            waiting = paragraph
        elif waiting:
            yield Record(line=waiting.line, title=waiting.text, abstract=paragraph.text)
            waiting, in_header = None, False
        else:
            yield Reject(paragraph.line, "an abstract that no title precedes", paragraph.text)
    if waiting:
        yield Reject(waiting.line, "a line that no abstract follows", waiting.text)
