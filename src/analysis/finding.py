"""Papers found by their words or their meaning, and shown where a page has no drawer."""

import html
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.embed import embed_names
from analysis.text import has_phrase
from analysis.workspace import FieldnotesError, read_table

_COLUMNS = ["paper_id", "title", "published", "venue"]


class UnknownPaperError(FieldnotesError):
    """A paper is asked for that the tables do not hold."""


def search_papers(words: str, *, papers: pd.DataFrame | None = None) -> pd.DataFrame:
    """The papers that have a phrase in title or abstract, the newest first.

    Parameters
    ----------
    words
        As a field's phrases are written: whatever the case, hyphens or plural; ``*`` ends a word's beginning, ``&``
        asks for both sides.
    papers
        Where to look; the table `papers` when omitted.

    Examples
    --------
    >>> papers = pd.DataFrame({"title": ["Whole-slide images", "Hearts"], "abstract": None, "published": pd.NaT})
    >>> search_papers("whole slide image", papers=papers)["title"].tolist()
    ['Whole-slide images']
    """
    papers = read_table("papers") if papers is None else papers
    found = papers[has_phrase(papers, [words])]
    return found.sort_values("published", ascending=False, na_position="last", kind="stable", ignore_index=True)


def similar_papers(like: str, *, most: int = 10) -> pd.DataFrame:
    """The papers nearest in meaning to a paper or a text.

    Parameters
    ----------
    like
        A `paper_id`, or any text: a title, a sentence, an abstract.
    most
        How many.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `title`, `published`, `venue`, `similarity` (cosine), the nearest first; not the paper itself.
    """
    embeddings = read_table("embeddings")
    vectors, own = np.stack(embeddings["vector"]), (embeddings["paper_id"] == like).to_numpy()
    asked = vectors[own][0] if own.any() else embed_names([like], model=embeddings["model"].iloc[0])[0]
    near = embeddings[["paper_id"]].assign(similarity=(vectors @ asked).round(3))[~own]
    near = near.sort_values(["similarity", "paper_id"], ascending=[False, True]).head(most)
    papers = read_table("papers", columns=_COLUMNS)
    return near.merge(papers, on="paper_id")[[*_COLUMNS, "similarity"]]


class ShownPapers:
    """A list of papers as a notebook shows it; `frame` holds its rows."""

    def __init__(self, frame: pd.DataFrame, *, most: int) -> None:
        self.frame = frame
        self._most = most

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str:
        from analysis.reports.pages import show_dates

        rows = self.frame.head(self._most)
        described = map(_describe, rows.to_dict("records"), show_dates(rows))
        items = "".join(f"<li>{paper}</li>" for paper in described)
        rest = len(self.frame) - len(rows)
        return f"<p>{len(self.frame):,} papers</p><ol>{items}</ol>" + (f"<p>… and {rest:,} more</p>" if rest else "")


def show_papers(papers: pd.DataFrame | Iterable[str], *, most: int = 50) -> ShownPapers:
    """Show papers with what is known of them and a link to each.

    Parameters
    ----------
    papers
        Rows with `paper_id`, such as those that `search_papers` finds or that are behind a number, or ids.
    most
        How many are drawn; `frame` has all.

    Raises
    ------
    UnknownPaperError
        If an id is in no table.
    """
    asked = papers["paper_id"] if isinstance(papers, pd.DataFrame) else pd.Series(list(papers), dtype="str")
    ids = asked.drop_duplicates().tolist()
    known = read_table("papers").set_index("paper_id")
    missing = [paper_id for paper_id in ids if paper_id not in known.index]
    if missing:
        raise UnknownPaperError(f"no paper {missing[0]!r} among {len(known):,}; ids look like {known.index[0]!r}")
    return ShownPapers(known.loc[ids].reset_index(), most=most)


def _describe(paper: dict[str, object], day: str) -> str:
    """One paper as safe HTML; only web addresses become links."""
    title, url = html.escape(str(paper["title"])), str(paper["url"] or "")
    if url.startswith(("https://", "http://")):
        title = f'<a href="{html.escape(url, quote=True)}" target="_blank" rel="noreferrer">{title}</a>'
    venue = "" if pd.isna(paper["venue"]) else str(paper["venue"])
    return f"{title}<br><small>{html.escape(' · '.join(filter(None, (day, venue, str(paper['paper_id'])))))}</small>"
