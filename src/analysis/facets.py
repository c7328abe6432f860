"""What papers have in common: for each value of a facet the papers that have it."""

import pandas as pd


def column_facet(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """A facet from any table that has `paper_id` and the column."""
    return rows[["paper_id", column]].rename(columns={column: "value"}).dropna().drop_duplicates()


def split_facet(papers: pd.DataFrame, column: str) -> pd.DataFrame:
    """A facet from a column whose cells hold several values."""
    rows = papers[["paper_id", column]].rename(columns={column: "value"}).explode("value")
    return rows[["paper_id", "value"]].dropna()


def source_facet(papers: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The titles of the sources that list each paper; tables of facts count only where nothing else lists it."""
    rows = split_facet(papers, "sources").merge(
        sources[["source", "title", "selection"]], left_on="value", right_on="source"
    )
    rows["fact"] = rows["selection"] == "facts"
    only_facts = rows.groupby("paper_id")["fact"].transform("all")
    return rows.loc[~rows["fact"] | only_facts, ["paper_id", "title"]].rename(columns={"title": "value"})
