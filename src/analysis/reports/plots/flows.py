"""Three columns of values, joined by ribbons as wide as the papers that have both."""

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis.reports.plots.style import INK, PALETTE, is_narrow, new_axes, shorten, themed

# Of the height of a column, what stands between its values; of the width, the bars.
_GAP, _BAR = 0.012, 0.012


@themed
def plot_flows(
    left: pd.DataFrame,
    right: pd.DataFrame,
    *,
    titles: tuple[str, str, str] = ("", "", ""),
    link: Callable[[int, str, str], str] | None = None,
    ax: Axes | None = None,
) -> Figure:
    """A three-field plot: papers by values of three fields, neighbours joined.

    Parameters
    ----------
    left, right
        Papers by value of the first and second, and of the second and third field, from `analysis.cross_papers`; the
        columns of `left` and the rows of `right` are the second field's values.
    titles
        What the three fields are.
    link
        The address of a ribbon's papers: which gap (0 or 1), and its two values.
    """
    if not left.size or not right.size:
        return Figure()
    most = 7 if is_narrow() else 15
    left, right = left.iloc[:most, :most], right.iloc[:most, :most]
    middle = [name for name in left.columns if name in right.index]
    left, right = left[middle], right.loc[middle]
    ax = ax or new_axes(height=5.0 if is_narrow() else 6.2)
    spans = [
        _stack(left.sum(axis=1)),
        _stack(pd.concat([left.sum(axis=0), right.sum(axis=1)], axis=1).max(axis=1)),
        _stack(right.sum(axis=0)),
    ]
    for gap, table in enumerate((left, right)):
        _draw_ribbons(ax, table, spans[gap], spans[gap + 1], gap=gap, link=link)
    for place, span in enumerate(spans):
        _draw_column(ax, span, place)
        ax.text(place, 1.03, titles[place], ha=("left", "center", "right")[place], fontsize=10, weight="bold")
    ax.set(xlim=(-0.02, 2.02), ylim=(-0.01, 1.06))
    ax.axis("off")
    ax.figure.rows = _list_flows(left, right, titles)
    return ax.figure


def _stack(sizes: pd.Series) -> pd.DataFrame:
    """Where each value of a column begins and ends, from 1 at the top to 0; `scale` turns papers into height."""
    free = 1 - _GAP * max(len(sizes) - 1, 0)
    scale = free / max(float(sizes.sum()), 1.0)
    height = sizes.astype(float) * scale
    top = 1 - (height.cumsum() - height) - _GAP * pd.Series(range(len(sizes)), index=sizes.index)
    return pd.DataFrame({"top": top, "height": height, "scale": scale})


def _draw_ribbons(
    ax: Axes,
    table: pd.DataFrame,
    start: pd.DataFrame,
    end: pd.DataFrame,
    *,
    gap: int,
    link: Callable[[int, str, str], str] | None,
) -> None:
    used_start, used_end = start["top"].copy(), end["top"].copy()
    for place, row in enumerate(table.index):
        for column in table.columns:
            papers = int(table.loc[row, column])
            if papers == 0:
                continue
            y, v = used_start[row], used_end[column]
            h, k = papers * start["scale"].iloc[0], papers * end["scale"].iloc[0]
            used_start[row], used_end[column] = y - h, v - k
            patch = PathPatch(
                _ribbon(gap, y, h, v, k), alpha=0.35, linewidth=0, facecolor=PALETTE[place % len(PALETTE)]
            )
            if link is not None:
                patch.set_url(link(gap, str(row), str(column)))
            ax.add_patch(patch)


def _ribbon(gap: int, y: float, h: float, v: float, k: float) -> Path:
    """The outline of a ribbon from a bar, `h` high from `y` down, to the next, `k` high from `v` down."""
    a, b = gap + _BAR, gap + 1 - _BAR
    middle = (a + b) / 2
    points = [
        (a, y),
        (middle, y),
        (middle, v),
        (b, v),
        (b, v - k),
        (middle, v - k),
        (middle, y - h),
        (a, y - h),
        (a, y),
    ]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path(points, codes)


def _draw_column(ax: Axes, span: pd.DataFrame, place: int) -> None:
    ax.bar([place] * len(span), -span["height"], width=2 * _BAR, bottom=span["top"], color=INK)
    letters = 16 if is_narrow() else 34
    for name, row in span.iterrows():
        shift, align = ((0.02, "left"), (0.02, "left"), (-0.02, "right"))[place]
        ax.text(place + shift, row["top"] - row["height"] / 2, shorten(str(name), letters), ha=align, va="center",
                fontsize=7.5 if is_narrow() else 8.5, color=INK)  # fmt: skip


def _list_flows(left: pd.DataFrame, right: pd.DataFrame, titles: tuple[str, str, str]) -> pd.DataFrame:
    parts = []
    for table, names in ((left, titles[:2]), (right, titles[1:])):
        rows = table.stack().rename("papers").reset_index()
        rows.columns = ["from", "to", "papers"]
        parts.append(rows.assign(fields=" and ".join(names)))
    flows = pd.concat(parts, ignore_index=True)
    return flows[flows["papers"] > 0]
