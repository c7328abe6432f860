"""The words that may name a topic."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

# What an abstract says of itself, whatever it is about: never part of a term.
_ABSTRACT_WORDS = frozenset(
    """
    abstract accuracy achieve achieved achieves achieving across additional additionally address addresses
    addressing advance advanced advances ai aim aims al allow allowing allows analyses applied apply applying
    approach approaches art artificial available based baseline baselines better capture challenge challenges
    challenging code common commonly compared comprehensive conduct conducted consistently contribution
    contributions crucial current currently demonstrate demonstrated demonstrates demonstrating design
    designed develop developed development different difficult diverse dl due e-g effective effectively
    effectiveness efficiency efficient efficiently enable enables enabling end enhance enhanced enhances
    enhancing ensure especially essential et evaluate evaluated evaluations existing experiment experimental
    experiments explore extensive extensively extract facilitate fig final finally finding findings focus
    following frameworks future general generally github given good great help higher highlight
    highlights however http https human i-e impact important improve improved improvement improvements
    improves improving including increasing integrate integrating intelligence introduce introduced introduces
    introducing issue issues key known lack leverage leverages leveraging limit limitation limitations
    limited lower main major make method methods metric metrics ml moreover need needs new novel
    number observed obtain offer offering offers online open outperform outperforms paper particular
    particularly perform performance performed performing performs possible potential practical practice
    present presented presents previous prior problem problems process processing produce promising propose
    proposed proposes provide provided provides providing public publicly range recent recently reduce reduced
    reduces reducing remain remains require required requires requiring researchers respectively result
    resulting results robust robustness score scores set sets several show showed showing shown shows
    significant significantly similar simple solution solutions sota specific specifically
    standard state-of-the-art strategy strong studies substantial substantially suggest superior support
    technique techniques tested traditional train trained unseen use used useful using utilize utilized
    utilizing validate validated value values various via vs wide widely within work works yield yields
    module modules component components step steps index ones recognize high-quality real-world refinement consistency
    correlation surface volume structures accurate outcome outcomes importance procedure
    involve involves involving pose poses posed procedures expert experts expertise nature diversity internet cohort
    cohorts
    """.split()
)

# Too general to say anything alone; good in a phrase ("foundation model").
_ONLY_IN_PHRASES = frozenset(
    """
    analysis cancer classification clinical data data-driven dataset datasets deep detection
    diagnosis diagnostic domain downstream evaluation feature features foundation framework
    generation high image images imaging information language large large-scale learn learned
    learning level low medical model modeling models multi multiple network networks neural patient
    patients pre-trained prediction quality real representation representations research scale self
    single small study system systems task tasks test training transfer understanding validation
    world
    """.split()
)

# Languages of papers that do not state theirs.
_LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr")

_MARK = "|"
_TOKEN = re.compile(r"[^\W\d_][\w+&-]*")
_SENTENCE = re.compile(r"[.;:,!?()\[\]]+(?:\s|$)|\s[–—-]\s|[()\[\]]")


@lru_cache(maxsize=64)
def stop_words(language: str = "en") -> frozenset[str]:
    """Function words of a language (a two-letter tag) and of English, and the words of abstract writing."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return ENGLISH_STOP_WORDS | _ABSTRACT_WORDS | _function_words(language)


def guess_language(text: str) -> str:
    """The language whose function words a text has most of; English where another does not clearly lead.

    Examples
    --------
    >>> guess_language("Segmentierung der Netzhaut mit tiefen Netzen und die Folgen"), guess_language("Die casting")
    ('de', 'en')
    """
    words = tokenize(text)
    hits = sum(word in stop_words() for word in words)
    if hits >= 0.2 * len(words):
        return "en"
    found = {language: sum(word in _function_words(language) for word in words) for language in _LANGUAGES}
    best = max(_LANGUAGES, key=lambda language: (found[language], language))
    return best if found[best] >= max(2, hits + 1) else "en"


@lru_cache(maxsize=64)
def _function_words(language: str) -> frozenset[str]:
    from stop_words import StopWordError, get_stop_words

    if language == "en":
        return frozenset()
    try:
        return frozenset(get_stop_words(language))
    except StopWordError:
        return frozenset()


def tokenize(text: str) -> list[str]:
    """The words of a text in lower case; numbers and marks are none.

    Examples
    --------
    >>> tokenize("The H&E-stained slides, 2024")
    ['the', 'h&e-stained', 'slides']
    """
    return _TOKEN.findall(text.lower())


def extract_terms(text: str, *, language: str = "en") -> list[str]:
    """The words and phrases of a text that may name a topic: up to three words in a row, in lower case.

    A phrase ends at a stop word of the language or a mark, so that only words that stand together make one.

    Examples
    --------
    >>> extract_terms("We propose foundation models for computational pathology.")
    ['foundation models', 'computational', 'computational pathology', 'pathology']
    """
    terms = []
    for piece in _SENTENCE.split(text.lower()):
        for run in _runs(_TOKEN.findall(piece), stop_words(language)):
            for start in range(len(run)):
                for end in range(start + 1, min(start + 3, len(run)) + 1):
                    if end - start > 1 or run[start] not in _ONLY_IN_PHRASES:
                        terms.append(" ".join(run[start:end]))
    return terms


def join_terms(terms: Iterable[str]) -> str:
    """Terms as one text that `split_terms` takes apart again, also when several are put one after another."""
    return "".join(term + _MARK for term in terms)


def split_terms(text: str) -> list[str]:
    """The terms of texts made by `join_terms`.

    Examples
    --------
    >>> split_terms(join_terms(["whole slide", "MRI"]) + " " + join_terms(["stain"]))
    ['whole slide', 'MRI', 'stain']
    """
    return [term.strip() for term in text.split(_MARK) if term.strip()]


def _runs(tokens: list[str], stops: frozenset[str]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token in stops or len(token) < 2:
            runs.append([])
        else:
            runs[-1].append(token)
    return [run for run in runs if run]


def spell_terms(terms: list[str], texts: list[str]) -> list[str]:
    """Terms in the spelling that the texts use most, so that ``mri`` is shown as ``MRI``.

    Examples
    --------
    >>> spell_terms(["mri", "brain tumor"], ["Brain tumor MRI", "A brain tumor in MRI"])
    ['MRI', 'brain tumor']
    >>> spell_terms(["h&e", "u-net", "deep learning"], ["H&E slides by U-Net", "Deep Learning"])
    ['H&E', 'U-Net', 'deep learning']
    """
    whole = "\n".join(texts)
    spelled = []
    for term in terms:
        found = Counter(re.findall(rf"(?<!\w){re.escape(term)}(?!\w)", whole, re.IGNORECASE))
        # A capital at a sentence's or title's start is no spelling: take it only where it stands against lower case.
        best = min(found, key=lambda form: (-found[form], form), default=term)
        capitals = sum(letter.isupper() for letter in best)
        # Letters of a name that stand alone, as in U-Net, are no words.
        titled = best.istitle() and any(letter.islower() for letter in best) and not re.search(r"\b\w\b", best)
        spelled.append(best if capitals > 1 and not titled else term)
    return spelled
