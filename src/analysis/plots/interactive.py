"""Charts to explore: hover, zoom, click to the papers. Altair specifications that work without a network."""

import altair as alt
import networkx as nx
import pandas as pd

PALETTE = ["#1f6f8b", "#c8553d", "#588157", "#7b5ea7", "#b08900", "#3d5a80", "#a23b72", "#5f6c37", "#2a9d8f", "#8d6e63"]
_YEARS = ["#b9d8e0", "#8fbfcd", "#66a5b9", "#418ba3", "#24708a", "#15566d", "#0b3d50", "#062734"]
_FAINT = "#9aa5b1"

alt.data_transformers.disable_max_rows()


def draw_map(papers: pd.DataFrame, *, labels: pd.DataFrame) -> alt.LayerChart:
    """The papers of a corpus in the plane, coloured by topic, year or source; search them, click one to see it.

    Parameters
    ----------
    papers
        `x`, `y`, `topic` (as shown), `title`, `year`, `source`, `link`.
    labels
        `x`, `y`, `label`, `papers`: where each topic's name stands. Names that would cover one of a larger topic are
        left out; hovering still tells them.
    """
    fitting = _labels_that_fit(labels.rename(columns={"label": "name"}), letter=0.021)
    labels = labels.loc[fitting]
    choose = alt.param(
        name="colour", value="topic", bind=alt.binding_select(options=["topic", "year", "source"], name="Colour by ")
    )
    search = alt.param(name="search", value="", bind=alt.binding(input="search", name="Search titles "))
    zoom = alt.selection_interval(bind="scales")
    hover = alt.selection_point(on="pointerover", empty=False, fields=["shown"])
    size = 70 if len(papers) < 500 else 26 if len(papers) < 8000 else 9
    other = alt.when("search != '' && indexof(lower(datum.title), lower(search)) < 0")
    points = (
        alt.Chart(papers)
        .transform_calculate(shown="datum[colour]")
        .mark_circle(size=size, cursor="pointer")
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, padding=25)),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False, padding=25)),
            color=alt.Color("shown:N", scale=_map_colours(papers), legend=None),
            href="link:N",
            opacity=other.then(alt.value(0.06)).when(hover).then(alt.value(1.0)).otherwise(alt.value(0.72)),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("title", "topic", "year", "source")],
        )
        .add_params(zoom, hover, choose, search)
    )
    names = (
        alt.Chart(labels)
        .mark_text(fontSize=11, fontWeight=600, stroke="white", strokeWidth=3, strokeOpacity=0.9, limit=190)
        .encode(x="x:Q", y="y:Q", text="label:N")
    )
    front = names.mark_text(fontSize=11, fontWeight=600, color="#1f2933", limit=190)
    return (points + names + front).properties(width="container", height=520).configure_view(stroke=None)


def _map_colours(papers: pd.DataFrame) -> alt.Scale:
    """A colour for each topic, source and year; years go from light to dark, what is unknown is grey."""
    colours = dict.fromkeys(("no topic", "no date"), "#c3cbd3")
    for column in ("topic", "source"):
        values = [value for value in papers[column].drop_duplicates() if value not in colours]
        colours |= dict(zip(values, _colours(len(values)), strict=True))
    years = sorted(set(papers["year"]) - {"no date"})
    for place, year in enumerate(years):
        colours[year] = _YEARS[round(place * (len(_YEARS) - 1) / max(len(years) - 1, 1))]
    return alt.Scale(domain=list(colours), range=list(colours.values()))


def draw_graph(
    graph: nx.Graph, nodes: pd.DataFrame, edge_links: dict[tuple[str, str], str], *, weight: str, group_title: str
) -> alt.LayerChart:
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
    edges = _edge_rows(graph, nodes, edge_links, weight=weight)
    groups = nodes["group"].value_counts().index.tolist()
    scale = alt.Scale(domain=groups, range=_colours(len(groups)))
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
    shown = table.loc[_labels_that_fit(table)]
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


def _colours(count: int) -> list[str]:
    return [PALETTE[number % len(PALETTE)] for number in range(count)]


def _legend(groups: list[str]) -> alt.Legend | None:
    return alt.Legend(orient="bottom", columns=3, symbolOpacity=1, labelLimit=220) if len(groups) <= 12 else None


def _reach(values: pd.Series) -> list[float]:
    low, high = float(values.min()), float(values.max())
    margin = max((high - low) * 0.06, 0.1)
    return [low - margin, high + margin]


def _labels_that_fit(nodes: pd.DataFrame, *, line: float = 0.045, letter: float = 0.0145) -> list[int]:
    """Rows whose names do not cover one another; the nodes of the most papers come first."""
    width = max(float(nodes["x"].max() - nodes["x"].min()), 1e-9)
    height = max(float(nodes["y"].max() - nodes["y"].min()), 1e-9)
    order = nodes.sort_values(["papers", "name"], ascending=[False, True])
    taken: list[tuple[float, float, float]] = []
    kept = []
    for row in order.itertuples():
        x, y, half = row.x / width, row.y / height, letter * min(len(row.name), 24) / 2 * 0.55
        if all(
            abs(y - other_y) > line or abs(x - other_x) > half + other_half for other_x, other_y, other_half in taken
        ):
            taken.append((x, y, half))
            kept.append(row.Index)
    return sorted(kept)
