"""The name that a paper gives to what it proposes, such as FuseCPath or MedReason-R1."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

# A name: letters with at least two capitals, or a capital and a digit, also across hyphens; or a word like hist2RNA.
_NAME = r"[^\W\d_](?:[\w+]|[-/.&](?=\w))*[\w+]"
_MAKES = (
    r"(?:propos|present|introduc|develop|describ|design|devis|build|built|creat|releas|construct|publish|unveil)"
    r"(?:e|es|ed|s)?"
)
_TITLE = re.compile(rf"^((?:[A-Z][\w-]*\s)?{_NAME})(?:\s\(\w+\))?(?::|,|\s[-–—]\s)")
# A text is searched once for the beginnings of the patterns below; each is then matched there alone.
_CUE = re.compile(
    "propos|present|introduc|develop|describ|design|devis|buil|creat|releas|construct|publish|unveil"
    "|called|named|dubbed|termed|coined|namely|abbreviated|denoted|referred to|known as"
)
_CALLED = re.compile(
    rf"(?:called|named|dubbed|termed|coined|namely|abbreviated(?: as)?|denoted(?: as)?|referred to as|known as)"
    rf"[\s,:]+(?:the |as )?[\"“'(]?({_NAME})"
)
_MADE = re.compile(rf"{_MAKES}[\s:]+(?:the |a |an |our )?(?:novel |new )?[\"“]?({_NAME})(?!\s[A-Z]|[\w-])")
_MAKER = re.compile(r"\b(?:[Ww]e|paper|work|study|article|authors?|here)\b(?:[\s,]+\w+){0,3}?\s+$")
_FAR = 100
# The bracket must close the thing that is made, not something it is made with or for.
_LINK = r"(?:for|using|with|based|on|of|in|to|by|from|via|through|into|that|which|where|and|against|between)"
_BRACKETED = re.compile(rf"(?:{_MAKES}|called|named|termed|dubbed)\s(?:(?!{_LINK}\b)[\w&'’-]+\s){{1,9}}?\(({_NAME})\)")
# "Sparse Task Mixup with Nets (STM)": a long form in capitals names what is made, whatever stands in it.
_TITLE_CASE = re.compile(
    rf"{_MAKES}\s(?:[a-z][\w-]*,?\s){{0,4}}?(?:[A-Z][\w-]*\s)(?:(?:[A-Z][\w-]*|of|for|with|and|in|to|the|via|on)\s){{1,8}}"
    rf"\(({_NAME})\)"
)
_APPOSED = re.compile(rf"{_MAKES}\s(?:[\w-]+\s){{0,3}}([A-Z][\w-]+), (?:a|an|the|our)\b")
_SUBJECT = re.compile(
    rf"(?:^|\.\s)An?\s(?:(?!{_LINK}\b)[\w-]+\s){{1,8}}\(({_NAME})\)\s(?:was|is|has been)\s"
    r"(?:proposed|developed|trained|designed|built|introduced|presented|constructed)\b"
)
# What stands before such an ending is what a system is made of, and a plural is a class: AI-based, CNNs.
_NO_NAME = re.compile(
    r".+-(?:based|assisted|driven|powered|aware|guided|enabled|enhanced|augmented|inspired|like|style|specific|free)"
    r"|[A-Z]{2,}s"
)
_DATA = re.compile(
    r"(?:datasets?|data sets?|benchmarks?|corpus|corpora|cohorts?|databases?|testbeds?|challenges?)", re.IGNORECASE
)
_KIND = re.compile(
    rf"\b(?:{_DATA.pattern}|frameworks?|models?|methods?|systems?|tools?|toolkits?|networks?|approach(?:es)?|pipelines?|packages?"
    r"|algorithms?|architectures?|agents?|modules?|mechanisms?|strateg(?:y|ies)|libraries|library|platforms?)\b",
    re.IGNORECASE,
)
# What a text says right behind a name, and before it.
_TOLD = re.compile(r"\)?(?:\s\([^)]*\))?(?:[,:]|\sis|\s[-–—])?\s([^.;:]{0,120})")
_CALLED_DATA = re.compile(rf"{_DATA.pattern},?\s(?:called|named|dubbed|termed)?,?\s?$", re.IGNORECASE)
_BEFORE = 40
_DATA_NAME = re.compile(r"(?:[Bb]ench|[Bb]enchmark|VQA|[-_]QA|Eval|Dataset|DB|\d+[kKM])$")
# Abbreviations that every field has.
_EVERYWHERE = {"AI", "API", "CNN", "CPU", "DL", "GPU", "HR", "ID", "LLM", "LR", "ML", "NLP", "OOD", "SOTA", "SR"}
# Short abbreviations and plain words can be anything's; a longer name that others use too is a known system.
_SHORT = re.compile(r"[A-Z]{1,4}|[A-Z][a-z]+")
_CAPITALISED = re.compile(r"[A-Z][A-Za-z]*(?![\w/-])")
_APART = re.compile(r"(?<![\w/-])[A-Z][A-Za-z]*(?![\w/-])")


def find_proposed_names(title: str, abstract: str | None) -> list[str]:
    """The names a paper gives to its own system, the surest first.

    Parameters
    ----------
    title, abstract
        The paper's texts; the abstract may be missing.

    Returns
    -------
    list of str
        Distinct names as written.

    Examples
    --------
    >>> find_proposed_names("Fusion of Models", "We propose a framework for fusion, called FuseCPath, yielding more.")
    ['FuseCPath']
    >>> find_proposed_names("A Study", "Here, we introduce Threads, a slide-level foundation model.")
    ['Threads']
    """
    abstract = abstract or ""
    found = [match[1] for match in [_TITLE.match(title)] if match and _looks_coined(match[1].rpartition(" ")[2])]
    cues = [cue.start() for cue in _CUE.finditer(abstract) if not abstract[cue.start() - 1 : cue.start()].isalnum()]
    for pattern in (_CALLED, _MADE, _BRACKETED, _TITLE_CASE):
        names = _match_at(cues, pattern, abstract)
        found += [name for name in names if _looks_coined(name)]
    if any(verb in abstract for verb in (") was ", ") is ", ") has been ")):
        found += [match[1] for match in _SUBJECT.finditer(abstract) if _looks_coined(match[1])]
    found += [name for name in _match_at(cues, _APPOSED, abstract) if _stands_out(name, abstract)]
    cleaned = [re.sub(r"['’]s$", "", name).rstrip(".-") for name in found]
    named = [name for name in cleaned if len(name) > 1 and name not in _EVERYWHERE and not _NO_NAME.fullmatch(name)]
    return list(dict.fromkeys(named))


def names_data(name: str, text: str) -> bool | None:
    """Whether a paper's name is that of data rather than of a system; None where the text does not tell.

    Examples
    --------
    >>> text = "We release QuizBase, a large corpus of quizzes, and QuizNet, a model trained on the corpus."
    >>> names_data("QuizBase", text), names_data("QuizNet", text), names_data("Quiz", text)
    (True, False, None)
    """
    if _DATA_NAME.search(name):
        return True
    place = next(find_whole(name, text), None)
    if place is None:
        return None
    told = _TOLD.match(text, place + len(name))
    found = _KIND.search(told[1]) if told else None
    if found:
        return _DATA.fullmatch(found[0]) is not None
    return True if _CALLED_DATA.search(text, max(0, place - _BEFORE), place) else None


def find_whole(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text as a whole word.

    Examples
    --------
    >>> list(find_whole("UNI", "UNI, UNIT and UNI-2: UNI"))
    [0, 14, 21]
    """
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        opens = place == 0 or not (text[place - 1].isalnum() or text[place - 1] in "_-")
        if opens and (end == len(text) or not (text[end].isalnum() or text[end] == "_")):
            yield place
        place = text.find(name, end)


