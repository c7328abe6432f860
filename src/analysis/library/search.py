"""Papers ranked by the meaning of a few words and by the words themselves.

Every word has a vector in the space of the papers: that of the transformer, and what the papers that use it have in
common (ridge regression from words to papers' vectors). A query's vector is the sum of its words' vectors, so that a
page can find what is near without a model at hand.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy.sparse as sp

# As the page's script splits them, too.
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
# Scripts that put no spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# Ridge penalty; papers that it learns from, more would take a minute.
_PENALTY, _LEARN_FROM = 0.3, 4000
# Words count this much beside meaning, both in standard deviations.
WORDS_WEIGHT = 0.5
# Saturation and length of BM25 (Robertson and Zaragoza 2009).
_K1, _B = 1.2, 0.75
_SCALE = 127


class Space(NamedTuple):
    """Words and papers in one space: int8 vectors, papers of length 127; a word's vector holds its weight."""

    words: np.ndarray
    papers: np.ndarray


class Texts(NamedTuple):
    """Texts in small letters, and how often each holds each word: places of words, counts of shape (texts, words)."""

    words: dict[str, int]
    counts: sp.csc_array
    lowered: list[str]

    def count(self, word: str) -> np.ndarray:
        """How often each text holds a word; of writing without spaces, whether it stands anywhere."""
        if word in self.words:
            return self.counts[:, [self.words[word]]].toarray().ravel().astype(float)
        if _UNSPACED.search(word):
            return np.array([float(word in text) for text in self.lowered])
        return np.zeros(len(self.lowered))


def split_words(text: str) -> list[str]:
    """The words of a text, in small letters, as searches count them.

    Examples
    --------
    >>> split_words("U-Net's 3D_slices, H&E")
    ["u-net's", '3d', 'slices', 'h', 'e']
    """
    return _WORD.findall(text.lower())


def build_space(
    texts: Sequence[str], vectors: np.ndarray, words: pd.Series, word_vectors: np.ndarray, *, dimensions: int
) -> Space:
    """The space that papers are searched in.

    Parameters
    ----------
    texts
        Title and abstract of each paper.
    vectors
        The transformer's vector of each, shape (papers, n).
    words
        From `choose_words`: papers by word.
    word_vectors
        The transformer's vector of each word, shape (words, n).
    dimensions
        Of the space; fewer if there are fewer papers and words.

    Returns
    -------
    Space
        Shapes (words, dimensions) and (papers, dimensions).
    """
    papers = _unit(vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64))
    alone = _unit(word_vectors.astype(np.float64) - word_vectors.mean(axis=0, dtype=np.float64))
    basis = _find_basis(papers, alone, dimensions)
    placed = papers @ basis
    shared = _learn_words(texts, placed, words.index.tolist())
    used = np.linalg.norm(shared, axis=1)
    weight = np.sqrt(words.to_numpy(float))
    usual = float((used * weight).sum() / weight.sum()) if weight.sum() and used.any() else 1.0
    rarity = weigh_words(words.to_numpy(float), len(texts))
    told = rarity[:, None] * (_unit(alone @ basis) + shared / usual)
    return Space(_to_bytes(told / max(float(np.abs(told).max(initial=0)), 1e-9)), _to_bytes(_unit(placed)))


def weigh_words(papers: np.ndarray, total: int) -> np.ndarray:
    """How much a word says: the log of how rare it is; one that no paper has says as much as the median.

    Examples
    --------
    >>> weigh_words(np.array([10.0, 1.0, 0.0]), 10).round(2).tolist()
    [0.05, 1.99, 1.02]
    """
    rarity = np.log1p((total - papers + 0.5) / (papers + 0.5))
    held = papers > 0
    return np.where(held, rarity, np.median(rarity[held]) if held.any() else 1.0)


def index_texts(texts: Sequence[str]) -> Texts:
    """What words each text holds, read once for many queries.

    Parameters
    ----------
    texts
        Title and abstract of each paper.
    """
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(tokenizer=split_words, token_pattern=None, lowercase=False)
    lowered = [text.lower() for text in texts]
    if not any(map(_WORD.search, lowered)):
        return Texts({}, sp.csc_array((len(texts), 0), dtype=np.int64), lowered)
    counts = sp.csc_array(counter.fit_transform(lowered))
    return Texts(counter.vocabulary_, counts, lowered)


def rank_papers(query: str, space: Space, words: pd.Series, texts: Texts) -> pd.Series:
    """How well each paper answers a query: meaning and words together, in standard deviations.

    Parameters
    ----------
    query
        Some words.
    space, words
        As for `build_space`.
    texts
        From `index_texts`.

    Returns
    -------
    pandas.Series
        A value for each text, in their order; 0 for all where no word of the query is known.
    """
    meaning = measure_meaning(query, space, words)
    return pd.Series(_standard(meaning) + WORDS_WEIGHT * _standard(match_words(query, texts)))


def measure_meaning(query: str, space: Space, words: pd.Series) -> np.ndarray:
    """The cosine of each paper to the sum of a query's words; 0 for all where none is known."""
    places = words.index.get_indexer(split_words(query))
    asked = space.words[places[places >= 0]].astype(float).sum(axis=0)
    length = float(np.linalg.norm(asked)) * _SCALE
    return space.papers.astype(float) @ asked / length if length else np.zeros(len(space.papers))


def match_words(query: str, texts: Texts) -> np.ndarray:
    """BM25 of each text for the words of a query."""
    lengths = texts.counts.sum(axis=1)
    total, usual = len(lengths), max(float(lengths.mean()) if len(lengths) else 0.0, 1.0)
    score = np.zeros(total)
    for word in dict.fromkeys(split_words(query)):
        held = texts.count(word)
        rarity = np.log1p((total - (held > 0).sum() + 0.5) / ((held > 0).sum() + 0.5))
        score += rarity * held * (_K1 + 1) / (held + _K1 * (1 - _B + _B * lengths / usual))
    return score


def _find_basis(papers: np.ndarray, words: np.ndarray, dimensions: int) -> np.ndarray:
    """The directions in which papers and words vary most, papers and words counting the same; signs are settled."""
    spread = papers.T @ papers + words.T @ words * (len(papers) / max(len(words), 1))
    _, directions = np.linalg.eigh(spread)
    basis = directions[:, ::-1][:, :dimensions]
    largest = basis[np.abs(basis).argmax(axis=0), np.arange(basis.shape[1])]
    return basis * np.sign(largest)


def _learn_words(texts: Sequence[str], placed: np.ndarray, words: list[str]) -> np.ndarray:
    """What papers that use a word have in common: ridge regression in its dual form, a row for each word."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(vocabulary=words, tokenizer=split_words, token_pattern=None, sublinear_tf=True)
    step = max(1, -(-len(texts) // _LEARN_FROM))
    held: sp.csr_matrix = counter.fit_transform(texts[::step])
    kernel = (held @ held.T).toarray()
    learnt = np.linalg.solve(kernel + _PENALTY * np.eye(len(kernel)), placed[::step])
    return np.asarray(held.T @ learnt)


def _standard(values: np.ndarray) -> np.ndarray:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else np.zeros(len(values))


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _to_bytes(rows: np.ndarray) -> np.ndarray:
    return np.rint(rows * _SCALE).clip(-_SCALE, _SCALE).astype(np.int8)
