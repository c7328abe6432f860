"""Trees to read: topics at the leaves, the groups they join on the way to the root."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.reports.plots.style import ACCENT, FAINT, INK, is_narrow, new_axes, shorten, themed

_LETTERS, _NARROW_LETTERS = 64, 30
# Fewer topics are no tree.
_FEWEST = 3


@themed
def plot_tree(tree: pd.DataFrame, links: Mapping[int, str] = MappingProxyType({}), *, ax: Axes | None = None) -> Figure:
    """The tree of topics, leaves to the right: the further left two lines meet, the less alike their papers are.

    Parameters
    ----------
    tree
        The table `topic_tree`.
    links
        Address of the papers of each node: topics by their names, groups by the dots where lines meet.
    """
    if tree["topic"].notna().sum() < _FEWEST:
        return Figure()
    rows = {row.node: row for row in tree.itertuples()}
    children = {node: list(group) for node, group in tree.dropna(subset="parent").groupby("parent")["node"]}
    (root,) = tree.loc[tree["parent"].isna(), "node"]
    leaves = _order_leaves(root, children)
    ax = ax or new_axes(height=0.27 * len(leaves) + 0.9)
    height = {leaf: float(place) for place, leaf in enumerate(leaves)}
    for node in sorted(children, key=lambda node: (rows[node].height, node)):
        ends = [height[child] for child in children[node]]
        for child, end in zip(children[node], ends, strict=True):
            ax.plot([rows[node].height, rows[child].height], [end, end], color=FAINT, linewidth=1.3)
        ax.plot([rows[node].height] * 2, [min(ends), max(ends)], color=FAINT, linewidth=1.3)
        height[node] = sum(ends) / len(ends)
        (knot,) = ax.plot(rows[node].height, height[node], "o", color=ACCENT, markersize=7, zorder=3)
        knot.set_url(links.get(node, ""))
    for leaf in leaves:
        shown = shorten(rows[leaf].label, _NARROW_LETTERS if is_narrow() else _LETTERS)
        text = ax.annotate(
            f"{shown}  {rows[leaf].size:,}", (0, height[leaf]), xytext=(6, 0), textcoords="offset points",
            va="center", color=ACCENT, fontsize=9,
        )  # fmt: skip
        text.set_url(links.get(leaf, ""))
    top = max(rows[root].height, 0.1)
    ax.set(
        xlim=(top * 1.04, (-2.6 if is_narrow() else -1.9) * top),
        ylim=(len(leaves) - 0.4, -0.6),
        xlabel="mean cosine distance",
    )
    ax.set_xticks([round(top * part, 2) for part in (0, 0.5, 1)])
    ax.xaxis.label.set(horizontalalignment="left", x=0.0, color=INK)
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    return ax.figure


def _order_leaves(root: int, children: Mapping[int, list[int]]) -> list[int]:
    """The leaves from top to bottom, so that no lines cross."""
    waiting, leaves = [root], []
    while waiting:
        node = waiting.pop()
        if node in children:
            waiting.extend(reversed(children[node]))
        else:
            leaves.append(node)
    return leaves
