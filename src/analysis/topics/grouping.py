"""Papers to groups: their neighbours, a clusterer, many runs of it, and the vote."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from analysis.topics.clusters import OUTLIER, build_graph, cluster_graph, cluster_space
from analysis.topics.consensus import KEPT, Consensus, choose_resolution, run_many, vote
from analysis.topics.neighbours import Edges, cut_neighbours, find_neighbours, share_neighbours

# Fewer papers are one topic.
_FEWEST = 12
# More neighbours are looked up than are used, so that enough are left where a bootstrap leaves papers out.
_SPARE = 6


class Clustering(NamedTuple):
    """How papers are grouped; the options of `analysis.topics.fit_topics` of the same names, each with its value."""

    clusterer: str
    topics: int | None
    min_papers: int
    neighbours: int
    runs: int
    seed: int


def look_around(vectors: np.ndarray, how: Clustering) -> np.ndarray | None:
    """The neighbours of each paper; None where there are too few papers for any structure."""
    if len(vectors) < _FEWEST:
        return None
    wide = min(math.ceil(how.neighbours / KEPT) + _SPARE, len(vectors) - 1)
    return find_neighbours(vectors, neighbours=wide, seed=how.seed)


def group_papers(near: np.ndarray | None, vectors: np.ndarray, free: np.ndarray, how: Clustering) -> Consensus:
    """What the runs agree on, among papers that are free to join any topic.

    Parameters
    ----------
    near
        From `look_around`.
    vectors
        Shape (papers, dimensions), rows of length 1.
    free
        Whether each paper may be grouped.
    how
        The options.

    Returns
    -------
    Consensus
        One topic of all free papers where they are too few or nothing tells them apart.
    """
    if near is not None and free.sum() >= _FEWEST:
        cluster = _cluster_space(vectors, how) if how.clusterer == "hdbscan" else _cluster_graph(near, free, how)
        done = run_many(cluster, papers=np.flatnonzero(free), count=len(vectors), runs=how.runs, seed=how.seed)
        edges = _share_among(near, free, how)
        found = vote(edges, done, min_papers=how.min_papers, seed=how.seed, topics=how.topics)
        if (found.topic != OUTLIER).any():
            return found
    together = 0 if free.all() or free.sum() >= how.min_papers else OUTLIER
    unknown = np.full(together + 1, np.nan)
    return Consensus(np.where(free, together, OUTLIER), np.full(len(vectors), np.nan), unknown, unknown, {"runs": 0})


def _share_among(near: np.ndarray, keep: np.ndarray, how: Clustering) -> Edges:
    """The graph of papers that share neighbours, as if only those kept were there."""
    return share_neighbours(cut_neighbours(near, keep=keep, width=how.neighbours))


def _cluster_space(vectors: np.ndarray, how: Clustering) -> Callable[[np.ndarray, int], np.ndarray]:
    """HDBSCAN as a function from papers' places and a seed to their clusters."""
    return lambda drawn, start: cluster_space(
        vectors[drawn], neighbours=min(how.neighbours, len(drawn) - 1), min_papers=how.min_papers, seed=start
    )


def _cluster_graph(near: np.ndarray, free: np.ndarray, how: Clustering) -> Callable[[np.ndarray, int], np.ndarray]:
    """The same of Leiden: papers that a run leaves out are nobody's neighbours in it."""
    whole = build_graph(_share_among(near, free, how))
    resolution = choose_resolution(whole, topics=how.topics, min_papers=how.min_papers, seed=how.seed)

    def cluster(drawn: np.ndarray, start: int) -> np.ndarray:
        keep = np.zeros(len(free), dtype=bool)
        keep[drawn] = True
        graph = whole if len(drawn) == free.sum() else build_graph(_share_among(near, keep, how))
        return cluster_graph(graph, resolution=resolution, seed=start)[drawn]

    return cluster
