"""The sentences of a text, and whether one speaks of others."""

import re

# After these a sentence goes on, whatever follows.
_SHORT = ("vs", "Dr", "Prof", "Fig", "Figs", "Eq", "cf", "approx", "al", "i.e", "e.g", "St", "No", "resp")
# The stop comes first, for a pattern that begins with a few letters is searched several times faster.
_STOP = re.compile(r"[.!?]" + "".join(rf"(?<!\b{re.escape(short)}\.)" for short in _SHORT) + r"\s+(?=[A-Z(\d\"“])")
_SURELY_OWN = re.compile(r"\b(?:we\b|propos|present|introduc)", re.IGNORECASE)
_OPENS_ON_OTHERS = re.compile(
    r"\s*(?:while|although|though|despite|recent(?:ly)?|existing|current|previous|prior|traditional|conventional|however"
    r"|unlike|in recent years|many|most|to date|with the (?:rise|advent|success|development)|the (?:rise|advent|success"
    r"|emergence))\b",
    re.IGNORECASE,
)
_SPEAKS_OF_OTHERS = re.compile(
    r"\b(?:has|have) (?:recently |also |shown |demonstrated |emerged|achieved|been|become|attracted|revolutioni[sz]ed)"
    r"|remain(?:s|ed)? (?:challenging|limited|under|a |an |difficult|unclear)|\bhow to\b",
    re.IGNORECASE,
)
# Letters without which none of these is there: most sentences have none, and are not searched.
_TELLING = ("has ", "have ", "remain", "how to")


def split_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with the place where it starts.

    Examples
    --------
    >>> split_sentences("We use ViT. It works.")
    [(0, 'We use ViT.'), (12, 'It works.')]
    >>> len(split_sentences("We test CT vs. MRI with Dr. Roe."))
    1
    """
    stops = [match.span() for match in _STOP.finditer(text)]
    starts, ends = [0, *(end for _, end in stops)], [*(stop + 1 for stop, _ in stops), len(text)]
    return [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def speaks_of_others(sentence: str) -> bool:
    """Whether a sentence of an abstract tells what others do, or what is known, and nothing of the paper's own.

    Examples
    --------
    >>> [speaks_of_others(text) for text in ("Fusion has been studied.", "We fuse both.", "Both are fused.")]
    [True, False, False]
    """
    speaks = _OPENS_ON_OTHERS.match(sentence)
    if speaks is None and any(map(sentence.lower().__contains__, _TELLING)):
        speaks = _SPEAKS_OF_OTHERS.search(sentence)
    return speaks is not None and not _SURELY_OWN.search(sentence)
