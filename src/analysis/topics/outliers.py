"""Papers that no topic was found for: the topic they are nearest to, if near enough."""

from collections.abc import Collection

import numpy as np

from analysis.embed import FINE_STEP, to_grid
from analysis.topics.clusters import OUTLIER


def assign_outliers(
    vectors: np.ndarray, topic: np.ndarray, *, threshold: float, closed: Collection[int] = ()
) -> tuple[np.ndarray, np.ndarray]:
    """Give outliers to the topic whose centre is nearest, if it is near enough.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    topic
        Topic of each paper, -1 for outliers.
    threshold
        Cosine from which an outlier joins.
    closed
        Topics that none may join.

    Returns
    -------
    tuple of numpy.ndarray
        The topic of each paper, and its cosine to that topic's centre (missing for those left out).

    Examples
    --------
    >>> import numpy as np
    >>> vectors = np.array([[1.0, 0], [1, 0], [0, 1], [0.6, 0.8]])
    >>> assign_outliers(vectors, np.array([0, 0, -1, -1]), threshold=0.5)[0].tolist()
    [0, 0, -1, 0]
    """
    numbers, centres = topic_centres(vectors, topic)
    cosines = cosines_to(vectors, centres)
    open_to = np.where(np.isin(numbers, list(closed)), -np.inf, cosines)
    nearest = open_to.argmax(axis=1)
    joins = (topic == OUTLIER) & (open_to.max(axis=1) >= threshold)
    assigned = np.where(joins, numbers[nearest], topic)
    place = np.searchsorted(numbers, np.where(assigned == OUTLIER, numbers[0], assigned))
    similarity = np.where(assigned == OUTLIER, np.nan, cosines[np.arange(len(vectors)), place])
    return assigned, similarity


def topic_centres(vectors: np.ndarray, topic: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The topics in order, outliers left out, and the mean direction of each, shape (topics, dimensions)."""
    numbers = np.unique(topic[topic != OUTLIER])
    centres = np.stack([vectors[topic == number].mean(axis=0, dtype=np.float64) for number in numbers])
    return numbers, to_grid(centres / np.linalg.norm(centres, axis=1, keepdims=True), step=FINE_STEP)


def cosines_to(vectors: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The cosine of each vector to each centre, shape (papers, topics), float64.

    Examples
    --------
    >>> import numpy as np
    >>> cosines_to(np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[1.0, 0.0]])).ravel().round(3).tolist()
    [1.0, 0.707]
    """
    exact = vectors.astype(np.float64)
    lengths = np.sqrt((exact * exact).sum(axis=1, keepdims=True))
    return np.clip(exact @ centres.T.astype(np.float64) / lengths, -1, 1)
