"""Words and phrases looked for in a text, whatever their case, hyphens or plural."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

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


def compile_phrase(phrase: str, words: Mapping[str, Sequence[str]] = MappingProxyType({})) -> list[re.Pattern[str]]:
    """The patterns that all have to match one sentence, one for each side of the phrase.

    Parameters
    ----------
    phrase
        Words, with ``*`` for any letters; sides are joined by ``&``.
    words
        What a word such as ``<image>`` stands for: any of some, each of one word or more.

    Raises
    ------
    KeyError
        If the phrase names words that are not given.

    Examples
    --------
    >>> sides = compile_phrase("fus* & <image>", {"image": ["CT", "*patholog*"]})
    >>> [bool(side.search("fusing text and digital histopathology")) for side in sides]
    [True, True]
    """
    return [_compile_side([side], words) for side in phrase.split("&") if side.strip()]


def compile_any(
    phrases: Iterable[str], words: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> list[list[re.Pattern[str]]]:
    """The patterns of which one list has to match whole for one of some phrases to stand in a text.

    Phrases without ``&`` are one pattern together, which is far quicker than one after the other.

    Examples
    --------
    >>> found = compile_any(["CT", "radiograph*", "fus* & <records>"], {"records": ["metadata", "EHR"]})
    >>> [len(sides) for sides in found]
    [1, 2]
    """
    listed = list(phrases)
    alone = [phrase for phrase in listed if "&" not in phrase]
    together = [[_compile_side(alone, words)]] if alone else []
    return together + [compile_phrase(phrase, words) for phrase in listed if "&" in phrase]


def _compile_side(alternatives: Iterable[str], words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    named = (r"\s+".join(_compile_word(word, words) for word in text.split()) for text in alternatives)
    return re.compile(r"\b(?:" + "|".join(named) + r")(?:s|es)?\b")


def _compile_word(word: str, words: Mapping[str, Sequence[str]]) -> str:
    """A word as a pattern; one such as ``<image>`` is any of those that it stands for, which may be several words."""
    if word.startswith("<") and word.endswith(">"):
        named = [r"\s+".join(_compile_word(each, {}) for each in text.split()) for text in words[word[1:-1]]]
        return f"(?:{'|'.join(named)})"
    return re.escape(" ".join(fold(word).split())).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


def has_phrase(
    papers: pd.DataFrame, phrases: Iterable[str], words: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> np.ndarray:
    """Which papers have one of some phrases in title or abstract, shape (papers,); `words` as in `compile_phrase`.

    Examples
    --------
    >>> papers = pd.DataFrame({"title": ["Whole-slide images", "Hearts"], "abstract": [None, "A whole slide image."]})
    >>> has_phrase(papers, ["whole slide image", "gigapixel"]).tolist()
    [True, True]
    """
    parts = [papers[column].fillna("").map(fold) for column in ("title", "abstract")]
    found = np.zeros(len(papers), dtype=bool)
    for sides in compile_any(phrases, words):
        for part in parts:
            found |= np.logical_and.reduce([part.str.contains(side) for side in sides])
    return found
