"""Who writes with whom and which methods occur together, as graphs."""

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import coo_array


def build_coauthor_graph(
    paper_authors: pd.DataFrame, *, weighting: str = "newman", max_authors: int | None = None
) -> nx.Graph:
    """Join authors who share a paper.

    Parameters
    ----------
    paper_authors
        `paper_id` and `author_id`.
    weighting
        ``newman``: a paper with n authors gives each pair 1 / (n - 1) [1]_; ``full``: it gives each pair 1.
    max_authors
        Papers with more authors join nobody.

    Returns
    -------
    networkx.Graph
        Nodes carry `papers`; edges carry `papers` (shared papers) and `weight`.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II", Phys. Rev. E 64, 016132 (2001), eq. 2.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "p", "q", "q"], "author_id": ["a", "b", "c", "a", "b"]})
    >>> build_coauthor_graph(rows).edges["a", "b"]
    {'papers': 2, 'weight': 1.5}
    """
    if weighting not in ("newman", "full"):
        raise ValueError(f"weighting must be one of newman, full (found {weighting!r})")
    rows = paper_authors[["paper_id", "author_id"]].drop_duplicates()
    size = rows.groupby("paper_id")["author_id"].transform("size")
    joined = rows[(size > 1) & (size <= (max_authors or size.max() or 1))]
    weight = 1 / (joined.groupby("paper_id")["author_id"].transform("size") - 1) if weighting == "newman" else 1.0
    pairs = count_pairs(joined.assign(weight=weight), item="author_id")
    return _to_graph(rows.groupby("author_id").size(), pairs)


def build_method_graph(paper_methods: pd.DataFrame, *, min_shared_papers: int = 1) -> nx.Graph:
    """Join methods that occur in one paper.

    Parameters
    ----------
    paper_methods
        `paper_id` and `method`; repeated mentions count once.
    min_shared_papers
        Fewest papers that make an edge.

    Returns
    -------
    networkx.Graph
        Nodes carry `papers`; edges carry `papers`, `weight` (the same) and `strength`, the association strength
        c_ij * n / (c_i * c_j): how many times more often than chance two methods meet in n papers [1]_.

    References
    ----------
    .. [1] N. J. van Eck, L. Waltman, "How to normalize cooccurrence data?", JASIST 60(8), 1635-1651 (2009).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q", "r"], "method": ["ViT", "MIL", "ViT", "GAN"]})
    >>> build_method_graph(rows).edges["MIL", "ViT"]
    {'papers': 1, 'weight': 1, 'strength': 1.5}
    """
    rows = paper_methods[["paper_id", "method"]].drop_duplicates()
    counts = rows.groupby("method").size()
    pairs = count_pairs(rows.assign(weight=1.0), item="method")
    pairs = pairs[pairs["papers"] >= min_shared_papers].assign(weight=lambda frame: frame["papers"])
    expected = (
        counts.loc[pairs["a"]].to_numpy() * counts.loc[pairs["b"]].to_numpy() / max(rows["paper_id"].nunique(), 1)
    )
    return _to_graph(counts, pairs.assign(strength=pairs["papers"] / expected))


def count_pairs(rows: pd.DataFrame, *, item: str) -> pd.DataFrame:
    """Count, for every two items, the papers they share and the sum of those papers' weights.

    Parameters
    ----------
    rows
        `paper_id`, the column `item` and `weight`; one row for each item of a paper.
    item
        The column whose values are paired.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, `papers`, `weight`, in order.
    """
    if rows.empty:
        return pd.DataFrame({"a": [], "b": [], "papers": np.array([], "int64"), "weight": np.array([], float)})
    paper, _ = pd.factorize(rows["paper_id"], sort=True)
    code, items = pd.factorize(rows[item], sort=True)
    shape = (paper.max() + 1, len(items))
    ones = coo_array((np.ones(len(rows), dtype="int64"), (paper, code)), shape=shape).tocsr()
    weights = coo_array((rows["weight"].to_numpy(float), (paper, code)), shape=shape).tocsr()
    shared, weighted = (ones.T @ ones).tocoo(), (ones.T @ weights).tocsr()
    upper = shared.row < shared.col
    a, b = shared.row[upper].astype("int64"), shared.col[upper].astype("int64")
    pairs = pd.DataFrame({"ia": a, "ib": b, "papers": shared.data[upper]}).sort_values(["ia", "ib"], ignore_index=True)
    pairs["weight"] = (
        np.asarray(weighted[pairs["ia"].to_numpy(), pairs["ib"].to_numpy()]).ravel() if len(pairs) else 0.0
    )
    return pairs.assign(a=items[pairs["ia"]], b=items[pairs["ib"]])[["a", "b", "papers", "weight"]]


def _to_graph(counts: pd.Series, pairs: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from((node, {"papers": int(count)}) for node, count in counts.sort_index().items())
    attributes = [column for column in pairs if column not in ("a", "b")]
    values = pairs[attributes].to_dict("records")
    graph.add_edges_from(zip(pairs["a"], pairs["b"], values, strict=True))
    return graph
