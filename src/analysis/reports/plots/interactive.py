"""What charts to explore share: colours, rows of any number, and names that do not cover one another."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

PALETTE = ["#1f6f8b", "#c8553d", "#588157", "#7b5ea7", "#b08900", "#3d5a80", "#a23b72", "#5f6c37", "#2a9d8f", "#8d6e63"]
_YEARS = ["#b9d8e0", "#8fbfcd", "#66a5b9", "#418ba3", "#24708a", "#15566d", "#0b3d50", "#062734"]


def inline_rows(rows: pd.DataFrame) -> alt.InlineData:
    """Rows as a part of the chart: of a frame Altair takes 5,000 at most.

    Examples
    --------
    >>> inline_rows(pd.DataFrame({"x": [1.5, None]})).values
    [{'x': 1.5}, {'x': None}]
    """
    return alt.InlineData(**alt.to_values(rows))


def cycle_colours(count: int) -> list[str]:
    """As many colours as asked for, the palette's over and over."""
    return [PALETTE[number % len(PALETTE)] for number in range(count)]


def year_colours(years: Iterable[str]) -> dict[str, str]:
    """A colour for each year, from light to dark.

    Examples
    --------
    >>> year_colours(["2024", "2022"])
    {'2022': '#b9d8e0', '2024': '#062734'}
    """
    ordered = sorted(set(years))
    steps = (len(_YEARS) - 1) / max(len(ordered) - 1, 1)
    return {year: _YEARS[round(place * steps)] for place, year in enumerate(ordered)}


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
