"""The topics report: points of the map, a row for each topic."""

import pandas as pd

from analysis.pages.blocks import Linked, papers_link


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
        `x`, `y`, `topic`, `title`, `year`, `source`, `link` for each paper; `x`, `y`, `label`, `papers` for each
        topic.
    """
    points = paper_topics.merge(papers[["paper_id", "title", "published"]], on="paper_id")
    points["year"] = points["published"].dt.year.astype("Int64").astype("str").replace("<NA>", "no date")
    sources = listed.sort_values("value").groupby("paper_id")["value"].agg(", ".join)
    points["source"] = points["paper_id"].map(sources).fillna("none")
    points["link"] = [papers_link("Paper", id=paper_id) for paper_id in points["paper_id"]]
    points = points.rename(columns={"label": "name"})
    shown = points.assign(topic=points["name"], x=points["x"].round(3), y=points["y"].round(3))
    named = shown[paper_topics.set_index("paper_id").loc[shown["paper_id"], "topic"].to_numpy() >= 0]
    middle = named.groupby("topic").agg(x=("x", "median"), y=("y", "median"), papers=("title", "size")).reset_index()
    middle["label"] = middle["topic"].str.split(" · ").str[:2].str.join(" · ")
    return shown[["x", "y", "topic", "title", "year", "source", "link"]], middle[["x", "y", "label", "papers"]]


def topic_cards(topics: pd.DataFrame, papers: pd.DataFrame, trends: pd.DataFrame, *, central: int) -> pd.DataFrame:
    """A row for each topic: label, papers, terms, central papers, steadiness, growth."""
    titles = papers.set_index("paper_id")["title"]
    growth = trends.drop_duplicates("label").set_index("label")
    rows = []
    for topic in topics[topics["topic"] >= 0].sort_values(["size", "topic"], ascending=[False, True]).itertuples():
        ids = [paper_id for paper_id in topic.central_papers.split("; ") if paper_id][:central]
        rows.append(
            {
                "topic": topic.label,
                "papers": Linked(topic.size, papers_link(topic.label, topic=topic.label)),
                "terms": topic.terms.replace("; ", ", "),
                "most central papers": Lines(
                    [Linked(titles[paper_id], papers_link("Paper", id=paper_id)) for paper_id in ids]
                ),
                "steadiness": show_steadiness(topic.stability, topic.found),
                "change of share": show_growth(growth.loc[topic.label]) if topic.label in growth.index else "",
            }
        )
    return pd.DataFrame(rows)


def show_steadiness(stability: float, found: float) -> str:
    """How surely a topic is one, in words and figures (after Hennig, 2007: below .6 it is not to be trusted).

    Examples
    --------
    >>> show_steadiness(0.82, 1.0), show_steadiness(0.4, 0.15), show_steadiness(float("nan"), float("nan"))
    ('steady (0.82), found in 100 % of runs', 'loose (0.40), found in 15 % of runs', 'not measured')
    """
    if pd.isna(stability):
        return "not measured"
    word = "steady" if stability >= 0.75 else "fair" if stability >= 0.6 else "loose"
    return f"{word} ({stability:.2f}), found in {found:.0%} of runs".replace("%", " %")


def change_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """What became of each topic since the baseline, as the report shows it; topics that are as they were come last."""
    order = {name: place for place, name in enumerate(("split", "merged", "born", "died", "grown", "shrunk", "kept"))}
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
        }
    )


def tree_links(tree: pd.DataFrame) -> dict[int, str]:
    """The address of the papers of each topic, by its node."""
    leaves = tree.dropna(subset="topic")
    return {row.node: papers_link(row.label, topic=row.label) for row in leaves.itertuples()}


def show_growth(row: pd.Series) -> str:
    """A growth with its interval and verdict, as text.

    Examples
    --------
    >>> import pandas as pd
    >>> show_growth(pd.Series({"growth": 0.5, "growth_low": 0.2, "growth_high": 0.9, "verdict": "growing"}))
    'growing: ×1.5 a year (1.2 to 1.9)'
    """
    if pd.isna(row["growth"]):
        return str(row["verdict"])
    low, middle, high = (1 + row[name] for name in ("growth_low", "growth", "growth_high"))
    return f"{row['verdict']}: ×{middle:.2g} a year ({low:.2g} to {high:.2g})"


class Lines(list):
    """Several values of a cell, one below the other."""

    def __html__(self) -> str:
        """Each value escaped by its own rule, in a block of its own."""
        from analysis.pages.blocks import escape

        return "".join(f"<div>{escape(value)}</div>" for value in self)
