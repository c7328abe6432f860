"""One answer from many runs: seeds and bootstraps vote on which papers belong together."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from analysis.topics.clusters import OUTLIER, build_graph, cluster_graph, find_resolution
from analysis.topics.neighbours import Edges

# Papers in a bootstrap: drawn without repeats, for a paper twice in a graph would be its own neighbour.
KEPT = 0.8
_SAME_TOPIC = 0.5
_LASTING = 0.6


class Run(NamedTuple):
    """One clustering: the cluster of each paper (-1: none), which papers it saw, and whether it was a bootstrap."""

    cluster: np.ndarray
    seen: np.ndarray
    bootstrap: bool


class Consensus(NamedTuple):
    """What the runs agree on.

    `topic` of each paper (-1: too few belong with it), `confidence` (share of the runs that saw it and put it there),
    and by topic `found` (share of runs with a cluster that shares half of it) and `stability` (mean Jaccard index of
    its nearest cluster over bootstraps; Hennig 2007). What a run saw and left in no cluster counts against the topic.
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
            drawn = np.sort(dice.permutation(papers)[: max(round(KEPT * len(papers)), 1)])
        found, seen = np.full(count, OUTLIER), np.zeros(count, dtype=bool)
        found[drawn], seen[drawn] = cluster(drawn, start), True
        done.append(Run(found, seen, bootstrap))
    return done


def choose_resolution(graph: Any, *, topics: int | None, min_papers: int, seed: int) -> float:
    """The resolution that gives about so many topics; 1, where modularity decides by itself, when None."""
    if topics is None:
        return 1.0

    def count(resolution: float) -> int:
        return _count_topics(cluster_graph(graph, resolution=resolution, seed=seed), min_papers)

    return find_resolution(count, topics=topics)


def vote(edges: Edges, runs: list[Run], *, min_papers: int, seed: int, topics: int | None = None) -> Consensus:
    """The partition that runs agree on.

    Each edge is weighted by the square of the share of runs, among those that saw both papers, that put them together;
    the topics are the Leiden communities of that graph (after Lancichinetti and Fortunato, 2012), as many as the runs
    have.

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
    topics
        About how many; what half of the runs have at least when None.

    Returns
    -------
    Consensus
        Topics are numbered from 0, the largest first, equals in order of their first paper.
    """
    wanted = topics or _usual_count(runs, min_papers)
    graph = _agreement_graph(edges, runs)
    resolution = choose_resolution(graph, topics=wanted, min_papers=min_papers, seed=seed)
    topic = _agree(graph, runs, resolution=resolution, min_papers=min_papers, seed=seed)
    halves = [
        _agree(_agreement_graph(edges, half), half, resolution=resolution, min_papers=min_papers, seed=seed + place)
        for place, half in enumerate(_split(runs))
    ]
    overlap = np.stack([_best_overlap(topic, run)[0] for run in runs])
    bootstraps = np.array([run.bootstrap for run in runs])
    stability = (overlap[bootstraps] if bootstraps.any() else overlap).mean(axis=0)
    figures = {
        "runs": len(runs),
        "resolution": resolution,
        "ari_between_seeds": _rand(*halves, np.ones(len(topic), dtype=bool)),
        "ari_between_runs": float(np.mean([_rand(a.cluster, b.cluster, a.seen & b.seen) for a, b in pairwise(runs)])),
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


def _agreement_graph(edges: Edges, runs: list[Run]) -> Any:
    """The graph whose edges weigh as much as runs agree that their papers belong together."""
    seen = np.zeros(len(edges.first))
    together = np.zeros(len(edges.first))
    for run in runs:
        one, other = run.cluster[edges.first], run.cluster[edges.second]
        seen += run.seen[edges.first] & run.seen[edges.second]
        together += (one == other) & (one != OUTLIER)
    # Squared, so that what few runs agree on hardly counts: the result then hangs less on the seed.
    weight = edges.weight * (together / np.maximum(seen, 1)) ** 2
    kept = weight > 0
    return build_graph(Edges(edges.papers, edges.first[kept], edges.second[kept], weight[kept]))


def _agree(graph: Any, runs: list[Run], *, resolution: float, min_papers: int, seed: int) -> np.ndarray:
    labels = cluster_graph(graph, resolution=resolution, seed=seed)
    # What most runs call an outlier is one.
    seldom = np.mean([run.cluster == OUTLIER for run in runs if not run.bootstrap], axis=0) > 0.5
    return number_by_size(np.where(seldom, OUTLIER, labels), min_papers=min_papers)


def _usual_count(runs: list[Run], min_papers: int) -> int:
    """The median number of clusters that are large enough for a topic, over the runs that saw every paper."""
    whole = [run for run in runs if not run.bootstrap] or runs
    return max(int(np.median([_count_topics(run.cluster[run.seen], min_papers) for run in whole])), 1)


def _count_topics(cluster: np.ndarray, min_papers: int) -> int:
    values, sizes = np.unique(cluster, return_counts=True)
    return int(((sizes >= min_papers) & (values != OUTLIER)).sum())


def _best_overlap(topic: np.ndarray, run: Run) -> tuple[np.ndarray, np.ndarray]:
    """For each topic the Jaccard index of the run's nearest cluster, among papers that the run saw, and which it is."""
    table = _cross(topic, run.cluster)
    if not table.size:
        return np.zeros(table.shape[0]), np.full(table.shape[0], OUTLIER)
    sizes = np.bincount(topic[(topic != OUTLIER) & run.seen], minlength=table.shape[0])
    clusters = np.bincount(run.cluster[run.cluster != OUTLIER], minlength=table.shape[1])
    jaccard = table / np.maximum(sizes[:, None] + clusters[None, :] - table, 1)
    return jaccard.max(axis=1), jaccard.argmax(axis=1)


def _confidence(topic: np.ndarray, runs: list[Run]) -> np.ndarray:
    """Of the runs that saw a paper, the share that found its topic and put the paper into it."""
    agreed, seen = np.zeros(len(topic)), np.zeros(len(topic))
    inside = topic != OUTLIER
    for run in runs:
        overlap, nearest = _best_overlap(topic, run)
        there = inside & run.seen
        seen += there
        same = run.cluster[there] == nearest[topic[there]]
        agreed[there] += same & (overlap[topic[there]] >= _SAME_TOPIC)
    return np.where(inside, agreed / np.maximum(seen, 1), np.nan)


def _cross(topic: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Papers by topic and cluster, outliers left out."""
    inside = (topic != OUTLIER) & (cluster != OUTLIER)
    table = np.zeros((topic.max(initial=OUTLIER) + 1, cluster.max(initial=OUTLIER) + 1), dtype=np.int64)
    np.add.at(table, (topic[inside], cluster[inside]), 1)
    return table


def _rand(first: np.ndarray, second: np.ndarray, seen: np.ndarray) -> float:
    """Adjusted Rand index among papers that both saw; one in no cluster is alone."""
    from sklearn.metrics import adjusted_rand_score

    alone = -1 - np.arange(len(first))
    one, other = (np.where(labels == OUTLIER, alone, labels)[seen] for labels in (first, second))
    return float(adjusted_rand_score(one, other)) if len(one) else 0.0
