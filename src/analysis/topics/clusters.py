"""Groups of papers, found once: by Leiden in a graph, or by HDBSCAN in a space of few dimensions."""

from collections.abc import Callable
from typing import Any

import numpy as np

from analysis.topics.neighbours import Edges
from analysis.workspace import seeded_igraph

OUTLIER = -1
_ITERATIONS = 4
_TRIES = 12


def build_graph(edges: Edges) -> Any:
    """The graph as igraph's, with `weight` on its edges."""
    import igraph

    pairs = list(zip(edges.first.tolist(), edges.second.tolist(), strict=True))
    return igraph.Graph(n=edges.papers, edges=pairs, edge_attrs={"weight": edges.weight.tolist()})


def cluster_graph(graph: Any, *, resolution: float, seed: int) -> np.ndarray:
    """Communities of a weighted graph by the Leiden algorithm on modularity (Traag, Waltman and van Eck, 2019).

    Parameters
    ----------
    graph
        From `build_graph`.
    resolution
        Larger: more, smaller communities.
    seed
        Start of the algorithm's random numbers.

    Returns
    -------
    numpy.ndarray
        The community of each vertex, from 0; those without edges have one of their own.
    """
    with seeded_igraph(seed):
        found = graph.community_leiden(
            objective_function="modularity", weights="weight", resolution=resolution, n_iterations=_ITERATIONS
        )
    return np.array(found.membership)


def find_resolution(count: Callable[[float], int], *, topics: int) -> float:
    """The resolution at which `count` comes nearest to a number of topics, found by halving.

    Examples
    --------
    >>> find_resolution(lambda resolution: round(10 * resolution), topics=20)
    2.0
    """
    low, high, tried = -7.0, 7.0, {0.0: count(1.0)}
    while len(tried) < _TRIES and topics not in tried.values():
        if list(tried.values())[-1] < topics:
            low = list(tried)[-1]
        else:
            high = list(tried)[-1]
        # Doublings from where the search stands, until the number is passed; then halves of what is left.
        middle = low + 1 if high == 7.0 else high - 1 if low == -7.0 else (low + high) / 2
        tried[middle] = count(2.0**middle)
    return 2.0 ** min(tried, key=lambda power: (abs(tried[power] - topics), abs(power)))


def cluster_space(vectors: np.ndarray, *, neighbours: int, min_papers: int, seed: int) -> np.ndarray:
    """Dense regions by HDBSCAN after UMAP to five dimensions, as BERTopic does; -1 for papers between them."""
    from hdbscan import HDBSCAN
    from umap import UMAP

    dimensions = min(5, len(vectors) - 2)
    init = "spectral" if len(vectors) > 3 * dimensions else "random"
    reduced = UMAP(
        n_neighbors=neighbours, n_components=dimensions, min_dist=0.0, metric="cosine", init=init,
        random_state=seed, n_jobs=1,
    ).fit_transform(vectors)  # fmt: skip
    return HDBSCAN(min_cluster_size=min_papers, metric="euclidean").fit_predict(reduced)
