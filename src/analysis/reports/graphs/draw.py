"""A graph to explore: hover, zoom, click to the papers. An Altair specification that works without a network."""

from collections.abc import Mapping
from types import MappingProxyType

import altair as alt
import networkx as nx
import pandas as pd

from analysis.reports.graphs.layout import LARGEST, SMALLEST, lay_out, push_apart
from analysis.reports.plots import cycle_colours, inline_rows, labels_that_fit

_FAINT = "#9aa5b1"


def draw_graph(
    graph: nx.Graph,
    nodes: pd.DataFrame | None = None,
    *,
    edge_links: Mapping[tuple[str, str], str] = MappingProxyType({}),
    weight: str = "weight",
    group_title: str = "community",
    seed: int = 1,
) -> alt.LayerChart | None:
    """A graph in the plane: nodes sized by papers and coloured by group, edges as wide as their weight.

    Parameters
    ----------
    graph
        From `build_coauthor_graph` or `build_cooccurrence_graph`: edges carry `papers` and the attribute that
        `weight` names.
    nodes
        Indexed by node, such as `measure_nodes` gives them. What is missing is filled in: `papers`, `group` (as
        shown) from the communities, `name`, `link`, and `x`, `y` from `lay_out`.
    edge_links
        Address of the papers behind an edge, by its two ends in order.
    weight
        Edge attribute that sets the width, also shown on hover.
    group_title
        What the colours stand for.
    seed
        Of the layout.

    Returns
    -------
    altair.LayerChart
        None for a graph without nodes.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q"], "author_id": ["a", "b", "a"]})
    >>> from analysis.graphs import build_coauthor_graph
    >>> type(draw_graph(build_coauthor_graph(rows))).__name__
    'LayerChart'
    """
    nodes = _complete(graph, nodes, seed=seed)
    if len(nodes) == 0:
        return None
    edges = _edge_rows(graph, nodes, edge_links, weight=weight)
    groups = nodes["group"].value_counts().index.tolist()
    scale = alt.Scale(domain=groups, range=cycle_colours(len(groups)))
    zoom = alt.selection_interval(bind="scales")
    hover = alt.selection_point(on="pointerover", empty=True, fields=["group"])
    axis_x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=_reach(nodes["x"])))
    axis_y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=_reach(nodes["y"])))
    lines = (
        alt.Chart(inline_rows(edges))
        .mark_rule(color=_FAINT, cursor="pointer")
        .encode(
            x=axis_x, y=axis_y, x2="x2:Q", y2="y2:Q", href="link:N",
            strokeWidth=alt.StrokeWidth("strength:Q", scale=alt.Scale(range=[0.8, 5]), legend=None),
            opacity=alt.condition(hover, alt.value(0.75), alt.value(0.15)),
            tooltip=[alt.Tooltip("edge:N"), alt.Tooltip("papers:Q"), alt.Tooltip("strength:Q", title=weight)],
        )
    )  # fmt: skip
    table = nodes.reset_index(drop=True)
    points = (
        alt.Chart(inline_rows(table))
        .mark_circle(cursor="pointer", stroke="white", strokeWidth=1)
        .encode(
            x=axis_x, y=axis_y, href="link:N",
            size=alt.Size("papers:Q", scale=alt.Scale(range=[SMALLEST, LARGEST]), legend=None),
            color=alt.Color("group:N", scale=scale, title=group_title, legend=_legend(groups)),
            opacity=alt.condition(hover, alt.value(1.0), alt.value(0.35)),
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("papers:Q"), alt.Tooltip("group:N", title=group_title)],
        )
        .add_params(zoom, hover)
    )  # fmt: skip
    shown = table.loc[labels_that_fit(table)]
    names = (
        alt.Chart(inline_rows(shown))
        .mark_text(dy=-11, fontSize=10, limit=150)
        .encode(x=axis_x, y=axis_y, text="name:N", opacity=alt.condition(hover, alt.value(1.0), alt.value(0.2)))
    )
    return (lines + points + names).properties(width="container", height=560).configure_view(stroke=None)


def _edge_rows(
    graph: nx.Graph, nodes: pd.DataFrame, edge_links: Mapping[tuple[str, str], str], *, weight: str
) -> pd.DataFrame:
    """The edges with the places of their ends; each takes the group of its first end, which lights up together."""
    return pd.DataFrame(
        [
            {
                "x": nodes.at[a, "x"], "y": nodes.at[a, "y"], "x2": nodes.at[b, "x"], "y2": nodes.at[b, "y"],
                "edge": f"{nodes.at[a, 'name']} – {nodes.at[b, 'name']}", "papers": data["papers"],
                "strength": round(float(data[weight]), 3), "link": edge_links.get((a, b), ""),
                "group": nodes.at[a, "group"],
            }
            for a, b, data in sorted((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True))
        ],
        columns=["x", "y", "x2", "y2", "edge", "papers", "strength", "link", "group"],
    )  # fmt: skip


def _complete(graph: nx.Graph, nodes: pd.DataFrame | None, *, seed: int) -> pd.DataFrame:
    """The nodes with all that a picture needs."""
    nodes = pd.DataFrame(index=sorted(graph)) if nodes is None else nodes.loc[nodes.index.isin(list(graph))]
    if len(nodes) == 0:
        return nodes
    given = nodes.to_dict("series")
    papers = nodes["weight"] if "weight" in nodes else pd.Series(nx.get_node_attributes(graph, "papers"), dtype="float")
    papers = given.get("papers", papers.reindex(nodes.index).fillna(1))
    community = nodes["community"].astype("str") if "community" in nodes else pd.Series("", index=nodes.index)
    missing = {"papers": papers, "group": "community " + community, "name": nodes.index.astype("str"), "link": ""}
    nodes = nodes.assign(**{name: value for name, value in missing.items() if name not in nodes})
    return nodes if {"x", "y"} <= set(nodes) else nodes.join(push_apart(lay_out(graph, seed=seed), papers))


def _legend(groups: list[str]) -> alt.Legend | None:
    return alt.Legend(orient="bottom", columns=3, symbolOpacity=1, labelLimit=220) if len(groups) <= 12 else None


def _reach(values: pd.Series) -> list[float]:
    low, high = float(values.min()), float(values.max())
    margin = max((high - low) * 0.06, 0.1)
    return [low - margin, high + margin]
