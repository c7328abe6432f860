"""The map of a corpus: an Altair specification that works without a network."""

import altair as alt
import pandas as pd

from analysis.reports.plots.interactive import cycle_colours, inline_rows, labels_that_fit, year_colours

# Names this near to an edge stand to its inner side; charts narrower than this many pixels show fewer names.
_EDGE, _NARROW = 0.2, 600


def draw_map(papers: pd.DataFrame, *, labels: pd.DataFrame) -> alt.LayerChart:
    """The papers of a corpus in the plane, coloured by topic, year or source; search them, click one to see it.

    Parameters
    ----------
    papers
        `x`, `y`, `topic` (as shown), `title`, `year`, `source`, `link`.
    labels
        `x`, `y`, `topic`, `label`, `papers`: where each topic's name stands, in the order of their
        colours. Names that would cover one of a larger topic are left out; hovering still tells them.
    """
    choose = alt.param(
        name="colour", value="topic", bind=alt.binding_select(options=["topic", "year", "source"], name="Colour by ")
    )
    search = alt.param(name="search", value="", bind=alt.binding(input="search", name="Search titles "))
    zoom = alt.selection_interval(bind="scales")
    hover = alt.selection_point(on="pointerover", empty=False, fields=["shown"])
    size = 70 if len(papers) < 500 else 26 if len(papers) < 8000 else 9
    other = alt.when("search != '' && indexof(lower(datum.title), lower(search)) < 0")
    points = (
        alt.Chart(inline_rows(papers))
        .transform_calculate(shown="datum[colour]")
        .mark_circle(size=size, cursor="pointer")
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=25)),
            y=alt.Y("y:Q", axis=None, scale=alt.Scale(zero=False, nice=False, padding=25)),
            color=alt.Color("shown:N", scale=_map_colours(papers, labels["topic"].tolist()), legend=None),
            href="link:N",
            opacity=other.then(alt.value(0.06)).when(hover).then(alt.value(1.0)).otherwise(alt.value(0.72)),
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("title", "topic", "year", "source")],
        )
        .add_params(zoom, hover, choose, search)
    )
    chart = alt.layer(points, *_write_names(_place_names(labels, papers)))
    return chart.properties(width="container", height=520).configure_view(stroke=None)


def _place_names(labels: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """Names that stand inside the map, none over one of a larger topic: on a wide screen and on a `narrow` one."""
    labels = labels.rename(columns={"label": "name"})
    across = (labels["x"] - papers["x"].min()) / max(float(papers["x"].max() - papers["x"].min()), 1e-9)
    labels["side"] = "center"
    labels.loc[across < _EDGE, "side"], labels.loc[across > 1 - _EDGE, "side"] = "left", "right"
    shown = labels.loc[labels_that_fit(labels, drawn=papers, letters=44)]
    narrow = labels_that_fit(shown, drawn=papers, letter=0.021, letters=20)
    return shown.assign(narrow=shown.index.isin(narrow))[["x", "y", "name", "side", "narrow"]]


def _write_names(labels: pd.DataFrame) -> list[alt.Chart]:
    """The names in two layers, a white seam below the letters."""
    base = alt.Chart(inline_rows(labels)).encode(x="x:Q", y="y:Q", text="name:N")
    shape = {
        "fontSize": 11,
        "fontWeight": 600,
        "align": alt.expr("datum.side"),
        "limit": alt.expr(f"width < {_NARROW} ? 140 : 300"),
        "opacity": alt.expr(f"width < {_NARROW} && !datum.narrow ? 0 : 1"),
    }
    return [
        base.mark_text(**shape, stroke="white", strokeWidth=3, strokeOpacity=0.9),
        base.mark_text(**shape, color="#1f2933"),
    ]


def map_legend(papers: pd.DataFrame, *, labels: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """What the colours of `draw_map` mean: by topic, year and source each value with its colour."""
    scale = _map_colours(papers, labels["topic"].tolist()).to_dict()
    colours = dict(zip(scale["domain"], scale["range"], strict=True))
    named = {"topic": labels["topic"].tolist(), **{name: sorted(set(papers[name])) for name in ("year", "source")}}
    return {name: [(value, colours[value]) for value in values] for name, values in named.items()}


def _map_colours(papers: pd.DataFrame, topics: list[str]) -> alt.Scale:
    """A colour for each topic in order, source and year; years go from light to dark, what is unknown is grey."""
    colours = dict.fromkeys(("no topic", "no date"), "#c3cbd3")
    for named in (topics, sorted(set(papers["source"]))):
        values = [value for value in named if value not in colours]
        colours |= dict(zip(values, cycle_colours(len(values)), strict=True))
    colours |= year_colours(set(papers["year"]) - {"no date"})
    return alt.Scale(domain=list(colours), range=list(colours.values()))
