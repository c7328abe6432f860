"""The topics report: points of the map, the tree, what changed since the baseline."""

import pandas as pd

from analysis.reports.pages import Linked, papers_link


def map_points(
    papers: pd.DataFrame, paper_topics: pd.DataFrame, listed: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points of the map with what is shown on hover, and where each topic's name stands.

    Parameters
    ----------
    papers, paper_topics
        The tables; topics with their `label`.
    listed
        `paper_id` and `value`, the sources of each paper.

    Returns
    -------
    tuple of pandas.DataFrame
        `x`, `y`, `topic`, `title`, `year`, `source`, `link` for each paper; `x`, `y`, `topic`, `label`, `papers` for
        each topic, the largest first.
    """
    points = paper_topics.merge(papers[["paper_id", "title", "published"]], on="paper_id")
    points["year"] = points["published"].dt.strftime("%Y").astype("str").fillna("no date")
    sources = listed.sort_values("value").groupby("paper_id")["value"].agg(", ".join)
    points["source"] = points["paper_id"].map(sources).fillna("none")
    points["link"] = [papers_link("Paper", id=paper_id) for paper_id in points["paper_id"]]
    points = points.rename(columns={"label": "name"})
    shown = points.assign(topic=points["name"], x=points["x"].round(3), y=points["y"].round(3))
    named = shown[paper_topics.set_index("paper_id").loc[shown["paper_id"], "topic"].to_numpy() >= 0]
    middle = named.groupby("topic").agg(x=("x", "median"), y=("y", "median"), papers=("title", "size")).reset_index()
    middle["label"] = middle["topic"].str.split(" · ").str[:2].str.join(" · ")
    middle = middle.sort_values(["papers", "topic"], ascending=[False, True], ignore_index=True)
    return shown[["x", "y", "topic", "title", "year", "source", "link"]], middle[["x", "y", "topic", "label", "papers"]]


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
