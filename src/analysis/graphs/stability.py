"""Whether the communities of a graph would be found again in other papers of the same kind."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.graphs.pairs import share_papers
from analysis.workspace import seeded_igraph


def measure_stability(
    rows: pd.DataFrame,
    communities: pd.Series,
    *,
    item: str,
    seed: int,
    through: str | None = None,
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
    through
        The column whose values are drawn, where that is not `paper_id`: of papers that are joined by what they cite the
        citing ones are drawn, and items all of whose rows fall away are not looked for. See
        `analysis.graphs.share_papers`.
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
    own = rows.loc[rows[item].isin(communities.index)]
    names = communities.index.sort_values()
    column = names.get_indexer(own[item])
    paper, _ = pd.factorize(own["paper_id"], sort=True)
    drawn, values = pd.factorize(own[through or "paper_id"], sort=True)
    groups = communities.reindex(names).to_numpy()
    random = np.random.default_rng(seed)
    overlaps = np.zeros((draws, len(np.unique(groups))))
    for number in range(draws):
        weights = np.bincount(random.integers(0, len(values), len(values)), minlength=len(values)).astype(float)
        if through is None:
            kept = np.ones(len(names), dtype=bool)
            shared = share_papers(paper, column, items=len(names), weights=weights)
        else:
            left = weights[drawn] > 0
            kept = np.bincount(column[left], minlength=len(names)) > 0
            shared = share_papers(paper[left], column[left], items=len(names), through=drawn[left])
        found = _find_again(shared, seed=seed + number, least=min_shared_papers)
        overlaps[number] = _largest_overlaps(groups[kept], found[kept], np.unique(groups))
    return pd.Series(np.nanmean(overlaps, axis=0), index=np.unique(groups)).round(3)


def _find_again(shared: csr_array, *, seed: int, least: int) -> np.ndarray:
    """The communities of items by the papers that every two share."""
    import igraph

    pairs = shared.tocoo()
    edge = (pairs.row < pairs.col) & (pairs.data >= least)
    ends = sorted(zip(pairs.row[edge].tolist(), pairs.col[edge].tolist(), pairs.data[edge].tolist(), strict=True))
    graph = igraph.Graph(n=shared.shape[0], edges=[end[:2] for end in ends])
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
