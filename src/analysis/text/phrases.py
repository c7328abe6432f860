"""Words and phrases looked for in a text, whatever their case, hyphens or plural."""

import re

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
