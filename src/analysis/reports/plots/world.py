"""A map of countries, drawn from where people live, without a network."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from analysis.reports.plots.findings import say_first
from analysis.reports.plots.style import ACCENT, FAINT, INK, PAPER, is_narrow, new_axes, themed

_DATA = Path(__file__).parent / "data"
_CELL = 1.5
# Areas of the smallest and the largest dot in square points.
_SMALLEST, _LARGEST = 12, 900
_LABELLED = 12
# What a letter and a line of a label take up, in units of the projection.
_LETTER, _LINE = 0.045, 0.11


@themed
def plot_world(counts: pd.Series, *, names: Sequence[str], links: Sequence[str] = (), ax: Axes | None = None) -> Figure:
    """A dot for each country, as large as its papers; the first ones have their names where there is room.

    Parameters
    ----------
    counts
        Papers by country, as codes of two letters (ISO 3166-1), the most first.
    names, links
        What each country is called, and an address for each.
    ax
        Axes to draw on; a new figure when omitted.
    """
    told = pd.DataFrame({"papers": counts.to_numpy(), "name": list(names)}, index=counts.index)
    told["link"] = list(links) or ""
    told = told.join(_read_positions(), how="inner")
    if told.empty:
        return Figure()
    ax = ax or new_axes(height=2.0 if is_narrow() else 4.1)
    ax.add_patch(PathPatch(_outline_land(), color=FAINT, alpha=0.4, linewidth=0))
    x, y = project(told["longitude"].to_numpy(), told["latitude"].to_numpy())
    # A phone is less than half as wide, so dots take a fifth of the area and letters twice the room.
    narrower = 2.2 if is_narrow() else 1.0
    size = (_SMALLEST + (_LARGEST - _SMALLEST) * told["papers"].to_numpy() / told["papers"].max()) / narrower**2
    dots = ax.scatter(x, y, s=size, color=ACCENT, alpha=0.75, linewidth=0.6, edgecolor=PAPER, zorder=2)
    dots.set_urls(told["link"].tolist())
    for place in _labels_that_fit(x, y, told["name"].tolist(), scale=narrower):
        text = ax.annotate(
            f"{told['name'].iloc[place]} {told['papers'].iloc[place]:,g}", (x[place], y[place]), color=INK, fontsize=8,
            xytext=(0, np.sqrt(size[place] / np.pi) + 2), textcoords="offset points", ha="center", va="bottom",
        )  # fmt: skip
        text.set_url(told["link"].iloc[place])
    ax.set(aspect="equal", xlim=(-2.75, 2.75), ylim=(-1.06, 1.3))
    ax.axis("off")
    ax.figure.finding = say_first(told.set_index("name")["papers"])
    return ax.figure


def project(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Degrees in the plane, areas as they are (Equal Earth [1]_).

    References
    ----------
    .. [1] B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
       Information Science 33, 454-465 (2019).

    Examples
    --------
    >>> [value.round(3).tolist() for value in project(np.array([0.0, 180.0]), np.array([90.0, 0.0]))]
    [[0.0, 2.707], [1.317, 0.0]]
    """
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(latitude)))
    slope = 9 * d * theta**8 + 7 * c * theta**6 + 3 * b * theta**2 + a
    x = 2 * np.sqrt(3) / 3 * np.radians(longitude) * np.cos(theta) / slope
    return x, theta * (d * theta**8 + c * theta**6 + b * theta**2 + a)


@cache
def _read_positions() -> pd.DataFrame:
    # "NA" is Namibia.
    return pd.read_csv(_DATA / "countries.csv", index_col="country", keep_default_na=False)


@cache
def _outline_land() -> Outline:
    """The land as one outline of many boxes."""
    rows = pd.read_csv(_DATA / "land.csv")
    low, high = rows["lat"] - _CELL / 2, rows["lat"] + _CELL / 2
    corners = [(rows["west"], low), (rows["east"], low), (rows["east"], high), (rows["west"], high)]
    places = np.stack([np.stack(project(x.to_numpy(), y.to_numpy()), axis=1) for x, y in corners], axis=1)
    return Outline.make_compound_path(*[Outline([*box, box[0]], closed=True) for box in places.round(3)])


def _labels_that_fit(x: np.ndarray, y: np.ndarray, names: list[str], *, scale: float) -> list[int]:
    """Of the first names those that cover no earlier one, and one other dot at most."""
    kept: list[int] = []
    letter, line = _LETTER * scale, _LINE * scale
    for place in range(min(len(names), _LABELLED)):
        half = len(names[place]) * letter / 2 + 0.1
        above = y[place] + line / 2
        if ((abs(x - x[place]) < half) & (abs(y - above) < line / 2)).sum() > 2:
            continue
        apart = (
            abs(x[place] - x[other]) > half + len(names[other]) * letter / 2 + 0.1 or abs(y[place] - y[other]) > line
            for other in kept
        )
        if all(apart):
            kept.append(place)
    return kept
