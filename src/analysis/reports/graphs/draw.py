"""A graph to explore: hover, zoom, click to the papers. An Altair specification that works without a network."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

import altair as alt
import networkx as nx
import pandas as pd

from analysis.reports.graphs.layout import LARGEST, SMALLEST, lay_out, push_apart
from analysis.reports.plots import cycle_colours, inline_rows, labels_that_fit, year_colours

_FAINT = "#9aa5b1"
_NO_DATE = "no date"
# More groups than this have no place in a legend.
_LISTED = 12


def draw_graph(
    graph: nx.Graph,
    nodes: pd.DataFrame | None = None,
    *,
    edge_links: Mapping[tuple[str, str], str] = MappingProxyType({}),
    broken: Collection[tuple[str, str]] = (),
    weight: str = "weight",
    group_title: str = "community",
    seed: int = 1,
) -> alt.LayerChart | None:
    """A graph in the plane: nodes sized by papers, coloured by group or by mean year, edges as wide as their weight.

    Parameters
    ----------
    graph
        From `build_coauthor_graph` or `build_cooccurrence_graph`: edges carry `papers` and the attribute that
        `weight` names.
    nodes
        Indexed by node, such as `measure_nodes` gives them. What is missing is filled in: `papers`, `group` (as
        shown) from the communities, `name`, `link`, and `x`, `y` from `lay_out`. Where there is a `mean_year`, a
        reader can colour by it.
    edge_links
        Address of the papers behind an edge, by its two ends in order.
    broken
        Edges, by their two ends in order, that are drawn as broken lines.
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
    edges = _edge_rows(graph, nodes, edge_links, broken, weight=weight)
    zoom = alt.selection_interval(bind="scales")
    hover = alt.selection_point(on="pointerover", empty=True, fields=["group"])
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=_reach(nodes["x"])))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=_reach(nodes["y"])))
    lines = (
        alt.Chart(inline_rows(edges))
        .mark_rule(color=_FAINT, cursor="pointer")
        .encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q", href="link:N",
            strokeWidth=alt.StrokeWidth("strength:Q", scale=alt.Scale(range=[0.8, 5]), legend=None),
            strokeDash=alt.condition("datum.broken", alt.value([5, 4]), alt.value([1, 0])),
            opacity=alt.condition(hover, alt.value(0.75), alt.value(0.15)),
            tooltip=[alt.Tooltip("edge:N"), alt.Tooltip("papers:Q"), alt.Tooltip("strength:Q", title=weight)],
        )
    )  # fmt: skip
    table = nodes.reset_index(drop=True)
    tooltip = [alt.Tooltip("name:N"), alt.Tooltip("papers:Q"), alt.Tooltip("group:N", title=group_title)]
    points = (
        alt.Chart(inline_rows(table))
        .mark_circle(cursor="pointer", stroke="white", strokeWidth=1)
        .encode(
            x=x, y=y, href="link:N", tooltip=tooltip,
            size=alt.Size("papers:Q", scale=alt.Scale(range=[SMALLEST, LARGEST]), legend=None),
            opacity=alt.condition(hover, alt.value(1.0), alt.value(0.35)),
        )
        .add_params(zoom, hover)
    )  # fmt: skip
    names = (
        alt.Chart(inline_rows(table.loc[labels_that_fit(table)]))
        .mark_text(dy=-11, fontSize=10, limit=150)
        .encode(x=x, y=y, text="name:N", opacity=alt.condition(hover, alt.value(1.0), alt.value(0.2)))
    )
    chart = lines + _colour(points, table, group_title=group_title) + names
    return chart.properties(width="container", height=560).configure_view(stroke=None)


def _colour(points: alt.Chart, nodes: pd.DataFrame, *, group_title: str) -> alt.Chart:
    """The dots coloured by group, or, where years are known that differ, by what a reader chooses."""
    groups = nodes["group"].value_counts().index.tolist()
    colours = dict(zip(groups, cycle_colours(len(groups)), strict=True))
    years = sorted(set(nodes["year"]) - {_NO_DATE}) if "year" in nodes else []
    listed = [*(groups if len(groups) <= _LISTED else []), *(years if 1 < len(years) <= _LISTED else [])]
    legend = alt.Legend(orient="bottom", columns=3, symbolOpacity=1, labelLimit=220, values=listed) if listed else None
    if len(years) > 1:
        options = {"options": ["group", "year"], "labels": [group_title, "mean year of papers"]}
        choose = alt.param(name="colour", value="group", bind=alt.binding_select(**options, name="Colour by "))
        points = points.transform_calculate(shown="datum[colour]").add_params(choose)
        colours |= year_colours(years) | {_NO_DATE: _FAINT}
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    shown = "shown:N" if len(years) > 1 else "group:N"
    return points.encode(color=alt.Color(shown, scale=scale, title=None, legend=legend))


def _edge_rows(
    graph: nx.Graph,
    nodes: pd.DataFrame,
    edge_links: Mapping[tuple[str, str], str],
    broken: Collection[tuple[str, str]],
    *,
    weight: str,
) -> pd.DataFrame:
    """The edges with the places of their ends; each takes the group of its first end, which lights up together."""
    return pd.DataFrame(
        [
            {
                "x": nodes.at[a, "x"], "y": nodes.at[a, "y"], "x2": nodes.at[b, "x"], "y2": nodes.at[b, "y"],
                "edge": f"{nodes.at[a, 'name']} – {nodes.at[b, 'name']}", "papers": data["papers"],
                "strength": round(float(data[weight]), 3), "link": edge_links.get((a, b), ""),
                "group": nodes.at[a, "group"], "broken": (a, b) in broken,
            }
            for a, b, data in sorted((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True))
        ],
        columns=["x", "y", "x2", "y2", "edge", "papers", "strength", "link", "group", "broken"],
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
    if "mean_year" in nodes:
        years = nodes["mean_year"].round().astype("Int64").astype("str")
        nodes["year"] = years.where(nodes["mean_year"].notna(), _NO_DATE)
    return nodes if {"x", "y"} <= set(nodes) else nodes.join(push_apart(lay_out(graph, seed=seed), papers))


def _reach(values: pd.Series) -> list[float]:
    low, high = float(values.min()), float(values.max())
    margin = max((high - low) * 0.06, 0.1)
    return [low - margin, high + margin]
