"""Charts of change: shares over time with what is forecast, growth with its interval, bursts."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.reports.plots.findings import say_bursts, say_directions, say_latest
from analysis.reports.plots.style import (
    ACCENT,
    FAINT,
    PALETTE,
    PAPER,
    is_narrow,
    label_above,
    new_axes,
    shorten,
    themed,
)


@themed
def plot_trends(
    trends: pd.DataFrame,
    *,
    links: Mapping[tuple[str, pd.Timestamp], str] = MappingProxyType({}),
    forecasts: pd.DataFrame | None = None,
    most: int = 5,
    ax: Axes | None = None,
) -> Figure:
    """Share of each label over time with its interval; periods that are not complete are hollow.

    Parameters
    ----------
    trends
        From `count_trends`; `name` is the label as shown, where it is another. Only covered periods are drawn.
    links
        Address of the papers of a label (`label`, period).
    forecasts
        From `forecast_shares`: drawn as a fan of 80 and 95 % behind the last period.
    most
        Labels drawn, those of the most papers.
    """
    trends = trends[trends["covered"].astype(bool) & (trends["total"] > 0)]
    if trends.empty:
        return Figure()
    sizes = trends.groupby("label")["papers"].sum().sort_values(ascending=False, kind="stable")
    trends = trends[trends["label"].isin(sizes.index[:most])].sort_values(["label", "period"])
    trends = trends if "name" in trends else trends.assign(name=trends["label"])
    ax = ax or new_axes(height=3.0 if is_narrow() else 3.6)
    for number, (name, group) in enumerate(trends.groupby("name", sort=False)):
        colour = PALETTE[number % len(PALETTE)]
        group = group.sort_values("period")
        whole = group[~group["partial"]]
        ax.fill_between(whole["period"], 100 * whole["low"], 100 * whole["high"], color=colour, alpha=0.14, linewidth=0)
        ax.plot(whole["period"], 100 * whole["share"], color=colour, linewidth=1.6, label=shorten(name, 48))
        for row in group.itertuples():
            face = PAPER if row.partial else colour
            (mark,) = ax.plot(row.period, 100 * row.share, "o", markersize=5, color=colour, markerfacecolor=face)
            mark.set_url(links.get((row.label, row.period), ""))
        if forecasts is not None:
            _draw_fan(ax, forecasts[forecasts["label"] == group["label"].iloc[0]], colour)
    _mark_time(ax)
    ax.set(xlabel="", ylabel="share of papers, %")
    ax.set_ylim(bottom=0)
    if trends["name"].nunique() > 1:
        columns = 1 if is_narrow() else 2
        ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(0, -0.12), ncols=columns, fontsize=9)
    ax.figure.rows, ax.figure.finding = trends.drop(columns="name"), say_latest(trends)
    return ax.figure


def _mark_time(ax: Axes) -> None:
    locator = AutoDateLocator(minticks=3, maxticks=5 if is_narrow() else 9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))


def _name_rows(ax: Axes, names: Sequence[str], links: Sequence[str] = ()) -> None:
    """The names of rows, the first on top: beside them, or above them on a phone."""
    if is_narrow():
        label_above(ax, [shorten(name, 48) for name in names], list(links))
    else:
        ax.set_yticks(range(len(names)), [shorten(name) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.9 if is_narrow() else -0.6)


def _draw_fan(ax: Axes, forecast: pd.DataFrame, colour: str) -> None:
    for level, alpha in ((95, 0.12), (80, 0.22)):
        low, high = 100 * forecast[f"low_{level}"], 100 * forecast[f"high_{level}"]
        ax.fill_between(forecast["period"], low, high, color=colour, alpha=alpha, linewidth=0)
    ax.plot(forecast["period"], 100 * forecast["share"], color=colour, linewidth=1.2, linestyle=":")


@themed
def plot_growth(growth: pd.DataFrame, *, links: Sequence[str] = (), ax: Axes | None = None) -> Figure:
    """Yearly growth of share with 95 % intervals, one line a label, the first on top.

    What rises or falls beyond chance is coloured, and hollow where it rests on a source of unknown selection.

    Parameters
    ----------
    growth
        From `estimate_growth`; labels without an estimate are left out. `name` is the label as shown.
    links
        An address for each row.
    """
    links = pd.Series(list(links) or [""] * len(growth), index=growth.index)[growth["growth"].notna()]
    growth = growth[growth["growth"].notna()]
    growth = growth if "name" in growth else growth.assign(name=growth["kind"] + ": " + growth["label"])
    if growth.empty:
        return Figure()
    ax = ax or new_axes(height=(0.48 if is_narrow() else 0.34) * len(growth) + 0.9)
    colours = {"rising": PALETTE[3], "falling": PALETTE[1]}
    lines = np.log2(np.maximum(1 + growth[["low", "growth", "high"]].to_numpy(float), 1e-3))
    for place, (row, line, link) in enumerate(zip(growth.itertuples(), lines, links, strict=True)):
        colour = colours.get(row.verdict, FAINT)
        ax.plot(line[[0, 2]], [place, place], color=colour, linewidth=2)
        face = PAPER if getattr(row, "assumed", False) else colour
        (mark,) = ax.plot(line[1], place, "o", color=colour, markersize=6, markerfacecolor=face)
        mark.set_url(link)
    # One label without bounds must not squeeze all others into a line.
    reach = np.quantile(np.abs(lines[:, 1]), 0.9) * 2.5 + 1
    ax.set_xlim(max(lines.min(), -reach) - 0.15, min(lines.max(), reach) + 0.15)
    ax.axvline(0, color=FAINT, linewidth=1)
    _name_rows(ax, growth["name"].tolist(), links.tolist())
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5 if is_narrow() else 9))
    ax.xaxis.set_major_formatter(lambda value, _: f"×{2**value:.3g}")
    ax.figure.finding = say_directions(growth)
    ax.set(xlabel="share a year later" if is_narrow() else "share a year later, as a multiple (95 % interval)")
    ax.tick_params(axis="y", length=0)
    sns.despine(ax=ax, left=True)
    return ax.figure


@themed
def plot_bursts(bursts: pd.DataFrame, *, links: Sequence[str] = (), ax: Axes | None = None) -> Figure:
    """Each burst as a bar from its first to its last period, the thicker the more times the usual share.

    Parameters
    ----------
    bursts
        From `find_bursts`; `name` is the label as shown, `end` the day after the last period.
    links
        An address for each row.
    """
    if bursts.empty:
        return Figure()
    names = list(dict.fromkeys(bursts["name"]))
    ax = ax or new_axes(height=(0.48 if is_narrow() else 0.34) * len(names) + 0.9)
    links = list(links) or [""] * len(bursts)
    for row, link in zip(bursts.itertuples(), links, strict=True):
        place = names.index(row.name)
        colour = PALETTE[1] if row.running else ACCENT
        thick = 0.22 + 0.06 * min(row.times, 8)
        (bar,) = ax.barh(place, row.end - row.first, left=row.first, height=thick, color=colour)
        text = ax.annotate(f" ×{row.times:.1f}", (row.end, place), va="center", fontsize=9)
        bar.set_url(link)
        text.set_url(link)
    _name_rows(ax, names)
    ax.figure.finding = say_bursts(bursts)
    ax.margins(x=0.08)
    _mark_time(ax)
    ax.tick_params(axis="y", length=0)
    sns.despine(ax=ax, left=True)
    return ax.figure


@themed
def plot_papers_needed(needed: pd.DataFrame, *, have: int | None = None, ax: Axes | None = None) -> Figure:
    """How many papers a year it takes to tell a growth from none, by share, and how many a year there are.

    Parameters
    ----------
    needed
        `share`, `growth` (a name), `papers`.
    have
        Papers that each of two consecutive years holds, drawn as a line; none is drawn when omitted.
    """
    ax = ax or new_axes(height=3.2)
    sns.lineplot(
        needed,
        x="share",
        y="papers",
        hue="growth",
        style="growth",
        ax=ax,
        palette=PALETTE[: needed["growth"].nunique()],
    )
    if have:
        ax.axhline(have, color=PALETTE[1], linewidth=1.2, linestyle=":")
        told = f"{have:,} a year" + ("" if is_narrow() else ": each of the last two years of this corpus holds as many")
        ax.text(needed["share"].min(), have, told, ha="left", va="bottom", color=PALETTE[1])
    ax.set(xscale="log", yscale="log", xlabel="share of papers in the first year", ylabel="papers needed in each year")
    ax.xaxis.set_major_formatter(lambda value, _: f"{100 * value:g} %")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.legend(title="", frameon=False)
    return ax.figure
