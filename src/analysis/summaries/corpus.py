"""The corpus report: the funnel from raw records to papers, gaps, missing fields."""

import pandas as pd
from IPython.display import HTML

from analysis.pages.blocks import Linked, papers_link, show_list, show_text
from analysis.schemas import OUTCOMES


def funnel(ledger: pd.DataFrame) -> pd.DataFrame:
    """Records by source and outcome, with sums."""
    counts = ledger.groupby(["source", "outcome"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(OUTCOMES), fill_value=0)
    counts.insert(0, "records", counts.sum(axis=1))
    counts.loc["all"] = counts.sum()
    return counts.rename_axis("source").reset_index().rename_axis(columns=None)


def describe_gaps(gaps: pd.DataFrame, sources: pd.DataFrame) -> HTML:
    """How many weekdays hold no paper, source by source, and the longest run of them."""
    if gaps.empty:
        return show_text("No source has papers on most weekdays, or none of them has a gap.")
    titles = sources.set_index("source")["title"]
    rows = []
    for source, found in gaps.groupby("source"):
        longest = found[found["run"] == found["run"].max()]
        values = {
            "title": titles[source],
            "count": len(found),
            "run": int(longest["run"].iloc[0]),
            "first": longest["day"].iloc[0],
        }
        rows.append(("{title}: {count} weekdays hold no paper, the longest run {run} in a row from {first}.", values))
    return show_list(rows)


def missing_fields(papers: pd.DataFrame, authorships: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Papers of each source that lack abstract, date or authors, or know their date only to the month or year."""
    lacks = {
        "abstract": papers["abstract"].isna(),
        "date": papers["published"].isna(),
        "authors": ~papers["paper_id"].isin(authorships["paper_id"]),
    }
    rows = []
    for title, members in listed.groupby("value"):
        here = papers["paper_id"].isin(members["paper_id"])
        row: dict[str, object] = {
            "source": title,
            "papers": Linked(int(here.sum()), papers_link(str(title), source=title)),
        }
        for name, missing in lacks.items():
            link = papers_link(f"{title}: no {name}", source=title, lacks=name)
            row[f"no {name}"] = Linked(int((here & missing).sum()), link)
        row["date to the month only"] = int((here & (papers["date_precision"] == "month")).sum())
        rows.append(row)
    return pd.DataFrame(rows)
