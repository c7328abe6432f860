"""Charts to read: figures whose marks link to the papers they stand for; without axes where nothing is drawn."""

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

from analysis.reports.plots.findings import say_covered, say_densest, say_first
from analysis.reports.plots.style import (
    ACCENT,
    FAINT,
    INK,
    PALETTE,
    PAPER,
    is_narrow,
    label_above,
    new_axes,
    shorten,
    themed,
)

# Columns of a matrix for which a phone has room.
_NARROW_COLUMNS = 5


@themed
def plot_papers(
    counts: pd.Series, *, links: Sequence[str] = (), total: int | None = None, ax: Axes | None = None
) -> Figure:
    """Horizontal bars, the first on top, each with its count and link.

    Parameters
    ----------
    counts
        Papers by value, from `count_papers`.
    links
        An address for each bar, if they have any.
    total
        What the counts are out of, for the axis.
    ax
        Axes to draw on; a new figure when omitted.
    """
    if counts.empty:
        return Figure()
    ax = ax or new_axes(height=(0.5 if is_narrow() else 0.34) * len(counts) + 0.7)
    # Two labels may be cut to the same, so bars stand by their places, not by their names.
    bars = ax.barh(range(len(counts)), counts.to_numpy(), color=ACCENT, height=0.45 if is_narrow() else 0.8)
    links = list(links) or [""] * len(counts)
    if is_narrow():
        label_above(ax, [shorten(label, 48) for label in counts.index], links)
    else:
        ax.set_yticks(range(len(counts)), [shorten(label) for label in counts.index])
    ax.set_ylim(len(counts) - 0.4, -0.9 if is_narrow() else -0.6)
    for place, (bar, count, link) in enumerate(zip(bars, counts, links, strict=True)):
        text = ax.annotate(f"{count:,}", (count, place), xytext=(4, 0), textcoords="offset points", va="center")
        bar.set_url(link)
        text.set_url(link)
    ax.set(xlabel=f"papers of {total:,}" if total else "papers", ylabel="")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    sns.despine(ax=ax, left=True)
    ax.tick_params(axis="y", length=0)
    ax.figure.finding = say_first(counts, total)
    return ax.figure


@themed
def plot_cross(
    counts: pd.DataFrame,
    links: pd.DataFrame | None = None,
    *,
    xlabel: str = "",
    ylabel: str = "",
    ax: Axes | None = None,
) -> Figure:
    """A table of counts as shades, each cell with its number and link; empty cells stay blank.

    Parameters
    ----------
    counts
        Whole numbers, from `cross_papers`; row and column labels are shown.
    links
        Same shape, an address for each cell.
    """
    if not counts.size:
        return Figure()
    whole = counts
    if is_narrow():
        counts = counts[_leading_columns(counts, most=_NARROW_COLUMNS)]
    links = None if links is None else links.loc[counts.index, counts.columns]
    letters = 14 if is_narrow() else 34
    columns = [shorten(name, letters) for name in counts.columns]
    longest = max(map(len, columns), default=0)
    ax = ax or new_axes(height=0.36 * len(counts) + 1.1 + 0.085 * longest)
    top = max(whole.to_numpy().max(), 1)
    sns.heatmap(
        np.sqrt(counts.to_numpy(dtype=float) / top), mask=counts.to_numpy() == 0, cmap=_shades(), cbar=False,
        linewidths=1.5, linecolor=PAPER, vmin=0, vmax=1, ax=ax, xticklabels=columns,
        yticklabels=[shorten(name, 20) for name in counts.index] if is_narrow() else _shorten_apart(counts.index),
    )  # fmt: skip
    for row, column in np.argwhere(counts.to_numpy() > 0):
        value = counts.iat[row, column]
        colour = PAPER if value / top > 0.45 else INK
        label = ax.text(column + 0.5, row + 0.5, f"{value:,}", ha="center", va="center", color=colour, fontsize=9)
        label.set_url("" if links is None else links.iat[row, column])
    ax.set(xlabel=xlabel, ylabel=ylabel)
    steep = longest > (4 if is_narrow() else 6)
    ax.tick_params(axis="x", rotation=55 if steep else 0, length=0)
    ax.tick_params(axis="y", rotation=0, length=0)
    for tick in ax.get_xticklabels():
        tick.set_ha("right" if steep else "center")
    ax.figure.rows, ax.figure.finding = whole, say_densest(whole)
    return ax.figure


def _shades() -> LinearSegmentedColormap:
    """From nearly nothing to the accent: transparent, so that they fit a light page and a dark one."""
    red, green, blue = to_rgb(ACCENT)
    return LinearSegmentedColormap.from_list("shades", [(red, green, blue, 0.06), (red, green, blue, 1)])


def _leading_columns(counts: pd.DataFrame, *, most: int) -> list[Any]:
    """The columns that hold most, in the order of the table; of periods the last ones."""
    if list(counts.columns) == sorted(counts.columns, key=str) and str(counts.columns[0])[:4].isdigit():
        return list(counts.columns[-most:])
    kept = set(counts.sum().sort_values(ascending=False, kind="stable").index[:most])
    return [name for name in counts.columns if name in kept]


