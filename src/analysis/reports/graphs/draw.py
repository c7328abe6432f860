"""A graph to explore: what the page's script draws of it, communities first where it is large."""

from collections.abc import Collection, Sequence
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analysis.reports.graphs.layout import lay_out, push_apart, size_dots
from analysis.reports.pages import Plane
from analysis.reports.plots import colour_topics, shade_years

# Nodes that are seen at once; a larger graph shows its communities, and the nodes of one when asked.
FLAT = 160
_NONE = "no date"
_CITED = ("#d9c6e3", "#b89acb", "#9470b1", "#704b94", "#4b2a72")


def draw_graph(
    graph: nx.Graph,
    nodes: pd.DataFrame | None = None,
    *,
    facet: str = "",
    groups: pd.DataFrame | None = None,
    bonds: pd.DataFrame | None = None,
    broken: Collection[tuple[str, str]] = (),
    weight: str = "weight",
    either: bool = False,
    unit: str = "paper",
    noun: str = "node",
    group_noun: str = "community",
    seed: int = 1,
) -> Plane | None:
    """A graph in the plane: nodes as large as their papers, coloured by group, mean year or citations.

    Parameters
    ----------
    graph
        From `build_coauthor_graph` or `build_cooccurrence_graph`: edges carry `papers` and the attribute that
        `weight` names.
    nodes
        Indexed by node, such as `measure_nodes` gives them. What is missing is filled in: `papers`, `group` from the
        communities, `name`. Where there is a `mean_year` or a `cited`, a reader can colour by it.
    facet
        What the nodes are values of in lists of papers.
    groups, bonds
        `name`, `note`, `papers`, `size` of each group, indexed by group, the first ones drawn largest; and `a`, `b`,
        `weight` between them. From the nodes and edges when omitted.
    broken
        Edges, by their two ends in order, that are drawn as broken lines.
    weight
        Edge attribute that sets the width.
    either
        Whether a line opens the papers of either end, and not those of both.
    unit, noun, group_noun
        What nodes and lines are counted in, and what a node and a group are.
    seed
        Of the layout.

    Returns
    -------
    Plane
        None for a graph without nodes. Up to 160 nodes are seen at once; of larger graphs the communities are.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q"], "author_id": ["a", "b", "a"]})
    >>> from analysis.graphs import build_coauthor_graph
    >>> draw_graph(build_coauthor_graph(rows)).data["name"]
    ['a', 'b']
    """
    nodes = _complete(graph, nodes)
    if len(nodes) == 0:
        return None
    edges = _edge_rows(graph, weight)
    groups = _describe_groups(nodes) if groups is None else groups
    bonds = _bond_groups(edges, nodes["group"]) if bonds is None else bonds
    flat = len(nodes) <= FLAT
    places = _place(graph, nodes, seed=seed) if flat else _place_within(graph, nodes, seed=seed)
    beds = _place_groups(groups, bonds, seed=seed)
    number = {group: place for place, group in enumerate(groups.index)}
    data = {
        "facet": facet, "either": either, "unit": unit, "flat": flat, "noun": noun,
        "group_noun": group_noun, "group_nouns": _plural(group_noun),
        "name": nodes["name"].tolist(), "link": [str(node) for node in nodes.index],
        "papers": [int(value) for value in nodes["papers"]], "group": [number[group] for group in nodes["group"]],
        "x": places["x"].tolist(), "y": places["y"].tolist(), "r": places["radius"].tolist(),
        "edges": _list_lines(edges, nodes.index, broken),
        "groups": _list_groups(groups, beds, _colour_groups(groups, bonds)),
        "bonds": [
            [number[row.a], number[row.b], round(float(row.weight), 3)]
            for row in bonds.itertuples() if row.a in number and row.b in number
        ],
        **_overlays(nodes),
    }  # fmt: skip
    return Plane("graph", data, f"Graph of {len(nodes):,} {noun}s in {len(groups):,} {_plural(group_noun)}.")


def _list_lines(edges: pd.DataFrame, nodes: pd.Index, broken: Collection[tuple[str, str]]) -> list[list[float]]:
    """Of each line its two ends, the papers both have, its strength, and whether it is broken."""
    at = {node: place for place, node in enumerate(nodes)}
    return [
        [at[row.a], at[row.b], int(row.papers), round(float(row.strength), 3), int((row.a, row.b) in broken)]
        for row in edges.itertuples()
    ]


