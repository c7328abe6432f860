"""Who writes with whom and which methods occur together, as graphs."""

import random
import re
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from analysis.workspace.files import write_atomically, write_text

_EXACT_BETWEENNESS = 1000


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


def measure_nodes(graph: nx.Graph, *, seed: int, pivots: int = 300) -> pd.DataFrame:
    """Measure each node: degree, strength, component, community, betweenness.

    Parameters
    ----------
    graph
        With `papers` on nodes and `weight` on edges.
    seed
        For the communities (Leiden, modularity) and the choice of pivots.
    pivots
        Nodes from which betweenness is estimated in graphs of more than 1,000; exact below.

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
    igraph.set_random_number_generator(random.Random(seed))
    communities = fast.community_leiden(objective_function="modularity", weights="weight", n_iterations=20)
    return pd.DataFrame(
        {
            "weight": [graph.nodes[node]["papers"] for node in nodes],
            "strength": fast.strength(weights="weight"),
            "degree": fast.degree(),
            "component": _number_by_size(fast.connected_components().membership),
            "community": _number_by_size(communities.membership),
            "centrality": _betweenness(fast, seed=seed, pivots=pivots),
        },
        index=nodes,
    )


def edges_table(
    graph: nx.Graph, *, names: tuple[str, str], attributes: tuple[str, ...] = ("papers", "weight")
) -> pd.DataFrame:
    """The edges as rows, `names` the columns of the two ends in order, then the edges' attributes."""
    rows = [(min(a, b), max(a, b), *(data[name] for name in attributes)) for a, b, data in graph.edges(data=True)]
    return pd.DataFrame(rows, columns=[*names, *attributes]).sort_values(list(names), ignore_index=True)


def lay_out(graph: nx.Graph, *, seed: int) -> pd.DataFrame:
    """Place nodes so that joined ones are near; `x` and `y` in -1..1, indexed by node."""
    nodes = sorted(graph)
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    edges = sorted((min(a, b), max(a, b)) for a, b in graph.edges)
    ordered.add_edges_from(edges)
    places: dict[str, np.ndarray] = {}
    offset = 0.0
    # Component by component, side by side: a spring layout would throw small ones to the rim.
    for component in sorted(nx.connected_components(ordered), key=lambda found: (-len(found), min(found))):
        # A subgraph view would walk its nodes in hash order, and the layout depends on their order.
        part = nx.Graph()
        part.add_nodes_from(sorted(component))
        part.add_edges_from(edge for edge in edges if edge[0] in component)
        radius = len(component) ** 0.5
        local = nx.spring_layout(part, seed=seed, iterations=80, k=1.6 / radius) if len(component) > 1 else None
        for node in sorted(component):
            places[node] = (local[node] if local is not None else np.zeros(2)) * radius + [offset + radius, 0.0]
        offset += 2 * radius + 0.6
    return _pack(pd.DataFrame.from_dict(places, orient="index", columns=["x", "y"]), ordered)


def write_graph(graph: nx.Graph, folder: Path, name: str, *, nodes: pd.DataFrame) -> None:
    """Write a graph as GraphML and GEXF for Gephi, Cytoscape and others; no dates, nodes and edges in order.

    Parameters
    ----------
    graph
        The graph; its edges keep their attributes.
    folder, name
        Where the files go and what they are called.
    nodes
        Indexed by node; every column becomes an attribute.
    """
    ordered = nx.Graph()
    ordered.add_nodes_from((node, row) for node, row in zip(nodes.index, nodes.to_dict("records"), strict=True))
    edges = ((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True))
    ordered.add_edges_from(sorted(edges, key=lambda edge: edge[:2]))
    write_atomically(
        folder / f"{name}.graphml", lambda target: nx.write_graphml_lxml(ordered, target, encoding="utf-8")
    )
    text = re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(ordered)))
    write_text(folder / f"{name}.gexf", text + "\n")


def _to_graph(counts: pd.Series, pairs: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from((node, {"papers": int(count)}) for node, count in counts.sort_index().items())
    attributes = [column for column in pairs if column not in ("a", "b")]
    values = pairs[attributes].to_dict("records")
    graph.add_edges_from(zip(pairs["a"], pairs["b"], values, strict=True))
    return graph


def _number_by_size(membership: list[int]) -> np.ndarray:
    """Group numbers from 1, the largest first; among equals the one with the first node."""
    codes = pd.Series(membership)
    sizes = codes.value_counts()
    first = codes.drop_duplicates().reset_index().set_index(0)["index"]
    order = sorted(sizes.index, key=lambda group: (-sizes[group], first[group]))
    return codes.map({group: number for number, group in enumerate(order, start=1)}).to_numpy()


def _betweenness(fast: "igraph.Graph", *, seed: int, pivots: int) -> np.ndarray:  # type: ignore[name-defined]  # noqa: F821
    count = fast.vcount()
    pairs = max((count - 1) * (count - 2) / 2, 1)
    if count <= max(_EXACT_BETWEENNESS, pivots):
        return np.asarray(fast.betweenness()) / pairs
    sources = sorted(random.Random(seed).sample(range(count), pivots))
    return np.asarray(fast.betweenness(sources=sources)) / pairs * count / pivots


def _pack(places: pd.DataFrame, graph: nx.Graph) -> pd.DataFrame:
    """Wrap a row of components into lines, so that the whole is about as wide as high."""
    components = sorted(nx.connected_components(graph), key=lambda found: (-len(found), min(found)))
    if not components:
        return places
    area = sum((2 * len(found) ** 0.5 + 0.6) ** 2 for found in components)
    width, x, y, line = max(area**0.5 * 1.25, 2 * len(components[0]) ** 0.5), 0.0, 0.0, 0.0
    for component in components:
        side = 2 * len(component) ** 0.5 + 0.6
        if x and x + side > width:
            x, y, line = 0.0, y - line, 0.0
        members = sorted(component)
        centre = places.loc[members].mean()
        places.loc[members] = places.loc[members] - centre + [x + side / 2, y - side / 2]
        x, line = x + side, max(line, side)
    span = (places.max() - places.min()).max() or 1.0
    return (places - (places.max() + places.min()) / 2) / span * 2