@themed
def plot_coverage(coverage: pd.DataFrame, links: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Figure:
    """A strip for each source: papers by period, framed where the source covers it, with dots where that is assumed.

    Parameters
    ----------
    coverage
        `source` or `title`, `period`, `papers`, `covered`, from `measure_coverage`.
    links
        Index `title`, columns `period`: an address for each cell.
    """
    if coverage.empty:
        return Figure()
    shown = "%Y" if "length" in coverage and coverage["length"].iloc[0] == "year" else "%Y-%m"
    if pd.api.types.is_datetime64_any_dtype(coverage["period"]):
        coverage = coverage.assign(period=coverage["period"].dt.strftime(shown))
    coverage = coverage if "title" in coverage else coverage.assign(title=coverage["source"])
    titles = list(dict.fromkeys(coverage["title"]))
    periods = list(dict.fromkeys(coverage.sort_values("period")["period"]))
    periods = periods[-_NARROW_COLUMNS:] if is_narrow() else periods
    ax = ax or new_axes(height=0.5 * len(titles) + 1.0)
    counts = coverage.pivot_table(index="title", columns="period", values="papers", aggfunc="sum").loc[titles, periods]
    plot_cross(counts.astype(int), None if links is None else links.loc[titles, periods], ax=ax)
    for cell in coverage[coverage["covered"] & coverage["period"].isin(periods)].itertuples():
        place = (periods.index(cell.period), titles.index(cell.title))
        style = (0, (2, 2)) if getattr(cell, "assumed", False) else "solid"
        ax.add_patch(plt.Rectangle(place, 1, 1, fill=False, edgecolor=PALETTE[1], linewidth=2, linestyle=style))
    ax.figure.finding = say_covered(coverage)
    return ax.figure


@themed
def plot_systems(line: pd.DataFrame, *, links: Sequence[str] = (), ax: Axes | None = None) -> Figure:
    """Named systems along time, their names at alternating heights so that they do not collide.

    Parameters
    ----------
    line
        `published`, `system`, in order of date.
    """
    if line.empty:
        return Figure()
    if is_narrow():
        return _list_systems(line.iloc[::-1], (list(links) or [""] * len(line))[::-1])
    ax = ax or new_axes(height=2.6)
    days = line["published"]
    heights = _stagger(days)
    ax.axhline(0, color=FAINT, linewidth=1.2)
    for row, height, link in zip(line.itertuples(), heights, links or [""] * len(line), strict=True):
        (mark,) = ax.plot(row.published, 0, "o", color=ACCENT, markersize=6, zorder=2)
        mark.set_url(link)
        if height == 0:
            continue
        ax.plot([row.published, row.published], [0, height], color=FAINT, linewidth=0.8, zorder=1)
        lift = 3 if height > 0 else -3
        text = ax.annotate(row.system, (row.published, height), xytext=(0, lift), textcoords="offset points",
                           ha="center", va="bottom" if height > 0 else "top", color=ACCENT, fontsize=9.5)  # fmt: skip
        text.set_url(link)
    ax.set_ylim(min(*heights, 0) - 0.9, max(*heights, 0) + 0.9)
    ax.margins(x=0.09)
    ax.yaxis.set_visible(False)
    locator = AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    sns.despine(ax=ax, left=True)
    return ax.figure


def _list_systems(line: pd.DataFrame, links: Sequence[str]) -> Figure:
    """On a phone, time runs down: a dot and a name below one another, the newest first."""
    ax = new_axes(height=0.27 * len(line) + 0.4)
    ax.plot([0] * len(line), range(len(line)), color=FAINT, linewidth=1.2, zorder=1)
    for place, (row, link) in enumerate(zip(line.itertuples(), links, strict=True)):
        (mark,) = ax.plot(0, place, "o", color=ACCENT, markersize=6, zorder=2)
        told = f"{shorten(row.system, 30)}  {row.published:%Y-%m}"
        text = ax.annotate(told, (0, place), xytext=(9, 0), textcoords="offset points", va="center", color=ACCENT)
        mark.set_url(link)
        text.set_url(link)
    ax.set(xlim=(-0.05, 1), ylim=(len(line) - 0.4, -0.6))
    ax.axis("off")
    return ax.figure


def _shorten_apart(labels: Sequence[Any]) -> list[str]:
    """Labels cut short, less so where two would be cut to the same."""
    short = [shorten(label, 32) for label in labels]
    return short if len(set(short)) == len(set(labels)) else [shorten(label, 44) for label in labels]


def _stagger(days: pd.Series) -> list[float]:
    """Heights for labels along a time line: neighbours in time get different ones, 0 where none is free."""
    levels = [1.0, -1.0, 2.2, -2.2, 3.3, -3.3]
    reach = (days.max() - days.min()) / 6 if len(days) > 1 else pd.Timedelta(0)
    last: dict[float, pd.Timestamp] = {}
    chosen = []
    for day in days:
        level = next((level for level in levels if level not in last or day - last[level] >= reach), 0.0)
        if level:
            last[level] = day
        chosen.append(level)
    return chosen
