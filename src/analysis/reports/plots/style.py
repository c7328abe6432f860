"""The look that all charts to read share."""

import functools
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, FAINT, ACCENT = "#1f2933", "#9aa5b1", "#1f6f8b"
PALETTE = ["#1f6f8b", "#c8553d", "#588157", "#7b5ea7", "#b08900", "#3d5a80", "#a23b72", "#5f6c37"]
_WIDTH = 8.2


def themed(plot: Callable[..., Figure]) -> Callable[..., Figure]:
    """Draw in the pages' own style, and leave that of the notebook as it is."""

    @functools.wraps(plot)
    def drawn(*arguments: Any, **options: Any) -> Figure:
        with plt.rc_context(_style()):
            return plot(*arguments, **options)

    return drawn


@functools.cache
def _style() -> dict[str, Any]:
    return {
        **sns.plotting_context("notebook"),
        **sns.axes_style("ticks"),
        "axes.prop_cycle": plt.cycler(color=PALETTE),
        "font.family": "sans-serif",
        "font.size": 10,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
    }


def new_axes(*, height: float) -> Axes:
    """Axes as wide as a page, in a figure that no notebook shows by itself."""
    _, ax = plt.subplots(figsize=(_WIDTH, max(height, 1.3)), layout="constrained")
    plt.close(ax.figure)
    return ax


def shorten(label: Any, length: int = 46) -> str:
    """A label cut to a length, its dollars no formula."""
    text = str(label).replace("$", r"\$")
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