def _list_groups(groups: pd.DataFrame, beds: pd.DataFrame, shades: Sequence[str]) -> list[dict[str, object]]:
    """Of each group what it is called, how large it is, where it lies and its colour."""
    told = groups[["name", "note", "papers", "size"]].rename_axis(None).itertuples(index=False, name="Group")
    return [
        {"name": str(row.name), "note": str(row.note), "papers": int(row.papers), "size": int(row.size),
         "x": bed.x, "y": bed.y, "r": bed.radius, "colour": shade}
        for row, bed, shade in zip(told, beds.itertuples(), shades, strict=True)
    ]  # fmt: skip


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def _complete(graph: nx.Graph, nodes: pd.DataFrame | None) -> pd.DataFrame:
    """The nodes with all that a picture needs, in their order."""
    nodes = pd.DataFrame(index=sorted(graph)) if nodes is None else nodes.loc[nodes.index.isin(list(graph))]
    if len(nodes) == 0:
        return nodes
    known = pd.Series(nx.get_node_attributes(graph, "papers"), dtype="float").reindex(nodes.index).fillna(1)
    community = nodes["community"].astype("str") if "community" in nodes else pd.Series("", index=nodes.index)
    missing = {
        "papers": nodes.get("weight", known),
        "group": community,
        "name": nodes.index.astype("str"),
    }
    return nodes.assign(**{name: value for name, value in missing.items() if name not in nodes})


def _edge_rows(graph: nx.Graph, weight: str) -> pd.DataFrame:
    rows = sorted((min(a, b), max(a, b), data["papers"], data[weight]) for a, b, data in graph.edges(data=True))
    return pd.DataFrame(rows, columns=["a", "b", "papers", "strength"])


def _describe_groups(nodes: pd.DataFrame) -> pd.DataFrame:
    """Groups as their nodes tell them, called by those of the most papers."""
    ordered = nodes.sort_values(["papers", "name"], ascending=[False, True])
    rows = ordered.groupby("group").agg(
        name=("name", lambda names: ", ".join(names[:2])), papers=("papers", "max"), size=("name", "size")
    )
    return rows.assign(note="").sort_values(["size", "papers", "name"], ascending=[False, False, True])


def _bond_groups(edges: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    ends = pd.DataFrame({"a": edges["a"].map(group), "b": edges["b"].map(group), "weight": edges["strength"]})
    apart = ends[ends["a"] != ends["b"]]
    ordered = pd.DataFrame(np.sort(apart[["a", "b"]].to_numpy(dtype=object), axis=1), columns=["a", "b"])
    ordered["weight"] = apart["weight"].to_numpy()
    return ordered.groupby(["a", "b"], as_index=False)["weight"].sum()


def _place(graph: nx.Graph, nodes: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Where nodes are drawn, and how large, in a plane of side 1."""
    laid = lay_out(graph.subgraph(nodes.index), seed=seed)
    return push_apart(laid, size_dots(nodes["papers"].astype(float))).reindex(nodes.index)


def _place_within(graph: nx.Graph, nodes: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Where the nodes of each group are drawn in a plane of its own."""
    parts = [_place(graph, members, seed=seed) for _, members in nodes.groupby("group", sort=False)]
    return pd.concat(parts).reindex(nodes.index)


def _place_groups(groups: pd.DataFrame, bonds: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    graph = nx.Graph()
    graph.add_nodes_from(groups.index)
    known = set(groups.index)
    graph.add_edges_from((row.a, row.b) for row in bonds.itertuples() if row.a in known and row.b in known)
    return push_apart(lay_out(graph, seed=seed), size_dots(groups["size"].astype(float))).reindex(groups.index)


def _colour_groups(groups: pd.DataFrame, bonds: pd.DataFrame) -> list[str]:
    """A colour for each group, joined ones unlike; the first have hues of their own."""
    branches = {str(group): place % 9 for place, group in enumerate(groups.index)}
    pairs = [(str(a), str(b)) for a, b in zip(bonds["a"], bonds["b"], strict=True)]
    shades = colour_topics(branches, pairs, order=list(branches))
    return [shades[str(group)] for group in groups.index]


def _overlays(nodes: pd.DataFrame) -> dict[str, Any]:
    """What else nodes can be coloured by: the mean year of their papers, how often these are cited."""
    told: dict[str, Any] = {"years": [], "yearColours": [], "steps": list(_CITED)}
    if "mean_year" in nodes and nodes["mean_year"].notna().any():
        years = nodes["mean_year"].round().astype("Int64").astype("str").where(nodes["mean_year"].notna(), _NONE)
        shades = shade_years(set(years) - {_NONE})
        told |= {"years": list(shades), "yearColours": list(shades.values())}
        told["year"] = [list(shades).index(year) if year in shades else -1 for year in years]
    if "cited" in nodes and nodes["cited"].notna().any():
        told["cited"] = [None if pd.isna(value) else int(value) for value in nodes["cited"]]
    return told
