"""The words that may name a topic."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

# Its files `writing…txt` hold what an abstract says of itself, whatever it is about: never part of a term.
_DATA = Path(__file__).parent / "data"
# Languages of papers that do not state theirs.
_LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr")

_MARK = "|"
_TOKEN = re.compile(r"[^\W\d_][\w+&-]*")
_SENTENCE = re.compile(r"[.;:,!?()\[\]]+(?:\s|$)|\s[–—-]\s|[()\[\]]|[。，、；：！？（）「」『』《》“”]")
# Chinese and Japanese write no spaces. Japanese words of a subject are in Chinese letters or in Katakana, and Hiragana
# joins them.
_HAN, _KATAKANA = "\u3400-\u9fff々", "\u30a0-\u30ffー"
_UNSPACED = re.compile(rf"[{_HAN}{_KATAKANA}]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_JAPANESE = re.compile(rf"[{_HAN}]+|[{_KATAKANA}]+|[a-z][\w+&-]*")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_BETWEEN = re.compile(rf"(?<=[{_HAN}{_KATAKANA}]) (?=[{_HAN}{_KATAKANA}])")


@lru_cache(maxsize=64)
def stop_words(language: str = "en") -> frozenset[str]:
    """Function words of a language (a two-letter tag) and of English, and the words of abstract writing."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    files = [_DATA / "writing.txt", _DATA / f"writing.{language}.txt"]
    writing = {word for file in files if file.is_file() for word in file.read_text(encoding="utf-8").split()}
    return ENGLISH_STOP_WORDS | writing | _function_words(language)


def guess_language(text: str) -> str:
    """The language whose function words a text has most of; English where another does not clearly lead.

    Examples
    --------
    >>> guess_language("Segmentierung der Netzhaut mit tiefen Netzen und die Folgen"), guess_language("Die casting")
    ('de', 'en')
    >>> guess_language("病理图像分割"), guess_language("病理画像の分割"), guess_language("병리 영상")
    ('zh', 'ja', 'ko')
    """
    if written := _guess_by_letters(text):
        return written
    words = tokenize(text)
    hits = sum(word in stop_words() for word in words)
    if hits >= 0.2 * len(words):
        return "en"
    found = {language: sum(word in _function_words(language) for word in words) for language in _LANGUAGES}
    best = max(_LANGUAGES, key=lambda language: (found[language], language))
    return best if found[best] >= max(2, hits + 1) else "en"


def _guess_by_letters(text: str) -> str | None:
    """Japanese, Chinese or Korean, where at least a tenth of the letters are of such a script."""
    counts = [len(pattern.findall(text)) for pattern in (_KANA, _HANGUL, _UNSPACED)]
    if 10 * sum(counts) < len(text):
        return None
    return "ja" if counts[0] * 20 > sum(counts) else "ko" if counts[1] > counts[2] else "zh"


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
    >>> tokenize("病理图像分割 by U-Net"), tokenize("病理画像の分割")
    (['病理', '图像', '分割', 'by', 'u-net'], ['病理画像', '分割'])
    """
    low = text.lower()
    if _UNSPACED.search(low) is None:
        return _TOKEN.findall(low)
    if _KANA.search(low):
        return _JAPANESE.findall(low)
    import rjieba

    return [
        word for piece in _TOKEN.findall(low) for word in (rjieba.cut(piece) if _UNSPACED.search(piece) else [piece])
    ]


def extract_terms(text: str, *, language: str = "en") -> list[str]:
    """The words and phrases of a text that may name a topic: up to three words in a row, in lower case.

    A phrase ends at a stop word of the language or a mark, so that only words that stand together make one.

    Examples
    --------
    >>> extract_terms("We propose foundation models for computational pathology.")
    ['foundation', 'foundation models', 'models', 'computational', 'computational pathology', 'pathology']
    """
    terms = []
    for piece in _SENTENCE.split(text.lower()):
        for run in _runs(tokenize(piece), stop_words(language)):
            for start in range(len(run)):
                for end in range(start + 1, min(start + 3, len(run)) + 1):
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


def close_up(term: str) -> str:
    """A term as it is written: Chinese and Japanese have no spaces between words.

    Examples
    --------
    >>> close_up("病理 图像"), close_up("brain MRI")
    ('病理图像', 'brain MRI')
    """
    return _BETWEEN.sub("", term)


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
        spelled.append(close_up(best if capitals > 1 and not titled else term))
    return spelled
