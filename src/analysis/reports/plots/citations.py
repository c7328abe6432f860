"""Charts of citations: cited years, papers in time and who builds on whom."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from analysis.reports.plots.style import ACCENT, FAINT, INK, PALETTE, is_narrow, new_axes, shorten, themed

_LABELLED = 8


@themed
def plot_cited_years(
    spectrum: pd.DataFrame, peaks: Sequence[int] = (), *, since: int = 0, ax: Axes | None = None
) -> Figure:
    """Cited references by year: bars, their deviation from the median of five years as a line, peaks named.

    Parameters
    ----------
    spectrum
        From `analysis.citations.count_cited_years`.
    peaks
        Years that stand out beyond chance.
    since
        First year drawn.
    """
    shown = spectrum[spectrum["year"] >= since]
    if shown.empty:
        return Figure()
    ax = ax or new_axes(height=3.0 if is_narrow() else 3.4)
    ax.bar(shown["year"], shown["citations"], color=FAINT, width=0.9, label="citations")
    ax.plot(shown["year"], shown["deviation"], color=ACCENT, linewidth=1.3, label="deviation from the median")
    ax.axhline(0, color=INK, linewidth=0.6)
    marked = shown[shown["year"].isin(peaks)].sort_values("deviation", ascending=False)
    ax.plot(marked["year"], marked["deviation"], "o", color=ACCENT, markersize=4)
    for row in marked.head(3 if is_narrow() else _LABELLED).itertuples():
        ax.annotate(f"{row.year}", (row.year, row.deviation), xytext=(0, 5), textcoords="offset points", ha="center",
                    fontsize=9, color=ACCENT)  # fmt: skip
    # Old roots are cited a hundredth as often as new work: both are to be seen.
    ax.set_yscale("symlog", linthresh=10)
    ax.set_yticks([0, 5, 10, 100, 1000] if shown["citations"].max() > 10 else [0, 5, 10])
    ax.yaxis.set_major_formatter(ScalarFormatter())
    ax.set(xlabel="year in which the cited work appeared", ylabel="cited references")
    ax.set_ylim(min(shown["deviation"].min() * 1.2, 0), shown["citations"].max() * 1.6)
    ax.legend(frameon=False, fontsize=9, loc="upper left")
    figure = ax.figure
    figure.rows = shown
    figure.finding = say_peaks(marked)
    return figure


def say_peaks(peaks: pd.DataFrame) -> str:
    """The years that stand out.

    Examples
    --------
    >>> say_peaks(pd.DataFrame({"year": [1951, 1993], "deviation": [9.0, 4.0]}))
    'Cited more than the years around them: 1951 and 1993'
    >>> say_peaks(pd.DataFrame({"year": [], "deviation": []}))
    'No year is cited more than those around it beyond chance'
    """
    years = [str(int(year)) for year in sorted(peaks["year"].head(4))]
    if not years:
        return "No year is cited more than those around it beyond chance"
    if len(peaks) == 1:
        return f"Cited more than the years around it: {years[0]}"
    more = f" and {len(peaks) - 4} more" if len(peaks) > 4 else ""
    joined = ", ".join(years) if more else ", ".join(years[:-1]) + f" and {years[-1]}"
    return f"Cited more than the years around them: {joined}{more}"


@themed
def plot_lineage(
    nodes: pd.DataFrame,
    graph: nx.DiGraph,
    *,
    main: nx.DiGraph | None = None,
    links: Mapping[str, str] = MappingProxyType({}),
    ax: Axes | None = None,
) -> Figure:
    """Papers by year, as large as they are cited here, with the citations among them; main paths stand out.

    Parameters
    ----------
    nodes
        Indexed by paper: `year` (may have quarters), `row`, `short`, `local`, `is_main`.
    graph
        From the cited to the citing.
    main
        The main paths.
    links
        The address of each paper.
    """
    if nodes.empty:
        return Figure()
    narrow = is_narrow()
    if narrow:
        kept = nodes.sort_values(["is_main", "local"], ascending=[False, False], kind="stable").head(12)
        nodes = kept.sort_values(["year", "row"])
    tallest = nodes.groupby("year").size().max()
    ax = ax or new_axes(height=min(2.2 + 0.34 * tallest, 7.0) if not narrow else 4.2)
    main = nx.DiGraph() if main is None else main
    places = {name: (row.year, row.row) for name, row in zip(nodes.index, nodes.itertuples(), strict=True)}
    for cited, citing in sorted(graph.edges):
        if cited in places and citing in places:
            strong = main.has_edge(cited, citing)
            ax.annotate("", places[citing], places[cited], zorder=2 if strong else 1, arrowprops={
                "arrowstyle": "-|>", "color": ACCENT if strong else FAINT, "linewidth": 1.6 if strong else 0.6,
                "shrinkA": 4, "shrinkB": 4, "connectionstyle": "arc3,rad=0.12"})  # fmt: skip
    largest = max(int(nodes["local"].max()), 1)
    for row in nodes.itertuples():
        (mark,) = ax.plot(row.year, row.row, "o", zorder=3, color=ACCENT if row.is_main else PALETTE[1],
                          markersize=4 + 8 * (row.local / largest) ** 0.5)  # fmt: skip
        mark.set_url(links.get(row.Index, ""))
    named = nodes.sort_values(["is_main", "local"], ascending=[False, False], kind="stable")
    for row in named.head(6 if narrow else 24).itertuples():
        text = ax.annotate(shorten(row.short, 18), (row.year, row.row), xytext=(0, 7), color=INK,
                           textcoords="offset points", ha="center", fontsize=8, zorder=4)  # fmt: skip
        text.set_url(links.get(row.Index, ""))
    first, last = nodes["year"].min(), nodes["year"].max()
    beside = min(1, 0.1 * (last - first) or 1)
    ax.set(xlim=(first - beside, last + beside), ylim=(nodes["row"].min() - 0.8, nodes["row"].max() + 0.9), yticks=[])
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.spines["left"].set_visible(False)
    ax.figure.rows = nodes.reset_index(names="paper_id")
    return ax.figure
