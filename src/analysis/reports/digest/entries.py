"""The new papers as page, feed and message tell them: title, people, date, link, why it is there, and a summary."""

from collections.abc import Collection
from urllib.parse import quote

import pandas as pd

from analysis.digest import OTHERS
from analysis.reports.pages import show_dates

# People that are named before "and others".
_NAMED = 6


def tell_entries(
    digest: pd.DataFrame,
    searches: pd.DataFrame,
    papers: pd.DataFrame,
    authorships: pd.DataFrame,
    search_papers: pd.DataFrame,
    *,
    shut: Collection[str],
    most: int,
) -> pd.DataFrame:
    """The first new papers of each search, in its order.

    Parameters
    ----------
    digest, searches, papers, authorships, search_papers
        The tables of that name (`digest_searches`, which has the searches in their order).
    shut
        Papers of which no sentence of the abstract may be told.
    most
        Papers of a search.

    Returns
    -------
    pandas.DataFrame
        `search`, `place`, `paper_id`, `title`, `authors` (a list), `by` (the first of them), `date`, `venue`, `link`
        (may be empty), `why`, `summary`, `above` (the search that shows it first, empty in that one).
    """
    rows = digest[(digest["place"] <= most) & (digest["search"] != OTHERS)]
    rows = pd.concat([rows[rows["search"] == name] for name in searches["search"]], ignore_index=True)
    told = papers.set_index("paper_id").loc[rows["paper_id"]].reset_index()
    names = authorships.sort_values(["paper_id", "position"]).groupby("paper_id")["name"].agg(list)
    short = search_papers.set_index("paper_id").loc[rows["paper_id"]].reset_index()
    first = rows.drop_duplicates("paper_id").set_index("paper_id")["search"]
    above = rows["paper_id"].map(first)
    hidden = (short["summary_basis"] == "extracted") & short["paper_id"].isin(shut)
    authors = [names.get(paper_id, []) for paper_id in rows["paper_id"]]
    return pd.DataFrame(
        {
            "search": rows["search"].to_numpy(),
            "place": rows["place"].to_numpy(),
            "paper_id": rows["paper_id"].to_numpy(),
            "title": told["title"].fillna("untitled"),
            "authors": authors,
            "by": [name_first(people) for people in authors],
            "date": show_dates(told),
            "published": told["published"],
            "venue": told["venue"].fillna("").astype("str"),
            "link": [link_paper(url, doi) for url, doi in zip(told["url"], told["doi"], strict=True)],
            "why": _quote(rows, shut),
            "summary": short["summary"].where(~hidden).fillna("").astype("str"),
            "above": above.where(above != rows["search"], "").to_numpy(),
        }
    )


def name_first(authors: list[str]) -> str:
    """The first people of a paper.

    Examples
    --------
    >>> name_first(["Ann", "Bo"]), name_first(["A", "B", "C", "D", "E", "F", "G", "H"])
    ('Ann, Bo', 'A, B, C, D, E, F and 2 others')
    """
    rest = len(authors) - _NAMED
    shown = ", ".join(authors[:_NAMED])
    return f"{shown} and {rest} other{'s' if rest > 1 else ''}" if rest > 0 else shown


def link_paper(url: object, doi: object) -> str:
    """Where a paper is: its address if that is of the web, else its DOI's.

    Examples
    --------
    >>> link_paper("javascript:alert(1)", "10.1/<x>"), link_paper("https://arxiv.org/abs/2503.00374", None)
    ('https://doi.org/10.1/%3Cx%3E', 'https://arxiv.org/abs/2503.00374')
    """
    if isinstance(url, str) and url.lower().startswith(("https://", "http://")):
        # What no address may hold as it is; what is written by its number stays.
        return quote(url, safe="%:/?#[]@!$&'()*+,;=~-._")
    return f"https://doi.org/{quote(doi, safe='/:;().-_')}" if isinstance(doi, str) and doi else ""


def _quote(rows: pd.DataFrame, shut: Collection[str]) -> list[str]:
    """Why each paper is there, with the sentence that put it there if that may be told."""
    return [
        f"{row.why}: “{row.sentence}”" if row.sentence and row.paper_id not in shut else row.why
        for row in rows.itertuples()
    ]
