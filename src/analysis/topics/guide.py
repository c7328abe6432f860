"""Topics that a person asks for: by words that draw papers together, or by name."""

from collections.abc import Sequence

import numpy as np

from analysis.topics.consensus import Consensus

# The share of the seed in a drawn paper's direction.
_PULL = 0.35


def pull_to_seeds(vectors: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """Move papers towards the seed words they are nearest to, so that they become neighbours.

    As in BERTopic's guided topics, a paper is drawn only to a seed that is nearer to it than the middle of the corpus.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    seeds
        The same of the words of each topic to look for, shape (topics, dimensions).

    Examples
    --------
    >>> vectors = np.array([[0.8, 0.6], [-0.6, 0.8], [0.0, 1.0]])
    >>> moved = pull_to_seeds(vectors, np.array([[1.0, 0.0]]))
    >>> (moved @ [1.0, 0.0]).round(2).tolist()
    [0.91, -0.6, 0.0]
    """
    if not len(seeds):
        return vectors
    middle = vectors.mean(axis=0)
    middle = middle / max(np.linalg.norm(middle), 1e-12)
    cosines = vectors @ seeds.T
    nearest = cosines.argmax(axis=1)
    drawn = cosines.max(axis=1) > vectors @ middle
    moved = np.where(drawn[:, None], (1 - _PULL) * vectors + _PULL * seeds[nearest], vectors).astype(vectors.dtype)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


def match_names(vectors: np.ndarray, names: np.ndarray, *, similarity: float) -> np.ndarray:
    """For each paper the place of the name that it is most like, -1 where none is near enough.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    names
        The same of the names, shape (names, dimensions).
    similarity
        Cosine to a name from which a paper is its own.

    Examples
    --------
    >>> vectors = np.array([[1.0, 0.0], [0.6, 0.8]])
    >>> match_names(vectors, np.array([[1.0, 0.0]]), similarity=0.7).tolist()
    [0, -1]
    """
    if not len(names):
        return np.full(len(vectors), -1)
    cosines = vectors @ names.T
    return np.where(cosines.max(axis=1) >= similarity, cosines.argmax(axis=1), -1)


def add_given(found: Consensus, given: np.ndarray, names: Sequence[str]) -> tuple[Consensus, dict[int, str]]:
    """Add the topics given by name to those found; a name that no paper is like makes none.

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