def drop_common_names(proposed: Sequence[list[str]], texts: Sequence[str], *, others: int = 3) -> list[list[str]]:
    """The names without those that are no one's: abbreviations and words that papers use which do not propose them.

    Parameters
    ----------
    proposed
        The names of each paper, from `find_proposed_names`.
    texts
        Title and abstract of each paper.
    others
        Other papers that make a short name common.

    Examples
    --------
    >>> texts = ["We present INR, our net.", "An INR of slides.", "Why INR fails.", "INR again, with FuseNet."]
    >>> drop_common_names([["INR"], [], [], ["FuseNet"]], texts)
    [[], [], [], ['FuseNet']]
    """
    short = {name for names in proposed for name in names if _SHORT.fullmatch(name)}
    own = Counter(name for names in proposed for name in names)
    # The cheaper search leaves few texts to the other.
    texts = [text for text in texts if short.intersection(_CAPITALISED.findall(text))]
    seen = Counter(word for text in texts for word in short.intersection(_APART.findall(text)))
    common = {name for name in short if seen[name] - own[name] >= others}
    return [[name for name in names if name not in common] for names in proposed]


def _match_at(places: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What a pattern names that begins at one of these places; what is made, only where somebody makes it."""
    for place in places:
        match = pattern.match(text, place)
        if match and (pattern is not _MADE or _MAKER.search(text, max(0, place - _FAR), place)):
            yield match[1]


def _looks_coined(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    coined = capitals > 1 or (capitals == 1 and any(letter.isdigit() for letter in name))
    inner_capital = capitals == 1 and not name[0].isupper() and "-" not in name
    greek = capitals == 1 and "-" in name and not name[0].isascii()
    # "State-Of-The-Art", "Multi-Modal": words in title case are no name.
    titled = (
        all(part.isalpha() and part.istitle() and len(part) > 2 for part in re.split(r"[-/]", name)) and "-" in name
    )
    return (coined and not titled) or inner_capital or greek


def _stands_out(name: str, abstract: str) -> bool:
    """A plain capitalised word is a name where the text never has it in lower case."""
    return re.search(rf"\b{re.escape(name.lower())}\b", abstract) is None
