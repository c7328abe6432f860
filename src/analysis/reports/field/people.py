"""Who writes in a field, and where it is published."""

import pandas as pd

from analysis.counts import count_papers
from analysis.reports.pages import Linked, papers_link, show_author

Sentence = tuple[str, dict[str, object]]
# Newcomers are told of this long, or of the last third of a shorter corpus, and only where it spans enough.
_RECENT = pd.Timedelta(days=365)
_LEAST_SPAN = pd.Timedelta(days=438)


def leading_authors(
    paper_authors: pd.DataFrame, authors: pd.DataFrame, nodes: pd.DataFrame, *, most: int
) -> pd.DataFrame:
    """A row for each author of two papers of the field or more: how many, their community, their first year here.

    Parameters
    ----------
    paper_authors
        `paper_id`, `author_id` of the field's papers.
    authors, nodes
        The tables `authors` and `author_nodes`.
    most
        Rows.
    """
    counts = paper_authors.groupby("author_id")["paper_id"].nunique().rename("inside").reset_index()
    counts = counts[counts["inside"] >= 2].merge(authors, on="author_id")
    counts = counts.merge(nodes[["author_id", "community"]], on="author_id", how="left")
    counts = counts.sort_values(["inside", "papers", "name", "author_id"], ascending=[False, False, True, True]).head(
        most
    )
    return pd.DataFrame(
        {
            "author": [show_author(row) for row in counts.itertuples(index=False)],
            "papers of the field": [
                Linked(row.inside, papers_link(row.name, author=row.author_id))
                for row in counts.itertuples(index=False)
            ],
            "papers here": counts["papers"].to_numpy(),
            "community": counts["community"].to_numpy(),
            "first year here": [f"{year:.0f}" if pd.notna(year) else "" for year in counts["first_year"]],
        }
    )


def describe_people(paper_authors: pd.DataFrame, everyone: pd.DataFrame, papers: pd.DataFrame) -> list[Sentence]:
    """How many people write in the field, and how many of them are new, where the corpus reaches back far enough.

    Parameters
    ----------
    paper_authors
        `paper_id`, `author_id` of the field's papers.
    everyone
        The same of all papers.
    papers
        All papers, with `published`.
    """
    people = paper_authors["author_id"].nunique()
    lines: list[Sentence] = [("{people:author|authors} write in this field.", {"people": people})]
    dates = papers.set_index("paper_id")["published"].dropna()
    if dates.empty or dates.max() - dates.min() < _LEAST_SPAN:
        lines.append(("The corpus does not reach back far enough to tell who is new.", {}))
        return lines
    since = dates.max() - min(_RECENT, (dates.max() - dates.min()) / 3)
    first = everyone.assign(published=everyone["paper_id"].map(dates)).groupby("author_id")["published"].min()
    new = first.reindex(paper_authors["author_id"].unique()) >= since
    values: dict[str, object] = {
        "new": int(new.sum()),
        "since": f"{since:%Y-%m-%d}",
        "back": f"{dates.min():%Y-%m-%d}",
    }
    lines.append(("{new} of them have no paper here before {since}; the corpus reaches back to {back}.", values))
    return lines


def leading_venues(papers: pd.DataFrame, *, most: int) -> pd.Series:
    """Papers of the field by venue, of those that have one."""
    return count_papers(papers[["paper_id", "venue"]], by="venue").head(most)
