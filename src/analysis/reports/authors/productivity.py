"""How many papers authors write, and how often these are cited, as they are told."""

import numpy as np
import pandas as pd

from analysis.counts import count_papers
from analysis.productivity import Lotka, index_authors
from analysis.reports.pages import Linked, papers_link

Sentence = tuple[str, dict[str, object]]


def say_lotka(lotka: Lotka) -> str:
    """Whether Lotka's law describes the authors.

    Examples
    --------
    >>> import pandas as pd
    >>> say_lotka(Lotka(pd.DataFrame(), 12, float("nan"), 0, 0, 0))
    'Too few authors to fit a law: 12'
    """
    if not np.isfinite(lotka.exponent):
        return f"Too few authors to fit a law: {lotka.authors:,}"
    told = f"exponent {lotka.exponent:.2f} ({lotka.low:.2f} to {lotka.high:.2f})"
    if lotka.fit < 0.1:
        return f"Lotka's law does not describe these authors: {told}, goodness of fit {lotka.fit:.2f}"
    beside = "" if lotka.low <= 2 <= lotka.high else f", {'steeper' if lotka.low > 2 else 'flatter'} than Lotka's 2"
    return f"A power law describes the authors: {told}{beside}, goodness of fit {lotka.fit:.2f}"


def index_rows(
    paper_authors: pd.DataFrame,
    counts: pd.Series,
    papers: pd.DataFrame,
    *,
    names: pd.Series,
    captured: pd.Timestamp | None,
    seed: int,
    most: int,
) -> pd.DataFrame:
    """The h, g and m index of the authors of the most papers here.

    Parameters
    ----------
    paper_authors
        `paper_id`, `author_id`.
    counts
        Citations of papers, of one source.
    papers
        `paper_id`, `published`.
    names
        Of authors, indexed by `author_id`.
    captured
        The day on which the source was captured; that of the newest paper where it is not known.
    seed
        Of the intervals.
    most
        Rows shown.
    """
    leading = count_papers(paper_authors, by="author_id").head(most).index
    dates = papers.set_index("paper_id")["published"]
    now = captured if captured is not None else dates.max()
    own = paper_authors[paper_authors["author_id"].isin(leading)]
    found = index_authors(own, counts, dates.dt.year, now=now.year if pd.notna(now) else 0, seed=seed)
    return pd.DataFrame(
        {
            "author": [
                Linked(names.get(author, author), papers_link(names.get(author, author), author=author))
                for author in found["author_id"]
            ],
            "papers here": found["here"].to_numpy(),
            "counted": found["papers"].to_numpy(),
            "citations": found["citations"].to_numpy(),
            "h": found["h"].to_numpy(),
            "95 %": [
                f"{row.h_low:.0f} to {row.h_high:.0f}" if pd.notna(row.h_low) else "" for row in found.itertuples()
            ],
            "g": found["g"].to_numpy(),
            "m": [f"{value:.2f}" if pd.notna(value) else "" for value in found["m"]],
        }
    )


def say_indices(counts: pd.Series, title: str, captured: pd.Timestamp | None, papers: pd.DataFrame) -> list[Sentence]:
    """What the indices rest on: one source, its day, the papers that it counts."""
    if counts.empty:
        return [("No source here says how often papers are cited, so no index is told.", {})]
    day = f", as of {captured:%Y-%m-%d}" if captured is not None else ""
    return [
        (
            f"Citations are those that {{title}} counts{day}, of {{n}} of {{papers:paper}}; papers here that it does "
            "not count, and those that the search did not find, count nowhere, so that every index is lower than that "
            "of a whole career. Names told apart wrongly change it too.",
            {"title": title, "n": len(counts), "papers": len(papers)},
        )
    ]
