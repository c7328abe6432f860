"""The sentences of a text, and whether one speaks of others."""

import re

# After these a sentence goes on, whatever follows.
_SHORT = ("vs", "Dr", "Prof", "Fig", "Figs", "Eq", "cf", "approx", "al", "i.e", "e.g", "St", "No", "resp")
_SENTENCE_END = re.compile(
    r"(?<=[.!?])" + "".join(rf"(?<!\b{re.escape(short)}\.)" for short in _SHORT) + r"\s+(?=[A-Z(\d\"“])"
)
_SURELY_OWN = re.compile(r"\b(?:we\b|propos|present|introduc)", re.IGNORECASE)
_SPEAKS_OF_OTHERS = re.compile(
    r"^\s*(?:while|although|though|despite|recent(?:ly)?|existing|current|previous|prior|traditional|conventional|however"
    r"|unlike|in recent years|many|most|to date|with the (?:rise|advent|success|development)|the (?:rise|advent|success"
    r"|emergence))\b"
    r"|\b(?:has|have) (?:recently |also |shown |demonstrated |emerged|achieved|been|become|attracted|revolutioni[sz]ed)"
    r"|remain(?:s|ed)? (?:challenging|limited|under|a |an |difficult|unclear)|\bhow to\b",
    re.IGNORECASE,
)


def split_sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text, each with the place where it starts.

    Examples
    --------
    >>> split_sentences("We use ViT. It works.")
    [(0, 'We use ViT.'), (12, 'It works.')]
    >>> len(split_sentences("We test CT vs. MRI with Dr. Roe."))
    1
    """
    gaps = [match.span() for match in _SENTENCE_END.finditer(text)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    return [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def speaks_of_others(sentence: str) -> bool:
    """Whether a sentence of an abstract tells what others do, or what is known, and nothing of the paper's own.

    Examples
    --------
    >>> [speaks_of_others(text) for text in ("Fusion has been studied.", "We fuse both.", "Both are fused.")]
    [True, False, False]
    """
    return _SPEAKS_OF_OTHERS.search(sentence) is not None and not _SURELY_OWN.search(sentence)
