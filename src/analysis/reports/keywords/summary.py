"""The report of keywords: how many there are, what their numbers rest on, a row for each."""

import pandas as pd

from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]
_KINDS = {
    "keyword": "of the authors",
    "index keyword": "of the database that indexed the paper",
    "keyword plus": "of titles that the paper cites (Keywords Plus)",
    "mesh": "of the Medical Subject Headings",
}
_MOST_VARIANTS = 4


def keywords_finding(keywords: pd.DataFrame, named: pd.DataFrame, papers: pd.DataFrame) -> Sentence:
    """How many papers have keywords, how many there are, and which is the most frequent."""
    if keywords.empty:
        return (
            "None of {papers:paper} has a keyword here, so nothing can be said of keywords. Exports of Web of Science, "
            "Scopus, PubMed, OpenAlex and IEEE give them; arXiv and listing sites do not.",
            {"papers": len(papers)},
        )
    top = _by_papers(keywords).iloc[0]
    return (
        "{named} of {papers:paper} have keywords here: {count} different ones, most often “{top}”, in {n}.",
        {
            "named": Linked(named["paper_id"].nunique(), papers_link("Papers with keywords", has="keyword")),
            "papers": len(papers),
            "count": len(keywords),
            "top": top["keyword"],
            "n": Linked(int(top["papers"]), papers_link(top["keyword"], keyword=top["keyword"])),
        },
    )


def describe_keywords(keywords: pd.DataFrame, named: pd.DataFrame, papers: pd.DataFrame) -> list[Sentence]:
    """What the numbers rest on: whose keywords they are, how many spellings were merged, who has none."""
    if keywords.empty:
        return []
    kinds = named["kind"].value_counts()
    told: list[Sentence] = [
        ("{n} keywords on papers are " + _KINDS[kind] + ".", {"n": int(kinds[kind])})
        for kind in _KINDS
        if kind in kinds.index
    ]
    merged = keywords["variants"].map(len)
    told.append(
        (
            "{written} spellings were merged into {count:keyword|keywords}; data/overrides/keywords.csv says what else "
            "is one, and what is left out.",
            {"written": int(merged.sum()), "count": len(keywords)},
        )
    )
    without = len(papers) - named["paper_id"].nunique()
    if without:
        told.append(
            (
                "{without:paper has|papers have} no such keyword and {are} counted nowhere but among the terms.",
                {"without": without, "are": "is" if without == 1 else "are"},
            )
        )
    return told


def keyword_rows(keywords: pd.DataFrame, nodes: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each of the most frequent keywords: papers, spellings, the community it stands in."""
    community = nodes[nodes["degree"] > 0].set_index("keyword")["community"]
    shown = _by_papers(keywords).head(most)
    return pd.DataFrame(
        {
            "keyword": shown["keyword"].to_numpy(),
            "papers": [Linked(row.papers, papers_link(row.keyword, keyword=row.keyword)) for row in shown.itertuples()],
            "community": [f"{community[name]}" if name in community.index else "" for name in shown["keyword"]],
            "also written": [_also(row.keyword, list(row.variants)) for row in shown.itertuples()],
        }
    )


def _by_papers(keywords: pd.DataFrame) -> pd.DataFrame:
    return keywords.sort_values(["papers", "keyword"], ascending=[False, True])


def _also(keyword: str, variants: list[str]) -> str:
    others = [variant for variant in variants if variant != keyword]
    more = f" and {len(others) - _MOST_VARIANTS} more" if len(others) > _MOST_VARIANTS else ""
    return ", ".join(others[:_MOST_VARIANTS]) + more
