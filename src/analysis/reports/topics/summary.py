"""The topics report: points of the map, the tree, what changed since the baseline."""

import numpy as np
import pandas as pd

from analysis.reports.pages import Linked, papers_link

# Papers of a part that must have a term before it is called by it.
_NAMED_BY = 3


def map_points(
    papers: pd.DataFrame, paper_topics: pd.DataFrame, listed: pd.DataFrame, tree: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points of the map with what is told of each, and where each topic's name stands.

    Parameters
    ----------
    papers, paper_topics, tree
        The tables; `paper_topics` with the `label` of each topic, `tree` is `topic_tree`.
    listed
        `paper_id` and `value`, the sources of each paper.

    Returns
    -------
    tuple of pandas.DataFrame
        `paper_id`, `x`, `y`, `topic`, `title`, `year`, `source` for each paper; `x`, `y`, `topic`, `label`, `papers`,
        `branch` for each topic, the largest first.
    """
    points = paper_topics.merge(papers[["paper_id", "title", "published"]], on="paper_id")
    points["year"] = points["published"].dt.strftime("%Y").astype("str").fillna("no date")
    sources = listed.sort_values("value").groupby("paper_id")["value"].agg(", ".join)
    points["source"] = points["paper_id"].map(sources).fillna("none")
    points = points.rename(columns={"topic": "number", "label": "topic"})
    named = points[points["number"] >= 0]
    middle = named.groupby(["number", "topic"]).agg(x=("x", "median"), y=("y", "median"), papers=("x", "size"))
    middle = middle.reset_index().sort_values(["papers", "topic"], ascending=[False, True], ignore_index=True)
    middle["label"] = middle["topic"].str.split(" · ").str[:2].str.join(" · ")
    middle["branch"] = middle["number"].map(find_branches(tree)).fillna(0).astype(int)
    shown = ["paper_id", "x", "y", "topic", "title", "year", "source"]
    return points[shown], middle[["x", "y", "topic", "label", "papers", "branch"]]


def find_branches(tree: pd.DataFrame, *, most: int = 7) -> dict[int, int]:
    """The branch of the tree that each topic is on, where the largest is parted until there are so many.

    Examples
    --------
    >>> tree = pd.DataFrame({"node": [0, 1, 2, 3, 4], "parent": [3, 3, 4, 4, None], "topic": [0, 1, 2, None, None],
    ...     "size": [5, 5, 9, 10, 19]})
    >>> find_branches(tree, most=2)
    {2: 0, 0: 1, 1: 1}
    """
    size = tree.set_index("node")["size"].to_dict()
    topic = tree.set_index("node")["topic"].dropna().astype(int).to_dict()
    children = {int(node): sorted(part["node"]) for node, part in tree.dropna(subset="parent").groupby("parent")}
    cut = sorted(tree.loc[tree["parent"].isna(), "node"])
    while len(cut) < most and any(node in children for node in cut):
        largest = max((node for node in cut if node in children), key=lambda node: (size[node], -node))
        cut = sorted([*(node for node in cut if node != largest), *children[largest]])
    branches: dict[int, int] = {}
    for branch, node in enumerate(cut):
        waiting = [node]
        while waiting:
            at = waiting.pop(0)
            waiting += children.get(at, [])
            if at in topic:
                branches[topic[at]] = branch
    return branches


def name_parts(paper_topics: pd.DataFrame, terms: pd.DataFrame, *, smallest: int = 24) -> pd.DataFrame:
    """Names for parts of topics, which a map shows as one comes nearer.

    A topic's papers are halved on the map, across and across again, until a part holds fewer than twice `smallest`; a
    part is called by the two terms that most set it apart from its topic (papers times the log of how much more often),
    if three of its papers have them.

    Parameters
    ----------
    paper_topics
        The table, `topic`, `x` and `y` among its columns.
    terms
        `paper_id`, `term`: the table `paper_terms`.

    Returns
    -------
    pandas.DataFrame
        `x`, `y` (medians), `name`, `papers`.
    """
    rows = []
    for _, members in paper_topics[paper_topics["topic"] >= 0].groupby("topic"):
        if len(members) < 2 * smallest:
            continue
        held = terms[terms["paper_id"].isin(members["paper_id"])]
        usual = held["term"].value_counts() / len(members)
        for part in _halve(members, smallest):
            counts = held.loc[held["paper_id"].isin(part["paper_id"]), "term"].value_counts()
            counts = counts[counts >= _NAMED_BY]
            more = counts * np.log(counts / len(part) / usual.reindex(counts.index))
            best = more[more > 0].rename_axis("term").reset_index(name="more")
            best = best.sort_values(["more", "term"], ascending=[False, True])["term"].head(2)
            if len(best):
                rows.append((part["x"].median(), part["y"].median(), " · ".join(best), len(part)))
    return pd.DataFrame(rows, columns=["x", "y", "name", "papers"])


def _halve(members: pd.DataFrame, smallest: int) -> list[pd.DataFrame]:
    if len(members) < 2 * smallest:
        return [members]
    across = "x" if np.ptp(members["x"]) >= np.ptp(members["y"]) else "y"
    ordered = members.sort_values([across, "paper_id"])
    middle = len(ordered) // 2
    return [*_halve(ordered.iloc[:middle], smallest), *_halve(ordered.iloc[middle:], smallest)]


def thin_points(points: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """As many points as a page can draw, picked at random by the same seed; all where they are few enough."""
    return points if len(points) <= most else points.sample(most, random_state=0).sort_index()


def change_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """What became of each topic since the baseline, as the report shows it; topics that are as they were come last."""
    order = {
        name: place
        for place, name in enumerate(("split", "merged", "born", "died", "grown", "shrunk", "confounded", "kept"))
    }
    placed = changes.assign(order=changes["change"].map(order)).sort_values(["order", "topic", "was"])
    return pd.DataFrame(
        {
            "change": placed["change"].to_numpy(),
            "topic": [
                Linked(row.label, papers_link(row.label, topic=row.label)) if row.label else "–"
                for row in placed.itertuples()
            ],
            "papers": placed["size"].to_numpy(),
            "before": [label or "–" for label in placed["label_before"]],
            "papers before": placed["size_before"].to_numpy(),
            "papers in both": placed["shared"].to_numpy(),
            "new papers": placed["new"].to_numpy(),
        }
    )


def say_nearest(tree: pd.DataFrame) -> str:
    """The two topics that join first.

    Examples
    --------
    >>> tree = pd.DataFrame({"node": [0, 1, 2, 3, 4], "parent": [3, 3, 4, 4, None], "topic": [0, 1, 2, None, None],
    ...     "height": [0, 0, 0, 0.2, 0.5], "label": ["cells", "slides", "CT", "", ""]})
    >>> say_nearest(tree)
    'Nearest to each other: cells, and slides'
    """
    leaves = tree[tree["topic"].notna() & tree["parent"].notna()]
    pairs = leaves.groupby("parent").filter(lambda part: len(part) == 2)
    if pairs.empty:
        return ""
    height = tree.set_index("node")["height"]
    first = min(pairs["parent"].unique(), key=lambda node: (height[node], node))
    one, other = pairs.loc[pairs["parent"] == first, "label"]
    return f"Nearest to each other: {one}, and {other}"


def tree_links(tree: pd.DataFrame) -> dict[int, str]:
    """The address of the papers of each topic and of each group of topics, by node."""
    return {
        row.node: papers_link(row.label, branch=row.node)
        if pd.isna(row.topic)
        else papers_link(row.label, topic=row.label)
        for row in tree.itertuples()
    }


def branch_facet(tree: pd.DataFrame, paper_topics: pd.DataFrame) -> pd.DataFrame:
    """The groups of topics that hold each paper: `paper_id` and `value`, the group's node.

    Examples
    --------
    >>> tree = pd.DataFrame({"node": [0, 1, 2], "parent": [2, 2, None], "topic": [0, 1, None]})
    >>> branch_facet(tree, pd.DataFrame({"paper_id": ["p"], "topic": [1]})).to_numpy().tolist()
    [['p', 2]]
    """
    parents = tree.dropna(subset="parent").set_index("node")["parent"].astype(int).to_dict()
    pairs = []
    for topic in tree["topic"].dropna().astype(int):
        node = parents.get(topic)
        while node is not None:
            pairs.append((topic, node))
            node = parents.get(node)
    held = paper_topics.merge(pd.DataFrame(pairs, columns=["topic", "value"]), on="topic")
    return held[["paper_id", "value"]]
