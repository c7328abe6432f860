"""Papers in the plane."""

import warnings

import numpy as np

from analysis.topics.neighbours import Neighbours, find_neighbours

_SPECTRAL = 20_000
_NEIGHBOURS = 15


def map_papers(vectors: np.ndarray, near: Neighbours | None, *, seed: int) -> np.ndarray:
    """Lay papers out in the plane so that neighbours stay neighbours (UMAP; McInnes, Healy and Melville, 2018).

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    near
        The neighbours of each paper; without them the papers stand in a row.
    seed
        Of the layout.

    Returns
    -------
    numpy.ndarray
        Shape (papers, 2).
    """
    if near is None:
        return np.column_stack([np.arange(len(vectors), dtype=float), np.zeros(len(vectors))])
    from umap import UMAP

    if near.places.shape[1] < _NEIGHBOURS:
        near = find_neighbours(vectors, neighbours=min(_NEIGHBOURS, len(vectors) - 1), seed=seed)
    own = np.arange(len(vectors))[:, None]
    places = np.hstack([own, near.places[:, :_NEIGHBOURS]])
    cosines = near.cosines[:, :_NEIGHBOURS]
    distances = np.hstack([np.zeros((len(vectors), 1)), np.clip(1 - cosines, 0, 2)]).astype(np.float32)
    # Spectral starts keep the large structure, but their time grows faster than the corpus.
    init = "spectral" if len(vectors) <= _SPECTRAL else _start_by_variance(vectors)
    umap = UMAP(
        n_components=2, n_neighbors=places.shape[1], min_dist=0.15, metric="cosine", init=init, random_state=seed,
        n_jobs=1, precomputed_knn=(places, distances, None),
    )  # fmt: skip
    with warnings.catch_warnings():
        # It warns that it cannot place further papers on this map, which nobody asks of it.
        warnings.filterwarnings("ignore", message="precomputed_knn")
        return umap.fit_transform(vectors).astype(float)


def measure_trust(vectors: np.ndarray, position: np.ndarray, *, most: int = 3000) -> float | None:
    """Trustworthiness of a map from 0 to 1 (Venna and Kaski, 2001): 1 when all neighbours on it are neighbours.

    Measured among evenly drawn papers where there are more than `most`; None for fewer than four.
    """
    from sklearn.manifold import trustworthiness

    step = max(1, -(-len(vectors) // most))
    neighbours = min(10, (len(vectors[::step]) - 1) // 2)
    if neighbours < 2:
        return None
    return float(trustworthiness(vectors[::step], position[::step], n_neighbors=neighbours, metric="cosine"))


def _start_by_variance(vectors: np.ndarray) -> np.ndarray:
    """The two directions of most variance, each with its sign fixed, scaled as UMAP wants a start."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T.astype(np.float64) @ centred)
    best = directions[:, -2:]
    best = best * np.sign(best[np.abs(best).argmax(axis=0), [0, 1]])
    start = centred @ best
    return (10 * start / np.abs(start).max()).astype(np.float32)
