"""Topics that a person asks for: by words that draw papers together, or by name."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.embed import to_grid
from analysis.text import has_phrase
from analysis.topics.consensus import Consensus

# The share of the seed in a drawn paper's direction.
_PULL = 0.35
# A paper of a name is nearly as like it as the papers that are most like it: short names are far from all papers.
_NEAR_BEST = 0.85


def find_seeded(papers: pd.DataFrame, guided: Sequence[Sequence[str]]) -> np.ndarray:
    """Which papers have one of the words of each topic to look for, in title or abstract.

    Parameters
    ----------
    papers
        `title`, `abstract`.
    guided
        Words and phrases of each topic, in the manner of a field's phrases.

    Returns
    -------
    numpy.ndarray
        Shape (topics, papers).

    Examples
    --------
    >>> papers = pd.DataFrame({"title": ["Whole-slide images", "Hearts"], "abstract": [None, "A whole slide image."]})
    >>> find_seeded(papers, [["whole slide image", "gigapixel"], ["*card*"]]).tolist()
    [[True, True], [False, False]]
    """
    found = [has_phrase(papers, words) for words in guided]
    return np.array(found, dtype=bool).reshape(len(guided), len(papers))


def pull_to_seeds(vectors: np.ndarray, seeded: np.ndarray) -> np.ndarray:
    """Move the papers of each seed towards their middle, so that they become neighbours.

    A paper of several seeds moves to the nearest middle.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    seeded
        From `find_seeded`.

    Examples
    --------
    >>> vectors = np.array([[0.6, 0.8], [-0.6, 0.8], [1.0, 0.0]])
    >>> pull_to_seeds(vectors, np.array([[True, True, False]])).round(2).tolist()
    [[0.41, 0.91], [-0.41, 0.91], [1.0, 0.0]]
    """
    seeded = seeded[seeded.any(axis=1)]
    if not len(seeded):
        return vectors
    middles = np.stack([vectors[has].mean(axis=0, dtype=np.float64) for has in seeded])
    middles /= np.maximum(np.linalg.norm(middles, axis=1, keepdims=True), 1e-12)
    middles = to_grid(middles)
    nearest = np.where(seeded.T, vectors @ middles.T, -np.inf).argmax(axis=1)
    drawn = seeded.any(axis=0)[:, None]
    moved = np.where(drawn, (1 - _PULL) * vectors + _PULL * middles[nearest], vectors)
    return np.where(drawn, to_grid(moved / np.linalg.norm(moved, axis=1, keepdims=True)), vectors)


def match_names(vectors: np.ndarray, names: np.ndarray, *, similarity: float, min_papers: int) -> np.ndarray:
    """For each paper the place of the name that it is most like, -1 where none is near enough.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    names
        The same of the names, shape (names, dimensions).
    similarity
        Least cosine to a name. Beyond that a paper's must be .85 of what the papers most like the name have.
    min_papers
        A name that fewer papers are like has none.

    Examples
    --------
    >>> vectors = np.array([[1.0, 0.0], [0.96, 0.28], [0.6, 0.8]])
    >>> match_names(vectors, np.array([[1.0, 0.0]]), similarity=0.5, min_papers=2).tolist()
    [0, 0, -1]
    """
    if not len(names):
        return np.full(len(vectors), -1)
    cosines = vectors @ names.T
    best = np.sort(cosines, axis=0)[-min_papers:].mean(axis=0)
    near = cosines >= np.maximum(similarity, _NEAR_BEST * best)
    given = np.where(near.any(axis=1), np.where(near, cosines, -np.inf).argmax(axis=1), -1)
    enough = np.bincount(given[given >= 0], minlength=len(names)) >= min_papers
    return np.where((given >= 0) & enough[given], given, -1)


def add_given(found: Consensus, given: np.ndarray, names: Sequence[str]) -> tuple[Consensus, dict[int, str]]:
    """Add the topics given by name to those found; a name without papers makes none.

    Returns
    -------
    tuple
        The topics with the given ones last, and their names by number.
    """
    held = np.unique(given[given >= 0])
    count = found.topic.max(initial=-1) + 1
    topic = np.where(given >= 0, count + np.searchsorted(held, given), found.topic)
    unknown = np.full(len(held), np.nan)
    steadiness = [np.concatenate([part[:count], unknown]) for part in (found.found, found.stability)]
    confidence = np.where(given >= 0, np.nan, found.confidence)
    return Consensus(topic, confidence, *steadiness, found.figures), {
        int(count + place): names[name] for place, name in enumerate(held)
    }


def count_asked(
    seeded: np.ndarray, guided: Sequence[Sequence[str]], given: np.ndarray, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    """How many papers have the words of each guided topic, and how many are those of each name."""
    held = np.bincount(given[given >= 0], minlength=len(names))
    return {
        "guided": {", ".join(words): int(has.sum()) for words, has in zip(guided, seeded, strict=True)},
        "zero_shot": {name: int(count) for name, count in zip(names, held, strict=True)},
    }
