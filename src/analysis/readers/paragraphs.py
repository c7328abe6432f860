"""Text captures cut into paragraphs that know their line."""

import re
from collections.abc import Iterable
from typing import NamedTuple

# An abstract is prose; the longest titles and bylines of the listings stay well below this.
ABSTRACT_LENGTH = 250


class Paragraph(NamedTuple):
    """One non-blank line of a capture."""

    line: int
    text: str

    @property
    def is_abstract(self) -> bool:
        """Whether it reads as an abstract: long, and more than one clause."""
        return len(self.text) >= ABSTRACT_LENGTH and re.search(r"[.!?](\s|$)", self.text) is not None


def split_paragraphs(lines: Iterable[str]) -> list[Paragraph]:
    """The non-blank lines with their 1-based line numbers, outer white space gone."""
    return [Paragraph(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
