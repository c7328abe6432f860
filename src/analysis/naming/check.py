"""Whether a proposed text says what its papers say: words, figures and length are held against them."""

import re
from collections.abc import Iterable, Sequence

from analysis.text import stem_word

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# What no name or summary has: markup, addresses, control characters, what a spreadsheet takes for a formula.
_ODD = re.compile(r"^\s*[=+@-]|[<>{}\[\]\\|`\x00-\x1f\x7f]|https?:|www\.")
_LONGEST_NAME, _MOST_WORDS, _LONGEST_SUMMARY = 60, 8, 80
# Words that say nothing by themselves.
_LITTLE = frozenset(
    "a an and as at by for from in into its of on or over the to towards via with within without".split()
)
# So many of a summary's words have to stand in the papers: it may link them with some of its own.
_KNOWN = 0.7


def find_fault_of_name(name: str, terms: Sequence[str], texts: Iterable[str]) -> str:
    """What is wrong with a proposed name of a topic; nothing if it can be used.

    Parameters
    ----------
    name
        As it was proposed.
    terms
        The topic's: one of their words at least has to be in the name.
    texts
        Titles and abstracts of its papers: every word of the name has to be in one.

    Examples
    --------
    >>> texts = ["Slide encoders for pathology", "Pretraining encoders"]
    >>> find_fault_of_name("Encoders of slides", ["slide", "pretraining"], texts)
    ''
    >>> find_fault_of_name("Quantum slides", ["slide"], texts)
    'no paper has the word “quantum”'
    >>> find_fault_of_name("Pathology", ["slide"], texts)
    'it has no word of the terms'
    """
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return f"a name has 1 to {_MOST_WORDS} words and at most {_LONGEST_NAME} letters"
    if not is_text(name):
        return "it holds what is no text"
    said, known = telling_words(name), set().union(*map(telling_words, texts))
    strange = sorted(word for word in said if not _is_known(word, known))
    if strange:
        return f"no paper has the word “{strange[0]}”"
    among = set().union(*map(telling_words, terms))
    return "" if any(_is_known(word, among) for word in said) else "it has no word of the terms"


def find_fault_of_summary(summary: str, texts: Iterable[str]) -> str:
    """What is wrong with a proposed summary of a field; nothing if it can be used.

    Parameters
    ----------
    summary
        As it was proposed.
    texts
        Titles and abstracts of the field's papers: they have to have every figure, and most words.

    Examples
    --------
    >>> find_fault_of_summary("Encoders learn from 3 slides.", ["Encoders learn from slides"])
    'no paper has the figure 3'
    """
    words = summary.split()
    if not words or len(words) > _LONGEST_SUMMARY:
        return f"a summary has 1 to {_LONGEST_SUMMARY} words"
    if not is_text(summary):
        return "it holds what is no text"
    held = list(texts)
    figures = set(re.findall(r"\d+", " ".join(held)))
    strange = [figure for figure in re.findall(r"\d+", summary) if figure not in figures]
    if strange:
        return f"no paper has the figure {strange[0]}"
    said, known = telling_words(summary), set().union(*map(telling_words, held))
    missing = sorted(word for word in said if not _is_known(word, known))
    return f"no paper has {', '.join(missing[:5])}" if len(missing) > (1 - _KNOWN) * len(said) else ""


def is_text(answer: str) -> bool:
    """Whether an answer can stand in a file: no markup, address, formula.

    Examples
    --------
    >>> [is_text(answer) for answer in ("CT + MRI", "=1+1", "<b>")]
    [True, False, False]
    """
    return not _ODD.search(answer)


def telling_words(text: str) -> set[str]:
    """The words of a text without plural, but for those that say nothing.

    Examples
    --------
    >>> sorted(telling_words("Encoders of whole-slide images"))
    ['encoder', 'image', 'slide', 'whole']
    """
    return {stem_word(word) for word in _WORD.findall(text.lower()) if word not in _LITTLE}


def _is_known(word: str, known: set[str]) -> bool:
    if word in known:
        return True
    # Writing without spaces is one word to us.
    return bool(_UNSPACED.search(word)) and any(word in other or other in word for other in known)
