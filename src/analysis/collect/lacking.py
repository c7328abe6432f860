"""What a corpus lacks of its own papers, and what it cites and does not hold: the questions to ask next."""

import pandas as pd

from analysis.collect.by_ids import Ids

WANTED = ("abstract", "references", "affiliations", "citations")


def find_lacking(
    papers: pd.DataFrame,
    authorships: pd.DataFrame,
    references: pd.DataFrame,
    counts: pd.DataFrame,
    *,
    wanted: list[str],
) -> Ids:
    """The papers with a DOI of which something wanted is not known.

    Parameters
    ----------
    papers, authorships, references, counts
        The tables `papers`, `authorships`, `references` and `citation_counts`.
    wanted
        Some of `WANTED`.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q", "r"], "doi": ["10.1/p", "10.1/q", None],
    ...     "abstract": ["A", None, None]})
    >>> none = pd.DataFrame({"paper_id": [], "affiliation": [], "cited_by": []})
    >>> find_lacking(papers, none, none, none, wanted=["abstract"]).dois
    ('10.1/q',)
    """
    has = {
        "abstract": papers["paper_id"].where(papers["abstract"].notna()),
        "references": references["paper_id"],
        "affiliations": authorships.loc[authorships["affiliation"].notna(), "paper_id"],
        "citations": counts.loc[counts["cited_by"].notna(), "paper_id"],
    }
    lacks = pd.Series(False, index=papers.index)
    for name in wanted:
        lacks |= ~papers["paper_id"].isin(has[name])
    return Ids(tuple(papers.loc[lacks & papers["doi"].notna(), "doi"].sort_values().drop_duplicates()))


def find_next(works: pd.DataFrame, papers: pd.DataFrame, *, least: int, forwards: bool = False) -> Ids:
    """What to ask for next: works that many papers cite, or, forwards, the corpus's own papers, to ask who cites them.

    Parameters
    ----------
    works, papers
        The tables `cited_works` and `papers`.
    least
        Fewest papers that cite a work.
    forwards
        Whether the corpus's own papers are meant.

    Examples
    --------
    >>> works = pd.DataFrame({"doi": ["10.1/a", "10.1/b"], "openalex_id": ["", "W12345"], "in_corpus": False,
    ...     "citations": [3, 5], "work_id": ["a", "b"]})
    >>> find_next(works, pd.DataFrame(), least=3)
    Ids(dois=('10.1/a',), openalex=('W12345',))
    """
    if forwards:
        rows = papers.fillna({"doi": "", "openalex_id": ""}).sort_values("paper_id")
    else:
        outside = works[~works["in_corpus"] & (works["citations"] >= least)]
        rows = outside.sort_values(["citations", "work_id"], ascending=[False, True])
    known = rows["openalex_id"] != ""
    dois = rows.loc[~known & (rows["doi"] != ""), "doi"]
    return Ids(tuple(dois.drop_duplicates()), tuple(rows.loc[known, "openalex_id"].drop_duplicates()))
