"""Where each node of a graph stands: its neighbours, its community, what lies between."""

import random

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.workspace import seeded_igraph

# Betweenness is exact where nodes times edges are as many: three seconds' work.
_EXACT_WORK = 1e9
# Communities are the best of so many runs, in graphs of up to so many nodes.
_RUNS, _LARGE = 10, 20_000


def measure_nodes(graph: nx.Graph, *, seed: int, pivots: int = 3000) -> pd.DataFrame:
    """Measure each node: degree, strength, component, community, betweenness.

    Parameters
    ----------
    graph
        With `papers` on nodes and `weight` on edges.
    seed
        For the communities (Leiden, of up to 20,000 nodes the best of ten runs by modularity) and the choice of pivots.
    pivots
        Nodes from which betweenness is estimated in graphs that are too large to be exact (`is_exact`); of the leading
        25 of 24,681 authors such estimates were 6 of 100 off (root mean square).

    Returns
    -------
    pandas.DataFrame
        Indexed by node: `weight` (papers), `strength` (sum of edge weights), `degree`, `component` and `community`
        (1 is the largest), `centrality` (betweenness, 0 to 1).
    """
    import igraph

    nodes = sorted(graph)
    columns = ["weight", "strength", "degree", "component", "community", "centrality"]
    if not nodes:
        return pd.DataFrame(columns=columns, index=pd.Index([], dtype="str"))
    place = {node: number for number, node in enumerate(nodes)}
    edges = sorted((*sorted((place[a], place[b])), data["weight"]) for a, b, data in graph.edges(data=True))
    fast = igraph.Graph(n=len(nodes), edges=[edge[:2] for edge in edges])
    fast.es["weight"] = [edge[2] for edge in edges]
    communities = _find_communities(fast, seed=seed)
    return pd.DataFrame(
        {
            "weight": [graph.nodes[node]["papers"] for node in nodes],
            "strength": fast.strength(weights="weight"),
            "degree": fast.degree(),
            "component": _number_by_size(fast.connected_components().membership),
            "community": _number_by_size(communities),
            "centrality": _betweenness(fast, seed=seed, pivots=pivots),
        },
        index=nodes,
    )


def _find_communities(fast: "igraph.Graph", *, seed: int) -> list[int]:  # type: ignore[name-defined]  # noqa: F821
    """Of the runs of the Leiden method the communities of the highest modularity, of equal ones the first."""
    with seeded_igraph(seed):
        runs = [
            fast.community_leiden(objective_function="modularity", weights="weight", n_iterations=20)
            for _ in range(_RUNS if fast.vcount() <= _LARGE else 1)
        ]
    # A processor may differ in the last digits; which run is the best may not.
    return max(runs, key=lambda found: round(fast.modularity(found, weights="weight"), 9)).membership


def average_years(rows: pd.DataFrame, dates: pd.Series, *, item: str) -> pd.Series:
    """The mean year of the papers of each item: what an overlay by year colours nodes by.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`.
    dates
        Of each paper, indexed by `paper_id`.
    item
        The column that holds nodes.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "q", "q"], "method": ["ViT", "ViT", "GAN"]})
    >>> dates = pd.Series(pd.to_datetime(["2023-05-01", "2024-01-01"]), ["p", "q"])
    >>> average_years(rows, dates, item="method").to_dict()
    {'GAN': 2024.0, 'ViT': 2023.5}
    """
    own = rows[["paper_id", item]].drop_duplicates()
    years = own["paper_id"].map(dates.dt.year).astype(float)
    return years.groupby(own[item]).mean().rename("mean_year").round(2)


def find_groups(paper_authors: pd.DataFrame) -> pd.Series:
    """The group of each author: those that are joined through shared papers, directly or by way of others.

    Parameters
    ----------
    paper_authors
        `paper_id` and `author_id`; papers of any number of authors join theirs.

    Returns
    -------
    pandas.Series
        Indexed by `author_id`; 1 is the largest group.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q", "q", "r"], "author_id": list("abbcd")})
    >>> find_groups(rows).to_dict()
    {'a': 1, 'b': 1, 'c': 1, 'd': 2}
    """
    author, names = pd.factorize(paper_authors["author_id"], sort=True)
    paper, papers = pd.factorize(paper_authors["paper_id"], sort=True)
    size = len(names) + len(papers)
    ties = coo_array((np.ones(len(author), dtype=np.int8), (author, paper + len(names))), shape=(size, size))
    _, membership = connected_components(ties, directed=False)
    groups = _number_by_size(membership[: len(names)].tolist()) if len(names) else np.array([], dtype="int64")
    return pd.Series(groups, index=pd.Index(names, name="author_id", dtype="str"), name="component")


def _number_by_size(membership: list[int]) -> np.ndarray:
    """Group numbers from 1, the largest first; among equals the one with the first node."""
    codes = pd.Series(membership)
    sizes = codes.value_counts()
    first = codes.drop_duplicates().reset_index().set_index(0)["index"]
    order = sorted(sizes.index, key=lambda group: (-sizes[group], first[group]))
    return codes.map({group: number for number, group in enumerate(order, start=1)}).to_numpy()


def is_exact(nodes: int, edges: int) -> bool:
    """Whether `measure_nodes` gives the betweenness of a graph of this size exactly.

    Examples
    --------
    >>> is_exact(8_000, 40_000), is_exact(100_000, 300_000)
    (True, False)
    """
    return nodes * edges <= _EXACT_WORK


def _betweenness(fast: "igraph.Graph", *, seed: int, pivots: int) -> np.ndarray:  # type: ignore[name-defined]  # noqa: F821
    count = fast.vcount()
    pairs = max((count - 1) * (count - 2) / 2, 1)
    if count <= pivots or is_exact(count, fast.ecount()):
        return np.asarray(fast.betweenness()) / pairs
    sources = sorted(random.Random(seed).sample(range(count), pivots))
    return np.asarray(fast.betweenness(sources=sources)) / pairs * count / pivots
