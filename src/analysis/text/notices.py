"""Copyright notices in abstracts: found wherever they stand, cut sentence by sentence, the abstract kept."""

import re

_YEAR = r"(?:19|20)\d\d"
# What begins a notice: a sign with a year or a holder, never the word "copyright" in a sentence about it.
_START = re.compile(
    r"(?:Crown )?(?:Copyright|COPYRIGHT)\s*(?:©|\([cC]\)|&copy;)|(?:Crown )?©\s*(?=[Cc]opyright|[A-Z\d]|the |by )"
    rf"|\([cC]\)\s*(?={_YEAR}\W+(?:by |the |[A-Z]|$))"
    rf"|(?:Copyright|COPYRIGHT)\s+(?={_YEAR}\W+(?:by |the |[A-Z]|$)|by the |the [Aa]uthor)"
    r"|Copyright of (?=.{1,150}? is the property of)"
    r"|Copyright [A-Z][\w&. ,'-]{1,80} (?:19|20)\d\d\.?(?=\s*$)"
    r"|(?:[Aa]ll|ALL) [Rr](?:ights|IGHTS) (?:reserved|RESERVED)|Todos (?:los derechos|os direitos) reservados"
    r"|Tous droits réservés|Alle Rechte vorbehalten|Tutti i diritti riservati"
    r"|Published by Elsevier (?:B\.V|Ltd|Inc|GmbH|Ireland|Masson)"
)
# Sentences that follow one and belong to it.
_FOLLOWS = re.compile(
    r"\s*(?:all rights (?:reserved|are)|published$|published (?:by|on behalf|under|in)|production and hosting"
    r"|licen[cs]ee|this is an? (?:open|work|article|u\.s\.)|on behalf of|exclusive licen[cs]e|no claim to|reprinted"
    r"|personal use"
    r"|this (?:article|work|paper) is (?:licen[cs]ed|published|an open|distributed|available)|for the publisher"
    r"|(?:open access )?(?:distributed|licen[cs]ed|available) under|under (?:the terms|a creative)|copyright|©"
    r"|\(c\) ?\d|the authors?(?:\(s\))? (?:retain|\d)|reproduced with|for permissions|please see"
    r"|its content may not|however, users may|this abstract may be abridged|no warranty is|users should refer"
    r"|\(copyright applies|todos |tous droits|alle rechte)",
    re.IGNORECASE,
)
# A stop behind these ends no sentence, unless small letters follow the next capital; behind a company's form it does.
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|St|Dr|Univ|Publ|Assoc|Soc|Int|Am|Acad|Inst|Dept|Sci|Med|Pty|Pvt|Co)\.$")
_COMPANY = re.compile(r"(?:B\.V|N\.V|S\.A|S\.p\.A|Inc|Ltd|LLC|Corp|PLC)\.$")
# Where a sentence may end: a stop before a capital, with or without a space.
_STOP = re.compile(r"[.!?]\)?(?=\s*$|\s+[\"“‘(\[]?[^\W\d_a-z]|\s*[A-Z][a-z]|[A-Z]{3,}|\s+\d)|\)(?=\s*$)")
# Words that open an abstract: a notice without a stop ends before them.
_OPENS = re.compile(
    r"(?<=[\w.)\]])\s+(?=(?:We|This|These|Our|Here|In this|There|Although|While|Background|BACKGROUND|Objectives?"
    r"|OBJECTIVES?|Purpose|PURPOSE|Aims?|AIMS?|Introduction|INTRODUCTION|Context|Abstract|ABSTRACT|Motivation|Methods?"
    r"|Summary)\b(?! by| for the))"
)
# What a notice has beside its sign; a bullet that was scanned as one has nothing of it.
_RIGHTS = re.compile(
    rf"{_YEAR}|author|publish|rights|derechos|direitos|droits|rechte|diritti|licen[cs]e|copyright"
    r"|\b(?:inc|ltd|gmbh|press|springer|elsevier|wiley|ieee|acm)\b",
    re.IGNORECASE,
)
# A notice that goes on for longer than this without an end is taken for no notice.
_LONGEST = 400
_MOST = 20


def cut_notices(text: str) -> str:
    """A text without copyright notices, at its beginning, its end or in between.

    A notice is the sentence with the sign and those after it that speak of rights and licences. What cannot be told
    from the abstract stays.

    Examples
    --------
    >>> cut_notices("© 2018 IEEE. We propose a network. It runs on a laptop.")
    'We propose a network. It runs on a laptop.'
    >>> cut_notices("Cats carry a virus. © 2019 Elsevier B.V. All rights reserved.")
    'Cats carry a virus.'
    >>> cut_notices("Copyright law protects authors. We count cases of 2019.")
    'Copyright law protects authors. We count cases of 2019.'
    """
    at = 0
    for _ in range(_MOST):
        found = _START.search(text, at)
        if not found:
            break
        end = _end_of_notice(text, found.start())
        if end is None or not _RIGHTS.search(text, found.start(), end):
            at = found.end()
            continue
        before = text[: found.start()].rstrip(" ([")
        text = f"{before} {text[end:].lstrip(' )]')}" if before else text[end:].lstrip()
        at = len(before)
    return text.strip()


def _end_of_notice(text: str, start: int) -> int | None:
    end = _end_of_sentence(text, start)
    while end is not None and end < len(text) and _FOLLOWS.match(text, end):
        further = _end_of_sentence(text, end)
        if further is None:
            break
        end = further
    return end


def _end_of_sentence(text: str, start: int) -> int | None:
    """Where the sentence that begins at `start` ends; None if it is too long for a notice."""
    window = start + _LONGEST + 20
    opens = _OPENS.search(text, start + 2, window)
    for stop in _STOP.finditer(text, start + 1, window):
        if opens and opens.start() < stop.start():
            break
        before = text[max(start, stop.end() - 12) : stop.end()]
        goes_on = _ABBREVIATED.search(before) and not _COMPANY.search(before) and text[stop.end() :].strip()
        if not goes_on or _is_new_sentence(text, stop.end()):
            return stop.end() if stop.end() - start <= _LONGEST else None
    if opens and opens.start() - start <= _LONGEST:
        return opens.start()
    return len(text) if len(text) - start <= _LONGEST else None


def _is_new_sentence(text: str, at: int) -> bool:
    """Whether a capital behind an abbreviation begins another sentence: it is followed by small letters and words."""
    following = re.match(r"\s*([A-Z][a-z]*|\d\w*)\s+([a-z]+)", text[at:])
    rights = _FOLLOWS.match(text, at) is not None
    return rights or (following is not None and following[2] not in {"of", "and", "for", "de", "on", "in"})
