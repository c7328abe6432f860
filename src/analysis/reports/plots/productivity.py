"""Charts of how papers spread over authors and venues."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from analysis.reports.plots.style import ACCENT, FAINT, INK, PALETTE, is_narrow, new_axes, shorten, themed


@themed
def plot_lotka(table: pd.DataFrame, *, exponent: float = np.nan, ax: Axes | None = None) -> Figure:
    """Authors by their number of papers on logarithmic axes, and the law that fits them best.

    Parameters
    ----------
    table
        `papers`, `share`, `expected`: the table of `analysis.productivity.fit_lotka`.
    exponent
        Of the law; missing where none was fitted.
    """
    if table.empty:
        return Figure()
    ax = ax or new_axes(height=3.0 if is_narrow() else 3.4)
    ax.plot(table["papers"], table["share"], "o", color=ACCENT, markersize=5, label="authors here")
    if np.isfinite(exponent):
        ax.plot(table["papers"], table["expected"], color=FAINT, linewidth=1.4,
                label=f"one over n to the power {exponent:.2f}")  # fmt: skip
    ax.set(xscale="log", yscale="log", xlabel="papers of an author", ylabel="share of authors")
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    ax.set_xticks([n for n in (1, 2, 3, 5, 10, 20, 50, 100) if n <= table["papers"].max()])
    ax.minorticks_off()
    ax.legend(frameon=False, fontsize=9)
    return ax.figure


@themed
def plot_zones(venues: pd.DataFrame, *, ax: Axes | None = None) -> Figure:
    """Papers cumulated over venues, those of the most papers first, with Bradford's zones as shades.

    Parameters
    ----------
    venues
        `venue`, `rank`, `cumulated`, `zone`: the venues of `analysis.productivity.find_zones`.
    """
    if venues.empty:
        return Figure()
    ax = ax or new_axes(height=3.0 if is_narrow() else 3.6)
    for number, (zone, rows) in enumerate(venues.groupby("zone")):
        ax.axvspan(rows["rank"].min() - 0.5, rows["rank"].max() + 0.5, color=PALETTE[number], alpha=0.10, linewidth=0)
        # Names of narrow zones stand below each other on a phone.
        height = 0.93 if is_narrow() and number == 1 else 1.03
        ax.text(rows["rank"].median(), venues["cumulated"].iloc[-1] * height, f"zone {zone}", ha="center", fontsize=9)
    ax.plot(venues["rank"], venues["cumulated"], color=ACCENT, linewidth=1.8)
    for row in venues.head(1 if is_narrow() else 4).itertuples():
        ax.annotate(shorten(row.venue, 30), (row.rank, row.cumulated), xytext=(6, -8), textcoords="offset points",
                    fontsize=8, color=INK)  # fmt: skip
    ax.set(xscale="log", xlabel="venues, those of the most papers first", ylabel="papers of it and all before")
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    ax.set_ylim(0, venues["cumulated"].iloc[-1] * 1.12)
    return ax.figure
