"""One number for an author's papers and their citations: h, g and m."""

import numpy as np
import pandas as pd

# Of fewer papers drawn anew nothing can be told of an index.
_LEAST_PAPERS = 10


def h_index(citations: np.ndarray) -> int:
    """The most papers h that are cited h times or more each [1]_.

    References
    ----------
    .. [1] J. E. Hirsch, "An index to quantify an individual's scientific research output", PNAS 102(46), 16569-16572
       (2005).

    Examples
    --------
    >>> h_index(np.array([10, 8, 5, 4, 3])), h_index(np.array([0, 0]))
    (4, 0)
    """
    ordered = np.sort(citations)[::-1]
    return int((ordered >= np.arange(1, len(ordered) + 1)).sum())


def g_index(citations: np.ndarray) -> int:
    """The most papers g that are cited g squared times or more together [1]_.

    References
    ----------
    .. [1] L. Egghe, "Theory and practise of the g-index", Scientometrics 69(1), 131-152 (2006).

    Examples
    --------
    >>> g_index(np.array([10, 8, 5, 4, 3])), g_index(np.array([1]))
    (5, 1)
    """
    total = np.cumsum(np.sort(citations)[::-1])
    return int((total >= np.arange(1, len(total) + 1) ** 2).sum())


def index_authors(
    paper_authors: pd.DataFrame, counts: pd.Series, years: pd.Series, *, now: int, seed: int, draws: int = 500
) -> pd.DataFrame:
    """The h, g and m index of each author, over the papers of the corpus.

    Parameters
    ----------
    paper_authors
        `paper_id` and `author_id`.
    counts
        Citations of papers as one source counts them, indexed by `paper_id`; papers that it does not count are left
        out.
    years
        Of publication, indexed by `paper_id`.
    now
        The year in which citations were counted.
    seed
        Of the intervals.
    draws
        Resamples of each author's papers.

    Returns
    -------
    pandas.DataFrame
        `author_id`, `papers` (counted), `here` (all of the corpus), `citations`, `h`, `h_low` and `h_high` (95 %,
        bootstrap of papers; missing for fewer than ten), `g`, and `m` (h by years since the first paper here, one at
        least); the highest h first.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": list("pqr"), "author_id": ["Roe"] * 3})
    >>> counts, years = pd.Series({"p": 5, "q": 2, "r": 0}), pd.Series({"p": 2020, "q": 2021, "r": 2022})
    >>> index_authors(rows, counts, years, now=2024, seed=1)[["papers", "citations", "h", "g", "m"]].values.tolist()
    [[3.0, 7.0, 2.0, 2.0, 0.4]]
    """
    rows = paper_authors[["paper_id", "author_id"]].drop_duplicates()
    rows = rows.assign(count=rows["paper_id"].map(counts), year=rows["paper_id"].map(years))
    random = np.random.default_rng(seed)
    found = []
    for author, own in rows.groupby("author_id"):
        # In order, so that the order of rows has no say in what is drawn.
        cited = np.sort(own["count"].dropna().to_numpy("int64"))
        if len(cited) == 0:
            continue
        h, active = h_index(cited), max(now - own["year"].min() + 1, 1) if own["year"].notna().any() else np.nan
        low, high = _interval(cited, random, draws) if len(cited) >= _LEAST_PAPERS else (np.nan, np.nan)
        found.append((author, len(cited), len(own), int(cited.sum()), h, low, high, g_index(cited), h / active))
    columns = ["author_id", "papers", "here", "citations", "h", "h_low", "h_high", "g", "m"]
    table = pd.DataFrame(found, columns=columns)
    return table.sort_values(["h", "citations", "author_id"], ascending=[False, False, True], ignore_index=True)


def _interval(citations: np.ndarray, random: np.random.Generator, draws: int) -> tuple[float, float]:
    """The 95 % interval of h over papers drawn anew."""
    drawn = np.sort(random.choice(citations, size=(draws, len(citations))), axis=1)[:, ::-1]
    indices = (drawn >= np.arange(1, len(citations) + 1)).sum(axis=1)
    low, high = np.quantile(indices, [0.025, 0.975])
    return float(low), float(high)
