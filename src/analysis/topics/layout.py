"""Papers in the plane."""

import numpy as np

from analysis.embed import FINE_STEP, to_grid
from analysis.topics.neighbours import find_neighbours

_NEIGHBOURS = 15
_EPOCHS = 200
_STRANGERS = 5
# How near neighbours come to each other, and how strongly strangers part beside how neighbours attract.
_TIGHTNESS = 1.5
_PARTING = 2.0
_LONGEST_STEP = 4.0
_BLOCK = 10_000


def map_papers(vectors: np.ndarray, near: np.ndarray | None, *, seed: int) -> np.ndarray:
    """Lay papers out in the plane so that neighbours stay neighbours.

    Neighbours attract and strangers drawn by chance part, by the loss of UMAP with b = 1 [1]_ on edges of equal weight,
    which give the same maps as weighted ones [2]_. Nothing but sums, products and quotients in double precision, one
    after the other, makes a position: with vectors of the grid it is the same on every processor.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    near
        The neighbours of each paper, as `find_neighbours` gives them; without them the papers stand in a row.
    seed
        Of the layout.

    Returns
    -------
    numpy.ndarray
        Shape (papers, 2), to three digits.

    References
    ----------
    .. [1] L. McInnes, J. Healy, J. Melville, "UMAP", arXiv:1802.03426 (2018), sections 3.2 and 4.2.
    .. [2] J. N. Böhm, P. Berens, D. Kobak, "Attraction-repulsion spectrum in neighbor embeddings", JMLR 23 (2022).
    """
    if near is None:
        return np.column_stack([np.arange(len(vectors), dtype=float), np.zeros(len(vectors))])
    if near.shape[1] < _NEIGHBOURS:
        near = find_neighbours(vectors, neighbours=min(_NEIGHBOURS, len(vectors) - 1), seed=seed)
    from tqdm import trange

    dice = np.random.default_rng(seed)
    # What stands on the same spot would never part.
    position = _start_by_variance(vectors) + dice.random((len(vectors), 2)) / 1000
    for epoch in trange(_EPOCHS, desc="  map", unit="round", ncols=80, disable=len(vectors) < 20_000):
        for others in near.T[:_NEIGHBOURS]:
            position += (1 - epoch / _EPOCHS) * _forces(position, others, dice)
    return position.round(3)


def measure_trust(vectors: np.ndarray, position: np.ndarray, *, most: int = 3000) -> float | None:
    """Trustworthiness of a map from 0 to 1 (Venna and Kaski, 2001): 1 when all neighbours on it are neighbours.

    Measured among evenly drawn papers where there are more than `most`; None for fewer than five.
    """
    from sklearn.manifold import trustworthiness

    step = max(1, -(-len(vectors) // most))
    drawn = vectors[::step]
    neighbours = min(10, (len(drawn) - 1) // 2)
    if neighbours < 2:
        return None
    # Of equal distances the first papers count, whatever way a processor sorts.
    distances = 2 - (drawn @ drawn.T).astype(np.float64) + np.arange(len(drawn)) * 2.0**-40
    np.fill_diagonal(distances, 0)
    return float(trustworthiness(distances, position[::step], n_neighbors=neighbours, metric="precomputed"))


def _forces(position: np.ndarray, others: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """How far each paper moves: towards a neighbour, with those whose neighbour it is, and away from strangers."""
    count = len(position)
    way, distance = _measure(position, others)
    pull = _shorten(way * (2 * _TIGHTNESS / (1 + _TIGHTNESS * distance)))
    moved = np.column_stack([np.bincount(others, weights=pull[:, axis], minlength=count) for axis in (0, 1)]) - pull
    for _ in range(_STRANGERS):
        way, distance = _measure(position, dice.integers(count, size=count))
        moved += _shorten(way * (2 * _PARTING / ((0.001 + distance) * (1 + _TIGHTNESS * distance))))
    return moved


def _measure(position: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The way from each paper's other to itself, and its squared length, shape (papers, 1)."""
    way = position - position[others]
    return way, way[:, :1] * way[:, :1] + way[:, 1:] * way[:, 1:]


def _shorten(step: np.ndarray) -> np.ndarray:
    return np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)


def _start_by_variance(vectors: np.ndarray) -> np.ndarray:
    """The two directions of most variance, each with its sign fixed, as far as 10 from the middle."""
    total = vectors.sum(axis=0, dtype=np.float64)
    spread = sum(_products(vectors[start : start + _BLOCK]) for start in range(0, len(vectors), _BLOCK))
    # Directions of equal variance are told apart by their order, or each processor would turn them as it likes.
    order = np.diag(np.arange(len(spread)) * 2.0**-20)
    _, directions = np.linalg.eigh(spread - total[:, None] * total / len(vectors) + order)
    # Rounded, so that processors that differ in the last digits start from the same places.
    best = to_grid(directions[:, -2:], step=FINE_STEP).astype(np.float64)
    best = best * np.sign(best[np.abs(best).argmax(axis=0), [0, 1]])
    start = vectors.astype(np.float64) @ best - total @ best / len(vectors)
    return 10 * start / (np.abs(start).max() or 1)


def _products(vectors: np.ndarray) -> np.ndarray:
    exact = vectors.astype(np.float64)
    return exact.T @ exact
