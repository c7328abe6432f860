"""The tree of topics: which are near each other, and what they have in common."""

from collections import Counter

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.labels import Words, distinct_terms, label_topic


def build_tree(topics: pd.DataFrame, centres: np.ndarray, words: Words) -> pd.DataFrame:
    """Join the nearest topics, then the nearest groups, until all are one (average linkage on cosine distance).

    Parameters
    ----------
    topics
        `topic`, `label`, `size`; outliers may be among them.
    centres
        Mean direction of each topic but outliers, in order of `topic`, shape (topics, dimensions).
    words
        Terms by topic, for the names of groups.

    Returns
    -------
    pandas.DataFrame
        The table `topic_tree`: a topic's node has its number, groups have numbers after the last topic's; `height` is
        the mean cosine distance between the two parts of a group.

    Examples
    --------
    >>> topics = pd.DataFrame({"topic": [0, 1, 2], "label": ["a", "b", "c"], "size": [5, 4, 3]})
    >>> centres = np.array([[1.0, 0], [0.8, 0.6], [0, 1]])
    >>> words = Words({}, {0: {"x": 2.0}, 1: {"x": 1.0}, 2: {"y": 1.0}}, None)
    >>> tree = build_tree(topics, centres, words)
    >>> tree[["node", "parent", "label", "size"]].to_numpy().tolist()
    [[0, 3, 'a', 5], [1, 3, 'b', 4], [2, 4, 'c', 3], [3, 4, 'x', 9], [4, <NA>, 'x · y', 12]]
    """
    leaves = topics[topics["topic"] != OUTLIER].sort_values("topic", ignore_index=True)
    rows = [
        {"node": topic, "topic": topic, "label": label, "size": size, "height": 0.0, "members": [topic]}
        for topic, label, size in leaves[["topic", "label", "size"]].itertuples(index=False)
    ]
    parents: dict[int, int] = {}
    for left, right, height in _merges(centres):
        node = int(leaves["topic"].max()) + 1 + len(rows) - len(leaves)
        parents |= {rows[left]["node"]: node, rows[right]["node"]: node}
        members = rows[left]["members"] + rows[right]["members"]
        size = rows[left]["size"] + rows[right]["size"]
        label = _name_group(members, words)
        rows.append({"node": node, "topic": None, "label": label, "size": size, "height": height, "members": members})
    tree = pd.DataFrame(rows).drop(columns="members")
    tree["parent"] = tree["node"].map(parents).astype("Int64")
    return tree.astype({"topic": "Int64", "size": "int64"})[["node", "parent", "topic", "label", "size", "height"]]


def _merges(centres: np.ndarray) -> list[tuple[int, int, float]]:
    from scipy.cluster.hierarchy import linkage

    if len(centres) < 2:
        return []
    joined = linkage(centres, method="average", metric="cosine")
    return [(int(left), int(right), round(float(height), 6)) for left, right, height, _ in joined]


def _name_group(members: list[int], words: Words) -> str:
    """The terms that weigh most over the group; those of several of its topics come first."""
    total: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for topic in members:
        for term, weight in words.weights.get(topic, {}).items():
            total[term] += weight
            spread[term] += 1
    shared = sorted(total, key=lambda term: (-min(spread[term], 2), -total[term], term))
    return label_topic(distinct_terms(shared[:24])[:3]) or "group"
