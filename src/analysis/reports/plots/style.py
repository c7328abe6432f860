"""The look that all charts to read share, on wide screens and on phones."""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.reports.pages import ACCENT, FAINT, INK, PAPER, SERIES

__all__ = ["ACCENT", "FAINT", "INK", "PALETTE", "PAPER", "is_narrow", "label_above", "new_axes", "shorten", "themed"]

PALETTE = list(SERIES)
# Inches: the column of text of a page, and what a phone 360 pixels wide leaves.
_WIDE, _NARROW = 7.66, 3.42
_narrow: ContextVar[bool] = ContextVar("narrow", default=False)


def themed(plot: Callable[..., Figure]) -> Callable[..., Figure]:
    """Draw in the pages' own style, and leave that of the notebook as it is.

    The figure knows what it shows (`rows`, the first argument unless the plot says otherwise; `finding`, a sentence)
    and how to be drawn again for a phone (`redraw`), unless it was drawn on axes of somebody else.
    """

    @functools.wraps(plot)
    def drawn(*arguments: Any, **options: Any) -> Figure:
        with plt.rc_context(_style()):
            figure = plot(*arguments, **options)
        if figure.axes and options.get("ax") is None:
            figure.rows = getattr(figure, "rows", arguments[0])
            figure.redraw = functools.partial(_draw_narrow, plot, arguments, options)
        return figure

    return drawn


def _draw_narrow(plot: Callable[..., Figure], arguments: tuple[Any, ...], options: dict[str, Any]) -> Figure:
    token = _narrow.set(True)
    try:
        with plt.rc_context(_style()):
            return plot(*arguments, **options)
    finally:
        _narrow.reset(token)


@functools.cache
def _style() -> dict[str, Any]:
    return {
        **sns.plotting_context("notebook"),
        **sns.axes_style("ticks"),
        "axes.prop_cycle": plt.cycler(color=PALETTE),
        "font.family": "sans-serif",
        "font.size": 10,
        "axes.labelsize": 9.5,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 1,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
    }


def is_narrow() -> bool:
    """Whether a figure is being drawn for a phone."""
    return _narrow.get()


def new_axes(*, height: float) -> Axes:
    """Axes as wide as a page's column, or as a phone, in a figure that no notebook shows by itself."""
    _, ax = plt.subplots(figsize=(_NARROW if is_narrow() else _WIDE, max(height, 1.3)), layout="constrained")
    plt.close(ax.figure)
    return ax


def label_above(ax: Axes, labels: list[str], links: list[str] | None = None) -> None:
    """On a phone, the names of rows above their marks, where they take no width; rows stand at 0, 1, 2 and so on."""
    ax.set_yticks([])
    for place, label in enumerate(labels):
        text = ax.annotate(
            label,
            (0, place - 0.3),
            xycoords=("axes fraction", "data"),
            va="bottom",
            fontsize=9.5,
            annotation_clip=False,
        )
        text.set_url(links[place] if links else "")


def shorten(label: Any, length: int = 46) -> str:
    """A label cut to a length, its dollars no formula."""
    text = str(label)
    cut = text if len(text) <= length else text[: length - 1].rstrip() + "…"
    return cut.replace("$", r"\$")
