"""One answer from many runs: seeds and bootstraps vote on which papers belong together."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from analysis.topics.clusters import OUTLIER, build_graph, cluster_graph, find_resolution
from analysis.topics.neighbours import Edges

# Papers in a bootstrap: drawn without repeats, for a paper twice in a graph would be its own neighbour.
_KEPT = 0.8
_SAME_TOPIC = 0.5
_LASTING = 0.6


class Run(NamedTuple):
    """One clustering: the cluster of each paper, -1 for those left out; whether it was a bootstrap."""

    cluster: np.ndarray
    bootstrap: bool


class Consensus(NamedTuple):
    """What the runs agree on.

    `topic` of each paper (-1: too few belong with it), `confidence` (share of runs that put it there), and by topic
    `found` (share of runs with a cluster that shares half of it) and `stability` (mean Jaccard index of its nearest
    cluster over bootstraps; Hennig 2007).
    """

    topic: np.ndarray
    confidence: np.ndarray
    found: np.ndarray
    stability: np.ndarray
    figures: dict[str, float]


def run_many(
    cluster: Callable[[np.ndarray, int], np.ndarray], *, papers: np.ndarray, count: int, runs: int, seed: int
) -> list[Run]:
    """Cluster many times: half of the runs with other seeds, half on bootstraps of the papers.

    Parameters
    ----------
    cluster
        Gives the cluster of each paper, from their places and a seed.
    papers
        Places of those to cluster, among `count`.
    count
        Papers in all.
    runs
        How many.
    seed
        Of every random choice.
    """
    from tqdm import tqdm

    dice = np.random.default_rng(seed)
    done = []
    for number in tqdm(range(runs), desc="  cluster", unit="run", ncols=80, disable=count < 5000):
        start, bootstrap = int(dice.integers(2**31)), number % 2 == 1
        drawn = papers
        if bootstrap:
            drawn = np.sort(dice.permutation(papers)[: max(round(_KEPT * len(papers)), 1)])
        found = np.full(count, OUTLIER)
        found[drawn] = cluster(drawn, start)
        done.append(Run(found, bootstrap))
    return done


def choose_resolution(graph: Any, *, topics: int | None, min_papers: int, seed: int) -> float:
    """The resolution that gives about so many topics; 1, where modularity decides by itself, when None."""
    if topics is None:
        return 1.0

    def count(resolution: float) -> int:
        sizes = np.unique(cluster_graph(graph, resolution=resolution, seed=seed), return_counts=True)[1]
        return int((sizes >= min_papers).sum())

    return find_resolution(count, topics=topics)


def vote(
    edges: Edges, runs: list[Run], *, min_papers: int, seed: int, resolution: float = 1.0, topics: int | None = None
) -> Consensus:
    """The partition that runs agree on.

    Each edge is weighted by the share of runs, among those that saw both papers, that put them together; the topics are
    the Leiden communities of that graph (after Lancichinetti and Fortunato, 2012).

    Parameters
    ----------
    edges
        Which papers are near each other.
    runs
        At least two; from four on two halves of them are compared.
    min_papers
        Smaller communities are no topics: their papers get -1.
    seed
        Of the last clustering.
    resolution, topics
        As in the runs: a number of topics is met again here.

    Returns
    -------
    Consensus
        Topics are numbered from 0, the largest first, equals in order of their first paper.
    """
    topic = _agree(edges, runs, min_papers=min_papers, seed=seed, resolution=resolution, topics=topics)
    halves = [
        _agree(edges, half, min_papers=min_papers, seed=seed + place, resolution=resolution, topics=topics)
        for place, half in enumerate(_split(runs))
    ]
    overlap = np.stack([_best_overlap(topic, run) for run in runs])
    bootstraps = np.array([run.bootstrap for run in runs])
    stability = (overlap[bootstraps] if bootstraps.any() else overlap).mean(axis=0)
    figures = {
        "runs": len(runs),
        "resolution": resolution,
        "ari_between_seeds": _rand(*halves),
        "ari_between_runs": float(np.mean([_rand(a.cluster, b.cluster) for a, b in pairwise(runs)])),
        "lasting_share": float((stability >= _LASTING).mean()) if len(stability) else 0.0,
    }
    found = (overlap >= _SAME_TOPIC).mean(axis=0)
    return Consensus(topic, _confidence(topic, runs), found, stability, figures)


def number_by_size(labels: np.ndarray, *, min_papers: int) -> np.ndarray:
    """Number clusters from 0, the largest first; those below `min_papers` become -1.

    Examples
    --------
    >>> number_by_size(np.array([5, 5, 9, 7, 7, 7]), min_papers=2).tolist()
    [1, 1, -1, 0, 0, 0]
    """
    values, firsts, places, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    kept = (sizes >= min_papers) & (values != OUTLIER)
    order = np.lexsort((firsts, -sizes))
    order = order[kept[order]]
    numbers = np.full(len(values), OUTLIER)
    numbers[order] = np.arange(len(order))
    return numbers[places]


def _split(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """Two halves, each with runs by other seeds and bootstraps; fewer than four runs have none."""
    if len(runs) < 4:
        return runs, runs
    first = [run for number, run in enumerate(runs) if number % 4 < 2]
    return first, [run for number, run in enumerate(runs) if number % 4 >= 2]


def _agree(
    edges: Edges, runs: list[Run], *, min_papers: int, seed: int, resolution: float, topics: int | None
) -> np.ndarray:
    seen = np.zeros(len(edges.first))
    together = np.zeros(len(edges.first))
    for run in runs:
        one, other = run.cluster[edges.first], run.cluster[edges.second]
        both = (one != OUTLIER) & (other != OUTLIER)
        seen += both
        together += both & (one == other)
    weight = edges.weight * together / np.maximum(seen, 1)
    kept = weight > 0
    graph = build_graph(Edges(edges.papers, edges.first[kept], edges.second[kept], weight[kept]))
    if topics:
        resolution = choose_resolution(graph, topics=topics, min_papers=min_papers, seed=seed)
    labels = cluster_graph(graph, resolution=resolution, seed=seed)
    # What most runs call an outlier is one.
    seldom = np.mean([run.cluster == OUTLIER for run in runs if not run.bootstrap], axis=0) > 0.5
    return number_by_size(np.where(seldom, OUTLIER, labels), min_papers=min_papers)


def _best_overlap(topic: np.ndarray, run: Run) -> np.ndarray:
    """For each topic the Jaccard index of the run's nearest cluster, among papers that the run saw."""
    table = _cross(topic, run.cluster)
    sizes = np.bincount(topic[(topic != OUTLIER) & (run.cluster != OUTLIER)], minlength=table.shape[0])
    clusters = np.bincount(run.cluster[run.cluster != OUTLIER], minlength=table.shape[1])
    return (table / np.maximum(sizes[:, None] + clusters[None, :] - table, 1)).max(axis=1, initial=0)


def _confidence(topic: np.ndarray, runs: list[Run]) -> np.ndarray:
    """Share of runs that put a paper into the cluster whose papers are mostly of its topic."""
    agreed, seen = np.zeros(len(topic)), np.zeros(len(topic))
    for run in runs:
        table = _cross(topic, run.cluster)
        inside = run.cluster != OUTLIER
        seen += inside
        if table.size:
            agreed[inside] += table.argmax(axis=0)[run.cluster[inside]] == topic[inside]
    return np.where(topic == OUTLIER, np.nan, agreed / np.maximum(seen, 1))


def _cross(topic: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Papers by topic and cluster, outliers left out."""
    inside = (topic != OUTLIER) & (cluster != OUTLIER)
    table = np.zeros((topic.max(initial=OUTLIER) + 1, cluster.max(initial=OUTLIER) + 1), dtype=np.int64)
    np.add.at(table, (topic[inside], cluster[inside]), 1)
    return table


def _rand(first: np.ndarray, second: np.ndarray) -> float:
    from sklearn.metrics import adjusted_rand_score

    both = (first != OUTLIER) & (second != OUTLIER)
    return float(adjusted_rand_score(first[both], second[both])) if both.any() else 0.0
