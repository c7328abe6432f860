"""How good topics are: coherence and diversity of their terms, how papers sit in them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp

from analysis.topics.clusters import OUTLIER
from analysis.topics.words import tokenize

# Enough texts for steady figures; more cost time and change the third digit.
_TEXTS = 20_000
_SMALL = 1e-12


def measure_topics(members: pd.DataFrame, topics: pd.DataFrame) -> dict[str, Any]:
    """Figures of a fit that need no texts: number and sizes of topics, coverage, diversity, papers moved.

    Parameters
    ----------
    members
        `topic`, `fitted_topic`, `similarity`, `confidence` of each paper.
    topics
        The table `topics`.
    """
    inside = members["topic"] != OUTLIER
    named = topics[topics["topic"] != OUTLIER]
    moved = inside & (members["fitted_topic"] == OUTLIER)
    return {
        "papers": len(members),
        "topics": len(named),
        "coverage": float(inside.mean()),
        "coverage_before_outliers_joined": float((members["fitted_topic"] != OUTLIER).mean()),
        "outliers_joined": int(moved.sum()),
        "largest": int(named["size"].max()),
        "median_size": float(named["size"].median()),
        "smallest": int(named["size"].min()),
        "diversity": measure_diversity(named["terms"].tolist()),
        "mean_similarity": _mean(members["similarity"]),
        "mean_similarity_of_outliers_joined": _mean(members.loc[moved, "similarity"]),
        "mean_confidence": _mean(members["confidence"]),
    }


def measure_diversity(terms: Sequence[Sequence[str]]) -> float:
    """Share of distinct terms among those of all topics (Dieng, Ruiz and Blei, TACL 2020).

    Examples
    --------
    >>> measure_diversity([["a", "b"], ["a", "c"]])
    0.75
    """
    every = [term for each in terms for term in each]
    return len(set(every)) / len(every) if every else 0.0


def measure_coherence(terms: Sequence[Sequence[str]], texts: Sequence[str]) -> dict[str, float]:
    """How often the terms of a topic stand near each other, averaged over topics.

    `npmi`: normalised pointwise mutual information of pairs of terms in windows of 10 words (Lau, Newman and Baldwin,
    EACL 2014). `c_v`: cosine of each term's NPMI with all terms of its topic to the sum of theirs, in windows of 110
    words (Röder, Both and Hinneburg, WSDM 2015). A term may be a phrase. Topics of one term count in neither.

    Parameters
    ----------
    terms
        Of each topic.
    texts
        Where the terms are looked for; at most 20,000 of them, evenly drawn.

    Examples
    --------
    >>> figures = measure_coherence([["cell", "stain"]], ["cell stain", "cell stain", "heart", "valve"])
    >>> round(figures["npmi"], 3), round(figures["c_v"], 3)
    (1.0, 1.0)
    """
    topics = [list(dict.fromkeys(each)) for each in terms if len(set(each)) > 1]
    if not topics or not texts:
        return {"npmi": 0.0, "c_v": 0.0}
    places = {term: place for place, term in enumerate(sorted({term for each in topics for term in each}))}
    stream = _Stream(texts[:: max(1, -(-len(texts) // _TEXTS))])
    near = _score_pairs(stream, list(places), window=10)
    wide = _score_pairs(stream, list(places), window=110)
    npmi, c_v = [], []
    for each in topics:
        chosen = np.ix_([places[term] for term in each], [places[term] for term in each])
        block = near[chosen]
        npmi.append(block[~np.eye(len(block), dtype=bool)].mean())
        rows = wide[chosen]
        total = rows.sum(axis=0)
        c_v.append((rows @ total / np.maximum(np.linalg.norm(rows, axis=1) * np.linalg.norm(total), _SMALL)).mean())
    return {"npmi": float(np.mean(npmi)), "c_v": float(np.mean(c_v))}


class _Stream:
    """The words of all texts in one row, with the place where each text begins."""

    def __init__(self, texts: Sequence[str]) -> None:
        words = [tokenize(text) for text in texts]
        self.lengths = np.array([len(each) for each in words])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.codes, vocabulary = pd.factorize(np.array([word for each in words for word in each], dtype=object))
        self.code_of = {word: code for code, word in enumerate(vocabulary)}
        self.text = np.repeat(np.arange(len(words)), self.lengths)

    def find(self, term: str) -> np.ndarray:
        """Where a word or phrase begins."""
        codes = [self.code_of.get(word, -1) for word in tokenize(term)]
        if not codes or -1 in codes:
            return np.zeros(0, dtype=int)
        found = np.flatnonzero(self.codes == codes[0])
        for step, code in enumerate(codes[1:], start=1):
            found = found[found + step < len(self.codes)]
            found = found[(self.codes[found + step] == code) & (self.text[found + step] == self.text[found])]
        return found


def _score_pairs(stream: _Stream, terms: list[str], *, window: int) -> np.ndarray:
    """NPMI of every pair of terms over sliding windows that stay within a text, shape (terms, terms)."""
    counts = np.maximum(stream.lengths - window + 1, 1)
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    rows, columns = [], []
    for column, term in enumerate(terms):
        begin = stream.find(term)
        text = stream.text[begin]
        offset = begin - stream.starts[text]
        low = np.maximum(offset + len(tokenize(term)) - window, 0)
        high = np.minimum(offset, counts[text] - 1)
        span = np.maximum(high - low + 1, 0)
        steps = np.arange(span.sum()) - np.repeat(np.cumsum(span) - span, span)
        rows.append(np.repeat(firsts[text] + low, span) + steps)
        columns.append(np.full(span.sum(), column))
    seen = sp.csr_matrix(
        (np.ones(sum(map(len, rows)), dtype=np.float32), (np.concatenate(rows), np.concatenate(columns))),
        shape=(int(counts.sum()), len(terms)),
    )
    seen.data[:] = 1
    together = (seen.T @ seen).toarray() / counts.sum()
    alone = np.diag(together)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = np.log((together + _SMALL) / np.outer(alone, alone)) / -np.log(together + _SMALL)
    # Two terms that stand in every window belong together as much as can be.
    scores[together >= 1] = 1.0
    return np.where(np.outer(alone, alone) > 0, scores, 0.0)


def _mean(values: pd.Series) -> float | None:
    return float(values.mean()) if values.notna().any() else None
