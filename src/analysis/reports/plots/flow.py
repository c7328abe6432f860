"""The flow diagram of records: boxes from what was identified to what is analysed."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.reports.plots.style import ACCENT, FAINT, INK, is_narrow, new_axes, themed

# The middles of the two columns, and half the width of a box.
_LEFT, _RIGHT, _HALF = 0.235, 0.765, 0.225


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
    ax = ax or new_axes(height=5.2 if narrow else 4.2)
    removed = (
        pd.concat([unusable, pd.Series({"the same work as another record": duplicates})]) if duplicates else unusable
    )
    boxes = [
        (0, 0.78, f"{identified.sum():,} records identified", _list(identified), INK),
        (1, 0.78, f"{removed.sum():,} records removed", _list(removed), FAINT),
        (0, 0.36, f"{screened:,} works " + ("screened" if excluded.sum() else "remain"), [], INK),
        (1, 0.36, f"{excluded.sum():,} works excluded", _list(excluded), FAINT),
        (0, 0.06, f"{included:,} papers included", [], ACCENT),
    ]
    edges = [_draw_box(ax, *box, width=22 if narrow else 46) for box in boxes]
    for above, below in ((0, 2), (2, 4)):
        _draw_arrow(ax, (_LEFT, edges[above][0]), (_LEFT, edges[below][1]))
    for place in (0, 2):
        _draw_arrow(ax, (_LEFT + _HALF, boxes[place][1]), (_RIGHT - _HALF, boxes[place][1]))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    named = {"identified": identified, "removed": removed, "excluded": excluded}
    rows = [(step, name, int(count)) for step, counts in named.items() for name, count in counts.items()]
    rows += [("screened", "", screened), ("included", "", included)]
    ax.figure.rows = pd.DataFrame(rows, columns=["step", "of", "records"])
    return ax.figure


def _list(counts: pd.Series) -> list[str]:
    most = 3 if is_narrow() else 4
    shown = [f"{count:,} {name}" for name, count in counts.head(most).items()]
    more = counts.iloc[most:]
    return shown + ([f"{more.sum():,} for {len(more)} more"] if len(more) else [])


def _draw_box(
    ax: Axes, column: int, y: float, title: str, lines: list[str], colour: str, *, width: int
) -> tuple[float, float]:
    """A box of one of two columns; returns where it ends below and above."""
    broken = [part for line in [title, *lines] for part in textwrap.wrap(line, width, max_lines=2, placeholder="…")]
    text = "\n".join(broken)
    middle, half = (_LEFT, _RIGHT)[column], 0.02 + 0.022 * len(broken)
    ax.add_patch(
        Rectangle((middle - _HALF, y - half), 2 * _HALF, 2 * half, fill=False, edgecolor=colour, linewidth=1.1)
    )
    ax.text(middle, y, text, ha="center", va="center", fontsize=9, color=INK, linespacing=1.4, parse_math=False)
    return y - half, y + half


def _draw_arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    ax.annotate(
        "", end, start, arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1, "shrinkA": 0, "shrinkB": 1}
    )
