"""Which papers have the words of a search, whatever their plural or hyphens."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.library import Texts, split_words
from analysis.text import stem_word


def find_forms(texts: Texts) -> dict[str, list[int]]:
    """The places of words by what they are without plural, each part of a hyphenated word by itself.

    Parameters
    ----------
    texts
        From `analysis.library.index_texts`.
    """
    forms: dict[str, list[int]] = defaultdict(list)
    for word, place in texts.words.items():
        for form in {word, *bare_words(word)}:
            forms[form].append(place)
    return dict(forms)


def bare_words(text: str) -> list[str]:
    """The words of a text without hyphens and plurals.

    Examples
    --------
    >>> bare_words("Weakly-supervised slides")
    ['weakly', 'supervised', 'slide']
    """
    return [stem_word(part) for word in split_words(text) for part in re.split("[-']", word)]


def hold_words(query: str, texts: Texts, forms: Mapping[str, Sequence[int]]) -> dict[str, np.ndarray]:
    """For each word of a query whether each text has it.

    Examples
    --------
    >>> from analysis.library import index_texts
    >>> texts = index_texts(["whole-slide images", "a slide"])
    >>> {word: held.tolist() for word, held in hold_words("whole slides", texts, find_forms(texts)).items()}
    {'whole': [True, False], 'slide': [True, True]}
    """
    return {word: _held(word, texts, forms.get(word, [])) for word in bare_words(query)}


def keep_telling(held: Mapping[str, np.ndarray]) -> Mapping[str, np.ndarray]:
    """The words that no more than a third of the texts have; all where there is no such."""
    return {word: rows for word, rows in held.items() if rows.sum() <= len(rows) / 3} or held


def find_texts(query: str, held: Mapping[str, np.ndarray], texts: Texts) -> np.ndarray:
    """Which texts have all of a query's telling words and its "phrases".

    Parameters
    ----------
    query
        Some words.
    held
        Which texts have each of them, from `hold_words` and `keep_telling`.
    texts
        The texts.

    Examples
    --------
    >>> from analysis.library import index_texts
    >>> texts = index_texts(["the cells of hearts", "the hearts of cells", "the rain"])
    >>> held = [keep_telling(hold_words(query, texts, find_forms(texts))) for query in ("the cell", '"cells of" heart')]
    >>> find_texts("the cell", held[0], texts).tolist(), find_texts('"cells of" heart', held[1], texts).tolist()
    ([True, True, False], [True, False, False])
    """
    phrases = [phrase.strip().lower() for phrase in re.findall('"([^"]+)"', query)]
    rows = list(held.values()) + [
        np.array([phrase in text for text in texts.lowered], dtype=bool) for phrase in phrases
    ]
    return np.logical_and.reduce(rows) if rows else np.zeros(len(texts.lowered), dtype=bool)


def _held(word: str, texts: Texts, places: Sequence[int]) -> np.ndarray:
    # Writing without spaces is no word of its own.
    return texts.counts[:, list(places)].sum(axis=1) > 0 if places else texts.count(word) > 0
