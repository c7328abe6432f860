"""The flow diagram of records: boxes from what was identified to what is analysed."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.reports.plots.style import ACCENT, FAINT, INK, is_narrow, new_axes, themed

_MOST = 4


@themed
def plot_record_flow(
    identified: pd.Series,
    unusable: pd.Series,
    excluded: pd.Series,
    *,
    duplicates: int,
    screened: int,
    included: int,
    ax: Axes | None = None,
) -> Figure:
    """Records identified, removed, screened, excluded and included, as PRISMA 2020 draws them.

    Parameters
    ----------
    identified, unusable, excluded
        Records by source and by reason, from `analysis.corpus.count_flow`.
    duplicates, screened, included
        As there.
    """
    if identified.empty:
        return Figure()
    narrow = is_narrow()
    ax = ax or new_axes(height=5.6 if narrow else 4.6)
    removed = (
        pd.concat([unusable, pd.Series({"the same work as another record": duplicates})]) if duplicates else unusable
    )
    boxes = [
        (0, 0.84, f"{identified.sum():,} records identified", _list(identified), INK),
        (1, 0.84, f"{removed.sum():,} records removed", _list(removed), FAINT),
        (0, 0.47, f"{screened:,} works screened", [], INK),
        (1, 0.47, f"{excluded.sum():,} works excluded", _list(excluded), FAINT),
        (0, 0.10, f"{included:,} papers included", [], ACCENT),
    ]
    for column, y, title, lines, colour in boxes:
        _draw_box(ax, column, y, title, lines, colour, width=24 if narrow else 44)
    for start, end in (((0.23, 0.72), (0.23, 0.56)), ((0.23, 0.38), (0.23, 0.19)), ((0.46, 0.84), (0.53, 0.84)),
                       ((0.46, 0.47), (0.53, 0.47))):  # fmt: skip
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1})
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    named = {"identified": identified, "removed": removed, "excluded": excluded}
    rows = [(step, name, int(count)) for step, counts in named.items() for name, count in counts.items()]
    rows += [("screened", "", screened), ("included", "", included)]
    ax.figure.rows = pd.DataFrame(rows, columns=["step", "of", "records"])
    return ax.figure


def _list(counts: pd.Series) -> list[str]:
    shown = [f"{count:,} {name}" for name, count in counts.head(_MOST).items()]
    more = counts.iloc[_MOST:]
    return shown + ([f"{more.sum():,} for {len(more)} more"] if len(more) else [])


def _draw_box(ax: Axes, column: int, y: float, title: str, lines: list[str], colour: str, *, width: int) -> None:
    text = "\n".join([title, *(textwrap.shorten(line, width, placeholder="…") for line in lines)])
    ax.text(0.23 + 0.53 * column, y, text, ha="center", va="center", fontsize=7.5 if is_narrow() else 9, color=INK,
            linespacing=1.4, bbox={"boxstyle": "round,pad=0.5", "facecolor": "none", "edgecolor": colour})  # fmt: skip
