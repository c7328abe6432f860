"""Whether later papers cite a paper instead of what it builds on, or together with it."""

import numpy as np
import pandas as pd

# Shares of papers with references, and of citing papers a paper needs, without which nothing is said.
LEAST_COVERAGE = 0.8
LEAST_CITING = 10


class TooFewReferences(ValueError):
    """Too few papers of the corpus list their references."""


def measure_disruption(
    citations: pd.DataFrame,
    papers: pd.DataFrame,
    *,
    whole: pd.Series | None = None,
    seed: int,
    min_citing: int = LEAST_CITING,
    draws: int = 2000,
) -> pd.DataFrame:
    """The disruption index of each paper within the corpus.

    Of the papers that cite a paper or what it cites, i cite it alone, j cite it and a work that it cites, and k only
    such a work: (i - j) / (i + j + k), from -1 (consolidates) to 1 (disrupts) [1]_. Papers of its own day
    or later count, and none without a date.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`, works outside the corpus too.
    papers
        `paper_id` and `published`.
    whole
        The papers whose lists of references are whole; those that cite anything if not given.
    seed
        Of the intervals.
    min_citing
        Papers that fewer papers here cite are left out.
    draws
        Resamples of the citing papers for each interval.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `alone`, `together`, `around` (i, j, k), `disruption`, `low` and `high` (95 %, bootstrap of the
        papers counted); the most disruptive first.

    Raises
    ------
    TooFewReferences
        If less than four fifths of the papers list references in whole: what is missing would count as not cited.

    References
    ----------
    .. [1] R. J. Funk, J. Owen-Smith, "A dynamic network measure of technological change", Management Science 63(3),
       791-817 (2017).

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": list("pabc"), "published": pd.to_datetime(["2020"] + ["2022"] * 3)})
    >>> rows = pd.DataFrame({"paper_id": list("paabc"), "work_id": ["x", "p", "y", "p", "x"]})
    >>> measure_disruption(rows, papers, seed=1, min_citing=1)[["alone", "together", "around"]].values.tolist()
    [[2, 0, 1]]
    """
    listed = citations["paper_id"] if whole is None else whole
    share = papers["paper_id"].isin(listed).mean() if len(papers) else 0.0
    if share < LEAST_COVERAGE:
        raise TooFewReferences(
            f"{100 * share:.0f} % of the papers have a whole list of references; below {100 * LEAST_COVERAGE:.0f} % "
            "papers whose references are missing would count as citing nothing else"
        )
    counts = _count_kinds(citations, papers)
    kept = counts[counts["alone"] + counts["together"] >= min_citing].reset_index(drop=True)
    total = kept[["alone", "together", "around"]].sum(axis=1)
    kept["disruption"] = (kept["alone"] - kept["together"]) / total
    kept[["low", "high"]] = _resample(kept, seed=seed, draws=draws)
    return kept.sort_values(["disruption", "paper_id"], ascending=[False, True], ignore_index=True)


def _count_kinds(citations: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """Of each paper that is cited here and lists references: who cites it alone, with its references, or only these."""
    pairs = citations[["paper_id", "work_id"]].drop_duplicates()
    days = papers.set_index("paper_id")["published"]
    focal = pairs[pairs["work_id"].isin(set(pairs["paper_id"]) & set(days.index))]
    focal = focal.rename(columns={"paper_id": "citing", "work_id": "focal"})
    focal = focal[(focal["citing"].map(days) >= focal["focal"].map(days)).to_numpy()]
    wanted = pairs[pairs["paper_id"].isin(focal["focal"])].rename(columns={"paper_id": "focal"})
    beside = wanted.merge(pairs.rename(columns={"paper_id": "citing"}), on="work_id")
    beside = beside[beside["citing"] != beside["focal"]][["focal", "citing"]].drop_duplicates()
    beside = beside[(beside["citing"].map(days) >= beside["focal"].map(days)).to_numpy()]
    both = focal.merge(beside, on=["focal", "citing"])
    counts = pd.DataFrame(
        {
            "cited": focal.groupby("focal").size(),
            "together": both.groupby("focal").size(),
            "beside": beside.groupby("focal").size(),
        }
    )
    counts = counts[counts["cited"].notna()].fillna(0).astype("int64")
    told = pd.DataFrame(
        {
            "alone": counts["cited"] - counts["together"],
            "together": counts["together"],
            "around": counts["beside"] - counts["together"],
        }
    )
    return told.rename_axis("paper_id").reset_index()


def _resample(counts: pd.DataFrame, *, seed: int, draws: int) -> np.ndarray:
    """The 95 % interval of each index, its papers drawn anew."""
    random = np.random.default_rng(seed)
    intervals = np.full((len(counts), 2), np.nan)
    for row, kinds in enumerate(counts[["alone", "together", "around"]].to_numpy(float)):
        total = int(kinds.sum())
        drawn = random.multinomial(total, kinds / total, size=draws)
        intervals[row] = np.quantile((drawn[:, 0] - drawn[:, 1]) / total, [0.025, 0.975])
    return intervals
