"""The thematic map: themes by centrality and density, each with the cloud of its place in papers drawn anew."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.reports.plots.style import FAINT, INK, PALETTE, is_narrow, new_axes, shorten, themed


@themed
def plot_themes(
    themes: pd.DataFrame,
    cloud: pd.DataFrame | None = None,
    *,
    links: Mapping[int, str] = MappingProxyType({}),
    ax: Axes | None = None,
) -> Figure:
    """Themes in four quadrants: motor, basic, niche, emerging or declining.

    Parameters
    ----------
    themes
        From `analysis.keywords.map_themes`.
    cloud
        From `analysis.keywords.resample_themes`: where each theme stood in papers drawn anew.
    links
        Address of the papers of each community.
    """
    if themes.empty:
        return Figure()
    ax = ax or new_axes(height=4.2 if is_narrow() else 5.2)
    largest = themes["papers"].max()
    for number, row in enumerate(themes.itertuples()):
        colour = PALETTE[number % len(PALETTE)]
        if cloud is not None:
            own = cloud[cloud["community"] == row.community]
            ax.plot(own["centrality"], own["density"], ".", color=colour, alpha=0.18, markersize=4, zorder=1)
        size = 6 + 16 * (row.papers / largest) ** 0.5
        (mark,) = ax.plot(row.centrality, row.density, "o", color=colour, markersize=size, zorder=3)
        mark.set_url(links.get(row.community, ""))
        text = ax.annotate(shorten(row.theme, 22), (row.centrality, row.density), xytext=(0, 10), ha="center",
                           textcoords="offset points", fontsize=8.5, color=INK, zorder=4)  # fmt: skip
        text.set_url(links.get(row.community, ""))
    ax.axvline(themes["centrality"].median(), color=FAINT, linewidth=1, zorder=0)
    ax.axhline(themes["density"].median(), color=FAINT, linewidth=1, zorder=0)
    corners = {
        "niche": (0.01, 0.98, "left", "top"),
        "motor": (0.99, 0.98, "right", "top"),
        "emerging or declining": (0.01, 0.02, "left", "bottom"),
        "basic": (0.99, 0.02, "right", "bottom"),
    }
    for name, (x, y, across, up) in corners.items():
        ax.text(x, y, name, transform=ax.transAxes, ha=across, va=up, fontsize=9, style="italic", color=FAINT)
    ax.margins(0.12)
    ax.set(xlabel="centrality: ties to other themes", ylabel="density: ties within")
    return ax.figure
