"""Which papers are near each other: nearest neighbours, and the graph of those that share them."""

from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

# Up to here every pair is compared, which is exact and no slower than an approximation (25,000 papers: 6 s).
_EXACT = 40_000
_BLOCK = 1_000


class Edges(NamedTuple):
    """A weighted graph of papers: each pair once, `first` below `second`."""

    papers: int
    first: np.ndarray
    second: np.ndarray
    weight: np.ndarray


def default_neighbours(papers: int) -> int:
    """How many neighbours of a paper to look at: 4 of 67 papers, 10 of 1,000, 15 from 3,375 on.

    Examples
    --------
    >>> [default_neighbours(count) for count in (67, 1_000, 100_000)]
    [4, 10, 15]
    """
    return int(np.clip(round(papers ** (1 / 3)), 3, 15))


def find_neighbours(vectors: np.ndarray, *, neighbours: int, seed: int) -> np.ndarray:
    """The nearest papers of each by inner product, itself left out: by cosine, as far as vectors are 1 long.

    All pairs are compared up to 40,000 papers; beyond that NN-descent (Dong, Moses and Li, WWW 2011) finds about 97 of
    100. Of equally near papers the first count. Between vectors of the grid every product and squared distance is
    exact, so that neither the processor nor the number of cores changes anything.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    neighbours
        How many, fewer than there are papers.
    seed
        Start of NN-descent.

    Examples
    --------
    >>> find_neighbours(np.array([[1.0, 0], [0.8, 0.6], [0, 1]]), neighbours=1, seed=0).ravel().tolist()
    [1, 0, 1]
    """
    if len(vectors) <= _EXACT:
        from tqdm import trange

        starts = trange(0, len(vectors), _BLOCK, desc="  neighbours", ncols=80, disable=len(vectors) < 10_000)
        return np.concatenate([_nearest(vectors, start, neighbours) for start in starts])
    from pynndescent import NNDescent

    # It starts without its trees: their planes hang on how a processor adds, and they save no time.
    index = NNDescent(
        vectors, metric="sqeuclidean", n_neighbors=neighbours + 1, random_state=seed, n_jobs=1, low_memory=True,
        tree_init=False,
    )  # fmt: skip
    return _order(vectors, _without_self(index.neighbor_graph[0]))


def cut_neighbours(near: np.ndarray, *, keep: np.ndarray, width: int) -> np.ndarray:
    """The nearest papers of each among those kept, as if only they were there.

    Parameters
    ----------
    near
        From `find_neighbours`, more than `width` of each paper, so that enough are left.
    keep
        Whether each paper is kept.
    width
        How many neighbours.

    Returns
    -------
    numpy.ndarray
        Places, shape (papers, width); -1 where no more are known and in the rows of papers that are not kept.

    Examples
    --------
    >>> cut_neighbours(np.array([[1, 2], [2, 0], [1, 0]]), keep=np.array([True, False, True]), width=1).tolist()
    [[2], [-1], [0]]
    """
    kept = keep[near] & keep[:, None]
    order = np.argsort(~kept, axis=1, kind="stable")[:, :width]
    places = np.take_along_axis(near, order, 1)
    return np.where(np.take_along_axis(kept, order, 1), places, -1)


def share_neighbours(places: np.ndarray) -> Edges:
    """Join papers by the share of neighbours that they have in common (Jarvis and Patrick, 1973).

    An edge for each pair of which one is a neighbour of the other; its weight is the Jaccard index of their
    neighbourhoods, each paper counted to its own.

    Parameters
    ----------
    places
        The neighbours of each paper, shape (papers, neighbours); -1 for none.

    Examples
    --------
    >>> edges = share_neighbours(np.array([[1], [0], [1]]))
    >>> edges.first.tolist(), edges.second.tolist(), edges.weight.round(2).tolist()
    ([0, 1], [1, 2], [1.0, 0.33])
    """
    count, there = len(places), places >= 0
    widths = there.sum(axis=1)
    starts = np.concatenate([[0], np.cumsum(widths)])
    near = sp.csr_matrix((np.ones(starts[-1], dtype=np.float32), places[there], starts), (count, count))
    near.sort_indices()
    pairs = sp.triu(near + near.T, 1).tocoo()
    around = (near + sp.identity(count, dtype=np.float32, format="csr")).tocsr()
    order = np.lexsort((pairs.col, pairs.row))
    first, second = pairs.row[order], pairs.col[order]
    shared = _count_shared(around, first, second)
    weight = shared / (widths[first] + widths[second] + 2 - shared)
    joined = weight > 0
    return Edges(count, first[joined], second[joined], weight[joined].astype(np.float64))


def _count_shared(around: sp.csr_matrix, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    parts = [
        np.asarray(around[first[start : start + 200_000]].multiply(around[second[start : start + 200_000]]).sum(axis=1))
        for start in range(0, len(first), 200_000)
    ]
    return np.concatenate(parts).ravel() if parts else np.zeros(0)


def _nearest(vectors: np.ndarray, start: int, neighbours: int) -> np.ndarray:
    products = vectors[start : start + _BLOCK] @ vectors.T
    products[np.arange(len(products)), np.arange(start, start + len(products))] = -2
    least = np.partition(products, -neighbours, axis=1)[:, -neighbours, None]
    row, place = np.nonzero(products >= least)
    order = np.lexsort((place, -products[row, place], row))
    begin = np.searchsorted(row, np.arange(len(products)))
    return place[order[begin[:, None] + np.arange(neighbours)]]


def _without_self(places: np.ndarray) -> np.ndarray:
    """Each row without its own number, or without its last where identical papers have pushed that out."""
    own = places == np.arange(len(places))[:, None]
    own[~own.any(axis=1), -1] = True
    return places[~own].reshape(len(places), -1)


def _order(vectors: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The nearest first."""
    products = np.empty(places.shape, dtype=np.float32)
    for start in range(0, len(places), _BLOCK):
        rows = slice(start, start + _BLOCK)
        products[rows] = np.einsum("pd,pnd->pn", vectors[rows], vectors[places[rows]])
    return np.take_along_axis(places, np.lexsort((places, -products), axis=1), 1)
