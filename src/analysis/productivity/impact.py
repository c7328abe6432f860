"""How often papers are cited: here and as sources count, per year, and beside papers of their year and topic."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.counts import count_papers

_YEAR = 365.25
# Values drawn at once.
_AT_ONCE = 4_000_000
# A group of fewer papers has no mean worth comparing with.
_LEAST = 5


class OneCount(NamedTuple):
    """How often papers are cited as one source counts.

    Attributes
    ----------
    cited
        Whole numbers, indexed by `paper_id`; a paper that the source does not count is missing.
    title
        What the source is called; empty where none counts.
    captured
        The day of the count, where it is known.
    """

    cited: pd.Series
    title: str
    captured: pd.Timestamp | None


def count_local(citations: pd.DataFrame, papers: pd.DataFrame) -> pd.Series:
    """How many papers of the corpus cite each paper of it.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`, each pair once.
    papers
        `paper_id`.

    Returns
    -------
    pandas.Series
        Whole numbers, indexed by `paper_id`, in the order of `papers`.

    Examples
    --------
    >>> citations = pd.DataFrame({"paper_id": ["q", "r", "r"], "work_id": ["p", "p", "x"]})
    >>> count_local(citations, pd.DataFrame({"paper_id": ["p", "q", "r"]})).to_dict()
    {'p': 2, 'q': 0, 'r': 0}
    """
    counts = citations["work_id"].value_counts()
    return counts.reindex(papers["paper_id"]).fillna(0).astype("int64").rename("local")


def count_by_source(counts: pd.DataFrame, sources: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """How often each source says that papers are cited, and per year until the day it was captured.

    Counts of several sources are never mixed: they index other journals, and were captured on other days.

    Parameters
    ----------
    counts
        `paper_id`, `source`, `cited_by`.
    sources
        `source` and `captured_on`; without that day nothing is said per year.
    papers
        `paper_id` and `published`.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `source`, `cited_by`, `years` since publication (one at least) and `per_year`; the most cited of
        each source first.

    Examples
    --------
    >>> counts = pd.DataFrame({"paper_id": ["p"], "source": ["wos"], "cited_by": [30]})
    >>> sources = pd.DataFrame({"source": ["wos"], "captured_on": pd.to_datetime(["2025-01-01"])})
    >>> papers = pd.DataFrame({"paper_id": ["p"], "published": pd.to_datetime(["2020-01-01"])})
    >>> count_by_source(counts, sources, papers).round(1).values.tolist()
    [['p', 'wos', 30, 5.0, 6.0]]
    """
    rows = counts.loc[counts["cited_by"].notna(), ["paper_id", "source", "cited_by"]].astype({"cited_by": "int64"})
    rows = rows.merge(papers[["paper_id", "published"]], on="paper_id")
    rows = rows.merge(sources[["source", "captured_on"]], on="source", how="left")
    rows["years"] = ((rows["captured_on"] - rows["published"]).dt.days / _YEAR).clip(lower=1.0)
    rows["per_year"] = rows["cited_by"] / rows["years"]
    ordered = rows.sort_values(["source", "cited_by", "paper_id"], ascending=[True, False, True], ignore_index=True)
    return ordered.drop(columns=["published", "captured_on"])


def count_from_one_source(counts: pd.DataFrame, sources: pd.DataFrame) -> OneCount:
    """How often papers are cited by the source that counts the most of them, the first by name among equals.

    Parameters
    ----------
    counts
        `paper_id`, `source`, `cited_by`.
    sources
        `source`, `title`, `captured_on`.

    Examples
    --------
    >>> counts = pd.DataFrame({"paper_id": ["p", "q", "p"], "source": ["sc", "sc", "cr"], "cited_by": [3, 1, 9]})
    >>> sources = pd.DataFrame({"source": ["cr", "sc"], "title": ["Crossref", "Scopus"], "captured_on": pd.NaT})
    >>> cited, title, captured = count_from_one_source(counts, sources)
    >>> cited.to_dict(), title, captured
    ({'p': 3, 'q': 1}, 'Scopus', None)
    """
    told = counts[counts["cited_by"].notna()]
    if told.empty:
        return OneCount(pd.Series(dtype="int64"), "", None)
    most = count_papers(told, by="source").index[0]
    cited = told[told["source"] == most].set_index("paper_id")["cited_by"].astype("int64")
    known = sources.set_index("source").loc[most]
    return OneCount(cited, str(known["title"]), None if pd.isna(known["captured_on"]) else known["captured_on"])


def normalise_counts(counts: pd.Series, years: pd.Series, topics: pd.Series | None = None) -> pd.DataFrame:
    """How often papers are cited beside the mean of their year, and of their year and topic.

    Parameters
    ----------
    counts
        Citations, indexed by `paper_id`.
    years
        Year of publication, indexed alike; a paper without one is compared with none.
    topics
        Indexed alike; missing where a paper has no topic.

    Returns
    -------
    pandas.DataFrame
        Indexed alike: `count`, `year_score` and `topic_score`: times the mean of the group [1]_, missing where the
        group has fewer than five papers or nobody cites any of them.

    References
    ----------
    .. [1] L. Waltman, N. J. van Eck, T. N. van Leeuwen, M. S. Visser, A. F. J. van Raan, "Towards a new crown
       indicator: some theoretical considerations", Journal of Informetrics 5(1), 37-47 (2011).

    Examples
    --------
    >>> counts = pd.Series([8, 2, 0, 0, 0, 9], index=list("abcdef"))
    >>> normalise_counts(counts, pd.Series([2020] * 5 + [2021], index=list("abcdef")))["year_score"].tolist()
    [4.0, 1.0, 0.0, 0.0, 0.0, nan]
    """
    known = years.reindex(counts.index)
    scores = pd.DataFrame({"count": counts, "year_score": _beside_mean(counts, [known])})
    if topics is not None:
        scores["topic_score"] = _beside_mean(counts, [known, topics.reindex(counts.index)])
    return scores


def _beside_mean(counts: pd.Series, keys: list[pd.Series]) -> pd.Series:
    groups = counts.groupby([key.to_numpy() for key in keys], dropna=True)
    mean, size = groups.transform("mean"), groups.transform("size")
    return (counts / mean.where(mean > 0)).where(size >= _LEAST)


def compare_groups(scores: pd.Series, rows: pd.DataFrame, *, by: str, seed: int, min_papers: int = 5) -> pd.DataFrame:
    """The mean score of groups of papers, with intervals that suit skewed counts.

    Parameters
    ----------
    scores
        Of papers, indexed by `paper_id`; missing ones count nowhere.
    rows
        `paper_id` and the column `by`; a paper may be in several groups.
    by
        The column that names groups.
    seed
        Of the bootstrap.
    min_papers
        Groups of fewer papers with a score are left out.

    Returns
    -------
    pandas.DataFrame
        The column `by`, `papers` in the group, `scored` ones, their `mean`, `low` and `high` (95 %, bias-corrected and
        accelerated bootstrap of papers [1]_) and `median`; the highest mean first.

    References
    ----------
    .. [1] B. Efron, "Better bootstrap confidence intervals", JASA 82(397), 171-185 (1987).

    Examples
    --------
    >>> scores = pd.Series([0.0, 0, 1, 1, 9], index=list("abcde"))
    >>> rows = pd.DataFrame({"paper_id": list("abcde"), "venue": "Wells"})
    >>> compare_groups(scores, rows, by="venue", seed=1)[["venue", "papers", "mean", "median"]].values.tolist()
    [['Wells', 5, 2.2, 1.0]]
    """
    members = rows[["paper_id", by]].drop_duplicates()
    known = members.assign(score=members["paper_id"].map(scores)).dropna()
    sizes = members[by].value_counts()
    found = []
    for name, values in known.groupby(by)["score"]:
        if len(values) >= min_papers:
            low, high = mean_interval(values.to_numpy(float), seed=seed)
            found.append((name, sizes[name], len(values), values.mean(), low, high, values.median()))
    groups = pd.DataFrame(found, columns=[by, "papers", "scored", "mean", "low", "high", "median"])
    return groups.sort_values(["mean", by], ascending=[False, True], ignore_index=True)


def mean_interval(values: np.ndarray, *, seed: int, draws: int = 2000) -> tuple[float, float]:
    """The 95 % interval of the mean of skewed values (bias-corrected and accelerated bootstrap [1]_).

    References
    ----------
    .. [1] B. Efron, "Better bootstrap confidence intervals", JASA 82(397), 171-185 (1987).

    Examples
    --------
    >>> low, high = mean_interval(np.array([0.0, 0, 0, 1, 1, 2, 3, 40]), seed=1)
    >>> 0 < low < 5.9 < high
    True
    """
    from scipy.special import ndtr, ndtri

    # In order, so that the order of rows has no say.
    ordered, size = np.sort(np.asarray(values, dtype=float)), len(values)
    if size < 2 or np.ptp(ordered) == 0:
        mean = float(ordered.mean()) if size else float("nan")
        return mean, mean
    means = _draw_means(ordered, seed=seed, draws=draws)
    bias = ndtri(((means < ordered.mean()).sum() + (means <= ordered.mean()).sum()) / (2 * draws))
    # The mean without each value in turn is (total - value) / (size - 1).
    away = (ordered - ordered.mean()) / (size - 1)
    skew = (away**3).sum() / (6 * (away**2).sum() ** 1.5)
    shifted = bias + ndtri(np.array([0.025, 0.975]))
    low, high = np.quantile(means, ndtr(bias + shifted / (1 - skew * shifted)))
    return float(low), float(high)


def _draw_means(values: np.ndarray, *, seed: int, draws: int) -> np.ndarray:
    """Means of as many values drawn with replacement, some millions at a time."""
    random, at_once = np.random.default_rng(seed), max(_AT_ONCE // len(values), 1)
    parts = [min(at_once, draws - start) for start in range(0, draws, at_once)]
    return np.concatenate([values[random.integers(0, len(values), (part, len(values)))].mean(axis=1) for part in parts])
