"""Words and phrases looked for in a text, whatever their case, hyphens or plural."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

_HYPHENS = str.maketrans(dict.fromkeys("-‐‑‒–—/_", " "))


def fold(text: str, *, as_written: bool = False) -> str:
    """Text for matching, character for character: hyphens as spaces, and lower case unless `as_written`.

    Examples
    --------
    >>> fold("Self-Supervised ViT")
    'self supervised vit'
    """
    text = text.translate(_HYPHENS)
    if as_written:
        return text
    lower = text.lower()
    # A few letters grow when lowered; the places of all others must not move.
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def compile_phrase(phrase: str) -> list[re.Pattern[str]]:
    """The patterns that all have to match one sentence.

    Examples
    --------
    >>> sides = compile_phrase("foundation model & *patholog*")
    >>> [bool(side.search("foundation models for digital histopathology")) for side in sides]
    [True, True]
    """
    sides = [side.split() for side in fold(phrase).split("&")]
    return [
        re.compile(r"\b" + r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in words) + r"(?:s|es)?\b")
        for words in sides
        if words
    ]


def has_phrase(papers: pd.DataFrame, phrases: Iterable[str]) -> np.ndarray:
    """Which papers have one of some phrases in title or abstract, shape (papers,).

    Examples
    --------
    >>> papers = pd.DataFrame({"title": ["Whole-slide images", "Hearts"], "abstract": [None, "A whole slide image."]})
    >>> has_phrase(papers, ["whole slide image", "gigapixel"]).tolist()
    [True, True]
    """
    parts = [papers[column].fillna("").map(fold) for column in ("title", "abstract")]
    found = np.zeros(len(papers), dtype=bool)
    for sides in map(compile_phrase, phrases):
        for part in parts:
            found |= np.logical_and.reduce([part.str.contains(side) for side in sides])
    return found
