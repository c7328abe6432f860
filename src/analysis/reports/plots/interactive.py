"""Charts to explore: hover, zoom, click to the papers. Altair specifications that work without a network."""

import altair as alt
import networkx as nx
import pandas as pd

PALETTE = ["#1f6f8b", "#c8553d", "#588157", "#7b5ea7", "#b08900", "#3d5a80", "#a23b72", "#5f6c37", "#2a9d8f", "#8d6e63"]
_FAINT = "#9aa5b1"

alt.data_transformers.disable_max_rows()


def draw_graph(
    graph: nx.Graph, nodes: pd.DataFrame, edge_links: dict[tuple[str, str], str], *, weight: str, group_title: str
) -> alt.LayerChart | None:
    """A graph in the plane: nodes sized by papers and coloured by group, edges as wide as their weight.

    Parameters
    ----------
    graph
        Edges carry `papers` and the attribute named by `weight`.
    nodes
        Indexed by node: `x`, `y`, `name`, `papers`, `group` (as shown), `link`.
    edge_links
        Address of the papers behind an edge, by its two ends in order.
    weight
        Edge attribute that sets the width, also shown on hover.
    group_title
        What the colours stand for.
    """
    if nodes.empty:
        return None
    edges = _edge_rows(graph, nodes, edge_links, weight=weight)
    groups = nodes["group"].value_counts().index.tolist()
    scale = alt.Scale(domain=groups, range=cycle_colours(len(groups)))
    zoom = alt.selection_interval(bind="scales")
    hover = alt.selection_point(on="pointerover", empty=True, fields=["group"])
    axis_x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=_reach(nodes["x"])))
    axis_y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=_reach(nodes["y"])))
    lines = (
        alt.Chart(edges)
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
        alt.Chart(table)
        .mark_circle(cursor="pointer", stroke="white", strokeWidth=1)
        .encode(
            x=axis_x, y=axis_y, href="link:N",
            size=alt.Size("papers:Q", scale=alt.Scale(range=[60, 620]), legend=None),
            color=alt.Color("group:N", scale=scale, title=group_title, legend=_legend(groups)),
            opacity=alt.condition(hover, alt.value(1.0), alt.value(0.35)),
            tooltip=[alt.Tooltip("name:N"), alt.Tooltip("papers:Q"), alt.Tooltip("group:N", title=group_title)],
        )
        .add_params(zoom, hover)
    )  # fmt: skip
    shown = table.loc[labels_that_fit(table)]
    names = (
        alt.Chart(shown)
        .mark_text(dy=-11, fontSize=10, limit=150)
        .encode(x=axis_x, y=axis_y, text="name:N", opacity=alt.condition(hover, alt.value(1.0), alt.value(0.2)))
    )
    return (lines + points + names).properties(width="container", height=560).configure_view(stroke=None)


def _edge_rows(
    graph: nx.Graph, nodes: pd.DataFrame, edge_links: dict[tuple[str, str], str], *, weight: str
) -> pd.DataFrame:
    """The edges with the places of their ends; each takes the group of its first end, which lights up together."""
    return pd.DataFrame(
        [
            {
                "x": nodes.at[a, "x"], "y": nodes.at[a, "y"], "x2": nodes.at[b, "x"], "y2": nodes.at[b, "y"],
                "edge": f"{nodes.at[a, 'name']} – {nodes.at[b, 'name']}", "papers": data["papers"],
                "strength": round(float(data[weight]), 3), "link": edge_links[a, b], "group": nodes.at[a, "group"],
            }
            for a, b, data in sorted((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True))
        ],
        columns=["x", "y", "x2", "y2", "edge", "papers", "strength", "link", "group"],
    )  # fmt: skip


def cycle_colours(count: int) -> list[str]:
    """As many colours as asked for, the palette's over and over."""
    return [PALETTE[number % len(PALETTE)] for number in range(count)]


def _legend(groups: list[str]) -> alt.Legend | None:
    return alt.Legend(orient="bottom", columns=3, symbolOpacity=1, labelLimit=220) if len(groups) <= 12 else None


def _reach(values: pd.Series) -> list[float]:
    low, high = float(values.min()), float(values.max())
    margin = max((high - low) * 0.06, 0.1)
    return [low - margin, high + margin]


def labels_that_fit(
    nodes: pd.DataFrame,
    *,
    drawn: pd.DataFrame | None = None,
    line: float = 0.045,
    letter: float = 0.008,
    letters: int = 24,
) -> list[int]:
    """Rows whose names do not cover one another; the nodes of the most papers come first.

    Parameters
    ----------
    nodes
        `x`, `y`, `name`, `papers`; `side` where a name does not stand in the middle of its place: it begins there
        (``left``) or ends there (``right``).
    drawn
        Everything that the chart shows, `x` and `y`; the nodes when omitted.
    line, letter
        Height of a line and width of a letter, as parts of the chart's height and width.
    letters
        Longer names are cut.
    """
    drawn = nodes if drawn is None else drawn
    width = max(float(drawn["x"].max() - drawn["x"].min()), 1e-9)
    height = max(float(drawn["y"].max() - drawn["y"].min()), 1e-9)
    half = letter * nodes["name"].str.len().clip(upper=letters) / 2
    shift = nodes["side"].map({"left": 1, "right": -1}).fillna(0) if "side" in nodes else 0
    boxes = pd.DataFrame({"x": nodes["x"] / width + shift * half, "y": nodes["y"] / height, "half": half})
    kept: list[int] = []
    for place in nodes.sort_values(["papers", "name"], ascending=[False, True]).index:
        box, taken = boxes.loc[place], boxes.loc[kept]
        near = (box["y"] - taken["y"]).abs() <= line
        if not (near & ((box["x"] - taken["x"]).abs() <= box["half"] + taken["half"])).any():
            kept.append(place)
    return sorted(kept)
