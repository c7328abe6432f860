"""The methods report: rows of methods, of new systems, of what the lexicon lacks."""

import pandas as pd

from analysis.methods import DISCOVERED_KINDS, ROLES
from analysis.reports.pages import Linked, papers_link, rank_growth, show_dates


def method_rows(methods: pd.DataFrame, mentions: pd.DataFrame, trends: pd.DataFrame) -> pd.DataFrame:
    """A row for each entry of the lexicon that papers name: kind, papers, roles, change."""
    named = methods[(methods["papers"] > 0) & ~methods["kind"].isin(["proposed system", *DISCOVERED_KINDS])]
    named = named.sort_values(["papers", "method"], ascending=[False, True])
    roles = mentions.groupby(["method", "role"])["paper_id"].nunique().unstack(fill_value=0)
    roles = roles.reindex(columns=list(ROLES), fill_value=0)
    growth = trends.drop_duplicates("label").set_index("label")
    table = pd.DataFrame(
        {
            "method": named["method"].to_numpy(),
            "kind": named["kind"].to_numpy(),
            "papers": [Linked(row.papers, papers_link(row.method, method=row.method)) for row in named.itertuples()],
        }
    )
    for role in ROLES:
        counts = roles[role].reindex(named["method"]).to_numpy()
        pairs = zip(named["method"], counts, strict=True)
        table[role] = [
            Linked(n, papers_link(f"{name}, {role}", role=f"{name} {role}")) if n else "" for name, n in pairs
        ]
    table["change of share"] = [
        rank_growth(growth.loc[name]) if name in growth.index else "" for name in named["method"]
    ]
    return table


def system_rows(mentions: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """A row for each system or dataset that a paper proposes under a name of its own, the newest first."""
    named = _dated(mentions[mentions["role"] == "proposed"], papers, last="method")
    return pd.DataFrame({"name": named["method"], "kind": named["kind"]}).join(_where(named, told="method"))


def say_reach(naming: pd.DataFrame, papers: pd.DataFrame) -> str:
    """How far the lexicon reaches here: of a corpus it was not written for it knows little."""
    named = naming["paper_id"].nunique()
    if 2 * named >= len(papers):
        return "What the lexicon lacks was looked for by form, and is told {part}."
    return (
        "The lexicon was written for machine learning and medical imaging and knows little of this corpus: most papers "
        "name none of its methods. What they name beside it is told {part}."
    )


def phrase_rows(discovered: pd.DataFrame) -> pd.DataFrame:
    """A row for each phrase that recurs: papers, and what they do with it."""
    own = discovered[discovered["kind"] == "phrase"].drop_duplicates(["paper_id", "method", "role"])
    papers = own.groupby("method")["paper_id"].nunique().rename("papers").reset_index()
    papers = papers.sort_values(["papers", "method"], ascending=[False, True])
    roles = own.groupby(["method", "role"])["paper_id"].nunique().unstack(fill_value=0)
    roles = roles.reindex(index=papers["method"], columns=["used", "compared", "mentioned"], fill_value=0)
    links = [Linked(row.papers, papers_link(row.method, phrase=row.method)) for row in papers.itertuples()]
    return pd.DataFrame({"phrase": papers["method"].to_numpy(), "papers": links}).join(roles.reset_index(drop=True))


def module_rows(discovered: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """A row for each part that a paper names of what it proposes, the newest first."""
    named = _dated(discovered[discovered["kind"] == "proposed module"], papers, last="start")
    return pd.DataFrame({"part": named["text"]}).join(_where(named, told="text"))


def _dated(mentions: pd.DataFrame, papers: pd.DataFrame, *, last: str) -> pd.DataFrame:
    """Mentions, each method of a paper once, with their papers, the newest first."""
    own = mentions.drop_duplicates(["paper_id", "method"])
    table = own.merge(papers[["paper_id", "title", "published", "date_precision"]], on="paper_id")
    return table.sort_values(["published", "paper_id", last], ascending=[False, True, True], ignore_index=True)


def _where(named: pd.DataFrame, *, told: str) -> pd.DataFrame:
    links = [papers_link(text, id=paper) for text, paper in zip(named[told], named["paper_id"], strict=True)]
    titles = [Linked(title, link) for title, link in zip(named["title"], links, strict=True)]
    return pd.DataFrame({"date": show_dates(named), "paper": titles})
