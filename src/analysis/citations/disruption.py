"""Whether later papers cite a paper instead of what it builds on, or together with it."""

import numpy as np
import pandas as pd

# Shares of papers with references, and of citing papers a paper needs, without which nothing is said.
LEAST_COVERAGE = 0.8
LEAST_CITING = 10
# Papers at a time: who cites what they cite is many times more than cites them.
_BLOCK = 200


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
    such a work: (i - j) / (i + j + k), from -1 (consolidates) to 1 (disrupts) [1]_. Papers count that may be of its own
    day or later, and none without a date.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`, works outside the corpus too.
    papers
        `paper_id`, `published` and `date_precision`.
    whole
        The papers whose lists of references are whole; those that cite anything if not given.
    seed
        Of the intervals.
    min_citing
        Papers that fewer papers here cite are left out.
    draws
        Shares drawn for each interval.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `alone`, `together`, `around` (i, j, k), `disruption`, `low` and `high` (95 %, of shares
        drawn from what the counts and Jeffreys' prior tell); the most disruptive first.

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
    >>> papers = pd.DataFrame({"paper_id": list("pabc"), "published": pd.to_datetime(["2020"] + ["2022"] * 3),
    ...     "date_precision": "year"})
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
    pairs = citations[["paper_id", "work_id"]].drop_duplicates()
    days = _find_days(papers)
    focal = _find_later(pairs, days, min_citing=min_citing)
    chosen = focal["focal"].unique()
    blocks = [focal[focal["focal"].isin(chosen[start : start + _BLOCK])] for start in range(0, len(chosen), _BLOCK)]
    kept = pd.concat([_count_kinds(block, pairs, days) for block in blocks or [focal]], ignore_index=True)
    total = kept[["alone", "together", "around"]].sum(axis=1)
    kept["disruption"] = (kept["alone"] - kept["together"]) / total
    kept[["low", "high"]] = _draw(kept, seed=seed, draws=draws)
    return kept.sort_values(["disruption", "paper_id"], ascending=[False, True], ignore_index=True)


def _find_days(papers: pd.DataFrame) -> pd.DataFrame:
    """The first and the last day on which each paper may have appeared, indexed by paper."""
    first, precision = papers["published"], papers["date_precision"]
    last = first.mask(precision == "month", first + pd.offsets.MonthEnd(0))
    last = last.mask(precision == "year", first + pd.offsets.YearEnd(0))
    return pd.DataFrame({"first": first, "last": last}).set_axis(papers["paper_id"])


def _find_later(pairs: pd.DataFrame, days: pd.DataFrame, *, min_citing: int) -> pd.DataFrame:
    """Papers that cite something and are cited by enough papers that are no earlier, a row for each of these."""
    focal = pairs[pairs["work_id"].isin(set(pairs["paper_id"]) & set(days.index))]
    focal = focal.rename(columns={"paper_id": "citing", "work_id": "focal"})
    focal = focal[_is_later(focal, days)]
    return focal[focal.groupby("focal")["citing"].transform("size") >= min_citing].sort_values(["focal", "citing"])


def _is_later(rows: pd.DataFrame, days: pd.DataFrame) -> np.ndarray:
    """Whether the paper `citing` may be of the day of `focal` or later."""
    return (rows["citing"].map(days["last"]) >= rows["focal"].map(days["first"])).to_numpy()


def _count_kinds(focal: pd.DataFrame, pairs: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Of each `focal` paper: who cites it alone, with its references, or only these."""
    wanted = pairs[pairs["paper_id"].isin(focal["focal"])].rename(columns={"paper_id": "focal"})
    beside = wanted.merge(pairs.rename(columns={"paper_id": "citing"}), on="work_id")
    beside = beside[beside["citing"] != beside["focal"]][["focal", "citing"]].drop_duplicates()
    beside = beside[_is_later(beside, days)]
    cited = focal.groupby("focal").size()
    together = focal.merge(beside, on=["focal", "citing"]).groupby("focal").size().reindex(cited.index, fill_value=0)
    around = beside.groupby("focal").size().reindex(cited.index, fill_value=0) - together
    kinds = {"alone": cited - together, "together": together, "around": around}
    return pd.DataFrame(kinds).rename_axis("paper_id").reset_index()


def _draw(counts: pd.DataFrame, *, seed: int, draws: int) -> np.ndarray:
    """The 95 % interval of each index, its shares drawn from what the counts and Jeffreys' prior tell."""
    random = np.random.default_rng(seed)
    intervals = np.full((len(counts), 2), np.nan)
    for row, kinds in enumerate(counts[["alone", "together", "around"]].to_numpy(float)):
        drawn = random.dirichlet(kinds + 0.5, size=draws)
        intervals[row] = np.quantile(drawn[:, 0] - drawn[:, 1], [0.025, 0.975])
    return intervals
