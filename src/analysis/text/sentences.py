"""The sentences of a text."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\d\"“])")


def split_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with the place where it starts.

    Examples
    --------
    >>> split_sentences("We use ViT. It works.")
    [(0, 'We use ViT.'), (12, 'It works.')]
    """
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    ends = [*(match.start() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]
