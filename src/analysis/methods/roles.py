"""In what role a sentence names a method, told by the clause that the name stands in."""

import re
from collections.abc import Iterator

# A clause ends where another subject or its verb begins; commas of a list do not end one.
_CLAUSE_END = re.compile(
    r"[;:]|,\s+(?:and\s+|but\s+|which\s+|while\s+|whereas\s+|where\s+|thus\s+|thereby\s+)?"
    r"(?:we|our|ours|it|its|this|these|they|the (?:proposed|model|method|framework|network|approach|results?)"
    r"|is|are|was|were|has|have|can|which|while|whereas|where|but|yet|with|by|achiev\w+|demonstrat\w+|show\w+|yield\w+"
    r"|improv\w+|reach\w+|suggest\w+|indicat\w+|highlight\w+|outperform\w+|provid\w+|enabl\w+|reduc\w+|requir\w+|using"
    r"|trained)\b|\s(?:while|whereas|but|by|through|thanks to|because|since)\s",
    re.IGNORECASE,
)
_SET_ASIDE = re.compile(
    r"\b(?:rather than|instead of|unlike|in contrast to|as opposed to|without|no need for|eliminat\w+ the need for"
    r"|eliminat\w+ (?:the )?(?:reliance|dependence) on|avoid\w*|(?:does|do|is|are|did) not(?: \w+)?|cannot|free of)\b",
    re.IGNORECASE,
)
_HELD_AGAINST = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|compar(?:ed|ing|es?|able|ably|isons?)\b|versus|vs\b\.?"
    r"|(?<!rather )(?<!other )than|against|superior(?:ity)? (?:to|over)|competing|baselines?|head-to-head"
    r"|over (?:existing|the|other|prior|previous|state-of-the-art)\b|benchmark(?:ed|ing|s)?\b)",
    re.IGNORECASE,
)
# Letters without which none of these is there: most sentences have none, and are not searched.
_OF_SET_ASIDE = (
    "than", "instead of", "unlike", "contrast", "opposed", "without", "no need", "eliminat", "avoid", " not", "cannot",
    "free of",
)  # fmt: skip
_OF_HELD_AGAINST = (
    "than", "outperform", "surpass", "exceed", "compar", "versus", "vs", "against", "superior", "competing", "baseline",
    "head-to-head", "over ", "benchmark",
)  # fmt: skip
_CUES = (("mentioned", _SET_ASIDE, _OF_SET_ASIDE), ("compared", _HELD_AGAINST, _OF_HELD_AGAINST))
_BASELINE = re.compile(r"(?:-based)?(?:\s[\w-]+){0,2}\s(?:baselines?|counterparts?)\b", re.IGNORECASE)
_FRONTED = re.compile(r"^\W*(?:\w+,\s)?$")


class Clauses:
    """The clauses of a sentence, read once for all the methods that it names.

    Parameters
    ----------
    sentence
        A whole sentence.
    of_others
        Whether it tells what others do.

    Examples
    --------
    >>> text = "Rather than CT, we use MRI, which gives better results than PET."
    >>> clauses = Clauses(text)
    >>> [clauses.role_of(text.index(name), text.index(name) + 2) for name in ("CT", "MRI", "PET")]
    ['mentioned', 'used', 'compared']
    """

    def __init__(self, sentence: str, *, of_others: bool = False) -> None:
        self._sentence = sentence
        self._otherwise = "mentioned" if of_others else "used"
        cues = sorted(_find_cues(sentence))[::-1]
        self._cues = [(closed, role, self._end_of(opened, closed)) for opened, closed, role in cues]

    def role_of(self, start: int, end: int) -> str:
        """Whether the name from `start` to `end` is `used`, `compared` with, or `mentioned`: not used, or by others."""
        for closed, role, stop in self._cues:
            if closed <= start < stop:
                return role
        return "compared" if _BASELINE.match(self._sentence, end) else self._otherwise

    def _end_of(self, opened: int, closed: int) -> int:
        """Where the clause ends that a cue opens: at the head of a sentence with its first comma."""
        if _FRONTED.match(self._sentence[:opened]):
            comma = self._sentence.find(",", closed)
            return comma if comma >= 0 else len(self._sentence)
        end = _CLAUSE_END.search(self._sentence, closed)
        return end.start() if end else len(self._sentence)


def _find_cues(sentence: str) -> Iterator[tuple[int, int, str]]:
    holds = sentence.lower().__contains__
    for role, cue, letters in _CUES:
        if any(map(holds, letters)):
            for match in cue.finditer(sentence):
                yield *match.span(), role
