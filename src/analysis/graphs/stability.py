"""Whether the communities of a graph would be found again in other papers of the same kind."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from analysis.workspace import seeded_igraph


def measure_stability(
    rows: pd.DataFrame,
    communities: pd.Series,
    *,
    item: str,
    seed: int,
    draw: str = "paper_id",
    min_shared_papers: int = 1,
    draws: int = 50,
) -> pd.Series:
    """How well each community of a graph is found again when its papers are drawn anew [1]_.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`: items are joined by the papers they share.
    communities
        Of each item, indexed by item.
    item
        The column whose values are nodes.
    seed
        Of draws and communities.
    draw
        What is drawn with replacement: papers, or where the nodes are papers themselves, the column `item`.
    min_shared_papers
        Fewest papers that make an edge.
    draws
        Graphs drawn.

    Returns
    -------
    pandas.Series
        Indexed by community: over all draws the mean of the largest overlap (Jaccard) with any community of the draw,
        0 to 1. Below .5 a community is dissolved, above .75 it is stable.

    References
    ----------
    .. [1] C. Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 52(1),
       258-271 (2007).

    Examples
    --------
    >>> papers = [(n, name) for n in range(30) for name in ("ab" if n < 15 else "xy")]
    >>> rows = pd.DataFrame(papers, columns=["paper_id", "method"])
    >>> communities = pd.Series({"a": 1, "b": 1, "x": 2, "y": 2})
    >>> measure_stability(rows, communities, item="method", seed=1, draws=5).to_dict()
    {1: 1.0, 2: 1.0}
    """
    own = rows.loc[rows[item].isin(communities.index), ["paper_id", item]].drop_duplicates()
    names = communities.index.sort_values()
    column = names.get_indexer(own[item])
    paper, papers = pd.factorize(own["paper_id"], sort=True)
    table = coo_array((np.ones(len(own)), (paper, column)), shape=(len(papers), len(names))).tocsr()
    groups = communities.reindex(names).to_numpy()
    random = np.random.default_rng(seed)
    overlaps = np.zeros((draws, len(np.unique(groups))))
    for number in range(draws):
        if draw == "paper_id":
            weights = np.bincount(random.integers(0, len(papers), len(papers)), minlength=len(papers)).astype(float)
            kept = np.ones(len(names), dtype=bool)
        else:
            weights = np.ones(len(papers))
            kept = np.bincount(random.integers(0, len(names), len(names)), minlength=len(names)) > 0
        found = _find_again(table[:, kept], weights, seed=seed + number, least=min_shared_papers)
        overlaps[number] = _largest_overlaps(groups[kept], found, np.unique(groups))
    return pd.Series(np.nanmean(overlaps, axis=0), index=np.unique(groups)).round(3)


def _find_again(table: csr_array, weights: np.ndarray, *, seed: int, least: int) -> np.ndarray:
    """The communities of the items of a table of papers, each paper counted as often as it was drawn."""
    import igraph

    shared = (table.T @ (table * weights[:, None])).tocoo()
    edge = (shared.row < shared.col) & (shared.data >= least)
    ends = sorted(zip(shared.row[edge].tolist(), shared.col[edge].tolist(), shared.data[edge].tolist(), strict=True))
    graph = igraph.Graph(n=table.shape[1], edges=[end[:2] for end in ends])
    graph.es["weight"] = [end[2] for end in ends]
    with seeded_igraph(seed):
        found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=10)
    return np.asarray(found.membership)


def _largest_overlaps(groups: np.ndarray, found: np.ndarray, names: np.ndarray) -> np.ndarray:
    """For each community the largest overlap with one that was found again; missing where none of it was drawn."""
    both = pd.crosstab(groups, found).reindex(names, fill_value=0)
    counts = both.to_numpy(float)
    size = counts.sum(axis=1, keepdims=True)
    jaccard = counts / np.maximum(size + counts.sum(axis=0, keepdims=True) - counts, 1)
    return np.where(size[:, 0] > 0, jaccard.max(axis=1, initial=0), np.nan)
