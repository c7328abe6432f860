"""Who writes with whom and what papers name together, as graphs."""

import networkx as nx
import numpy as np
import pandas as pd

from analysis.graphs.pairs import count_pairs, measure_pairs


def build_coauthor_graph(
    paper_authors: pd.DataFrame,
    *,
    weighting: str = "newman",
    max_authors: int | None = None,
    min_papers: int = 1,
    dates: pd.Series | None = None,
    from_year: int | None = None,
    to_year: int | None = None,
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
    min_papers
        Authors of fewer papers are left out.
    dates
        Of each paper, indexed by `paper_id`; needed for years.
    from_year, to_year
        Papers of other years, and of none, are left out.

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
    if (from_year or to_year) and dates is None:
        raise ValueError("from_year and to_year need the dates of papers; give `dates`, indexed by paper_id")
    rows = paper_authors[["paper_id", "author_id"]].drop_duplicates()
    if from_year or to_year:
        year = rows["paper_id"].map(dates.dt.year)
        rows = rows[year.between(from_year or -np.inf, to_year or np.inf)]
    size = rows.groupby("paper_id")["author_id"].transform("size")
    rows = rows.assign(weight=1 / (size - 1).clip(lower=1) if weighting == "newman" else 1.0, size=size)
    rows = rows[rows.groupby("author_id")["paper_id"].transform("size") >= min_papers]
    joined = rows[(rows["size"] > 1) & (rows["size"] <= (max_authors or np.inf))]
    pairs = count_pairs(joined, item="author_id")
    return _to_graph(rows.groupby("author_id").size(), pairs)


def build_cooccurrence_graph(
    rows: pd.DataFrame, *, item: str = "method", min_shared_papers: int = 1, through: str | None = None
) -> nx.Graph:
    """Join what papers name together: methods, keywords.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`; repeated mentions count once.
    item
        The column whose values become nodes.
    min_shared_papers
        Fewest papers that make an edge.
    through
        A column as `analysis.graphs.share_papers` explains it.

    Returns
    -------
    networkx.Graph
        Nodes carry `papers`; edges carry `papers`, `weight` (the same), `strength`, `pmi` and `q_value`, as
        `measure_pairs` tells them.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q", "r"], "method": ["ViT", "MIL", "ViT", "GAN"]})
    >>> build_cooccurrence_graph(rows).edges["MIL", "ViT"]["strength"]
    1.5
    """
    pairs = measure_pairs(rows, item=item, min_papers=min_shared_papers, through=through)
    pairs.insert(3, "weight", pairs["papers"])
    return _to_graph(rows.groupby(item)["paper_id"].nunique(), pairs)


def _to_graph(counts: pd.Series, pairs: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from((node, {"papers": int(count)}) for node, count in counts.sort_index().items())
    attributes = [column for column in pairs if column not in ("a", "b")]
    values = pairs[attributes].to_dict("records")
    graph.add_edges_from(zip(pairs["a"], pairs["b"], values, strict=True))
    return graph
