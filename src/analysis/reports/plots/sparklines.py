"""Small charts for cards."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from analysis.reports.plots.style import ACCENT, FAINT, INK, themed


@themed
def plot_sparkline(shares: pd.DataFrame, links: dict[tuple[str, pd.Timestamp], str], *, top: float) -> Figure:
    """The share of one label over time with its interval.

    Parameters
    ----------
    shares
        Rows of the table `trends` of one label in complete periods.
    links
        Address of the papers of a label and period.
    top
        Where the axis of shares ends, the same for charts that are to be compared.
    """
    figure, ax = plt.subplots(figsize=(3.3, 0.95), layout="constrained")
    plt.close(figure)
    rows = shares.sort_values("period")
    ax.fill_between(rows["period"], 100 * rows["low"], 100 * rows["high"], color=ACCENT, alpha=0.16, linewidth=0)
    ax.plot(rows["period"], 100 * rows["share"], color=ACCENT, linewidth=1.4)
    for row in rows.itertuples():
        (mark,) = ax.plot(row.period, 100 * row.share, "o", markersize=4, color=ACCENT, clip_on=False)
        mark.set_url(links.get((row.label, row.period), ""))
    ax.set_ylim(0, 100 * top)
    highest = f"{100 * top:.0f} %" if top > 0.1 else f"{100 * top:.2g} %"
    ax.set_yticks([0, 100 * top], ["0 %", highest], color=INK, fontsize=7)
    ends = rows["period"].iloc[[0, -1]]
    ax.set_xticks(ends, [f"{day:%Y-%m}" for day in ends], color=INK, fontsize=7)
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_color(FAINT)
    return figure
