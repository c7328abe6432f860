"""What a sentence of an abstract speaks of: the paper's own work, anything, or that of others."""

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.text import fold, speaks_of_others, split_sentences

# How much a sentence weighs that names the field, by what it speaks of: the paper's own work, anything, that of others.
TITLE, OWN, PLAIN, OTHERS = 0.9, 0.7, 0.5, 0.2
# What stands behind these words in a sentence is what the paper's own work is held against.
_HELD_AGAINST = re.compile(
    r"\b(?:compar\w+ (?:\w+ )?(?:with|to|against)|against|outperform\w*|surpass\w*|exceed\w*|superior to"
    r"|superiority over|baselines?|better than|worse than)\b",
    re.IGNORECASE,
)
# Words that fit a field but others too weigh less; two sentences of the paper's own with them are enough.
HINT = 0.6
# A method of a field says that a paper is of it; one only compared with says less. In a sentence on what others do it
# weighs as little as any word there, so that one only mentioned elsewhere is like one used.
METHOD_WEIGHT = {"proposed": 0.9, "used": 0.55, "compared": 0.4, "mentioned": 0.55}
_SPEAKS_OF_OWN = re.compile(
    r"\b(?:we|our|ours|here|this (?:paper|work|study|article|review|survey|framework|approach|method|model)"
    r"|propose[sd]?|presents?|introduce[sd]?)\b",
    re.IGNORECASE,
)


def weigh_sentence(sentence: str) -> float:
    """What a phrase weighs in a sentence of an abstract.

    Examples
    --------
    >>> [weigh_sentence(text) for text in ("We fuse both.", "Fusion has been studied.", "Both are fused.")]
    [0.7, 0.2, 0.5]
    """
    return OTHERS if speaks_of_others(sentence) else OWN if _SPEAKS_OF_OWN.search(sentence) else PLAIN


def fold_own(sentence: str) -> str:
    """What of a sentence, folded, is not held against the paper's own work.

    Examples
    --------
    >>> fold_own("Early fusion is compared with gating.")
    'early fusion is '
    """
    held = _HELD_AGAINST.search(sentence)
    return fold(sentence[: held.start()] if held else sentence)


def sentence_at(text: str, place: int) -> str:
    """The sentence that a place of a text lies in."""
    return next(sentence for start, sentence in reversed(split_sentences(text)) if start <= place)


class Weighed(NamedTuple):
    """A sentence, what a phrase in it weighs, and of the folded text what is not held against the paper's own work."""

    text: str
    weight: float
    folded: str
    own: str


# Several fields, and their facets, look at the same papers one after the other.
@lru_cache(maxsize=50_000)
def weigh_part(part: str, text: str) -> tuple[Weighed, ...]:
    """The sentences of a paper's title or abstract, weighed.

    Examples
    --------
    >>> [(each.weight, each.own) for each in weigh_part("abstract", "We beat X. It is compared with Y.")]
    [(0.7, 'we beat x.'), (0.5, 'it is ')]
    """
    if part == "title":
        return (Weighed(text, TITLE, fold(text), fold(text)),)
    sentences = (sentence for _, sentence in split_sentences(text))
    return tuple(Weighed(each, weigh_sentence(each), fold(each), fold_own(each)) for each in sentences)
