"""Reference publication year spectroscopy: the years from which papers here cite more than from those around."""

import numpy as np
import pandas as pd

# Years to either side that a year is held against.
_REACH = 2


def count_cited_years(
    citations: pd.DataFrame, works: pd.DataFrame, *, seed: int, first: int = 0, last: int = 9999, draws: int = 5000
) -> pd.DataFrame:
    """Cited references by the year in which the cited work appeared, and how each year stands out.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`.
    works
        `work_id`, `year` (0 where it is not known).
    seed, draws
        Of the drawn counts of neighbouring years.
    first, last
        Cited works of earlier and later years are left out: a year after that of the newest paper is a slip.

    Returns
    -------
    pandas.DataFrame
        A row for each year without gaps: `year`, `citations`, `works` (distinct), `median` (of the year and the two
        before and after), `deviation` (from it [1]_), `expected` and `q_value`. Expected is what the two years before
        and after lead to: the larger of their mean and of the curve through them, so that the top of a wave is no peak.
        The `q_value` is how likely as many citations or more are by chance (neighbours and year drawn as Poisson
        counts, corrected for all years, Benjamini and Hochberg). Years without two neighbours on either side have
        neither.

    References
    ----------
    .. [1] W. Marx, L. Bornmann, A. Barth, L. Leydesdorff, "Detecting the historical roots of research fields by
       reference publication year spectroscopy (RPYS)", JASIST 65(4), 751-764 (2014).

    Examples
    --------
    >>> works = pd.DataFrame({"work_id": list("abcde"), "year": [1998, 1999, 2000, 2001, 2002]})
    >>> cites = pd.DataFrame({"paper_id": [f"p{n}" for n in range(20)], "work_id": list("abde") + ["c"] * 16})
    >>> found = count_cited_years(cites, works, seed=1)
    >>> found.loc[found["year"] == 2000, ["citations", "median", "deviation"]].values.tolist()
    [[16.0, 1.0, 15.0]]
    """
    years = citations["work_id"].map(works.set_index("work_id")["year"])
    dated = citations.assign(year=years)[years.between(max(first, 1), last)].astype({"year": "int64"})
    if dated.empty:
        return pd.DataFrame(columns=["year", "citations", "works", "median", "deviation", "expected", "q_value"])
    span = range(dated["year"].min(), dated["year"].max() + 1)
    counts = dated.groupby("year").agg(citations=("work_id", "size"), works=("work_id", "nunique"))
    counts = counts.reindex(span, fill_value=0).rename_axis("year").reset_index()
    around = counts["citations"].rolling(2 * _REACH + 1, center=True, min_periods=1)
    counts["median"] = around.median()
    counts["deviation"] = counts["citations"] - counts["median"]
    observed = counts["citations"].to_numpy(float)
    counts["expected"] = _expect(observed[None, :])[0]
    counts["q_value"] = _chance_of_peaks(observed, seed=seed, draws=draws)
    return counts


def find_peaks(spectrum: pd.DataFrame, *, false_discovery_rate: float = 0.05) -> pd.DataFrame:
    """The years that stand out beyond chance and above both of their neighbours, the largest deviation first."""
    before, after = spectrum["deviation"].shift(1, fill_value=0), spectrum["deviation"].shift(-1, fill_value=0)
    peak = (spectrum["deviation"] > 0) & (spectrum["deviation"] >= before) & (spectrum["deviation"] >= after)
    sure = spectrum[peak & (spectrum["q_value"] <= false_discovery_rate)]
    return sure.sort_values(["deviation", "year"], ascending=[False, True], ignore_index=True)


def explain_peaks(peaks: pd.DataFrame, works: pd.DataFrame, *, most: int = 3) -> pd.DataFrame:
    """The most cited works of each peak, and what share of the year's citations they are.

    Parameters
    ----------
    peaks
        As `find_peaks` gives them.
    works
        `work_id`, `label`, `year`, `citations`.
    most
        Works told of each peak.

    Returns
    -------
    pandas.DataFrame
        `year`, `work_id`, `label`, `citations`, `share`; peaks in their order, works by citations.
    """
    inside = works[works["year"].isin(peaks["year"])]
    ordered = inside.sort_values(["citations", "work_id"], ascending=[False, True])
    leading = ordered[ordered.groupby("year").cumcount() < most]
    total = peaks.set_index("year")["citations"]
    told = leading.assign(share=leading["citations"] / leading["year"].map(total))
    order = {year: place for place, year in enumerate(peaks["year"])}
    told = told.assign(order=told["year"].map(order)).sort_values("order", kind="stable", ignore_index=True)
    return told[["year", "work_id", "label", "citations", "share"]]


def _expect(counts: np.ndarray) -> np.ndarray:
    """What the two years before and after lead to, by row; missing where there are no two.

    The curve through four neighbours at -2, -1, 1 and 2 passes 0 at (4 (f(-1) + f(1)) - f(-2) - f(2)) / 6.
    """
    expected = np.full(counts.shape, np.nan)
    if counts.shape[1] > 2 * _REACH:
        far, near = counts[:, :-4] + counts[:, 4:], counts[:, 1:-3] + counts[:, 3:-1]
        expected[:, 2:-2] = np.maximum((4 * near - far) / 6, (near + far) / 4)
    return expected


def _chance_of_peaks(counts: np.ndarray, *, seed: int, draws: int) -> np.ndarray:
    """How often counts drawn around what neighbours lead to are as large, corrected for all years."""
    from statsmodels.stats.multitest import multipletests

    random = np.random.default_rng(seed)
    rates = random.gamma(counts + 0.5, size=(draws, len(counts)))
    drawn = random.poisson(np.nan_to_num(_expect(rates)))
    chance = ((drawn >= counts).sum(axis=0) + 1) / (draws + 1)
    tested = ~np.isnan(_expect(counts[None, :])[0]) & (counts > 0)
    q_values = np.full(len(counts), np.nan)
    if tested.any():
        q_values[tested] = multipletests(chance[tested], method="fdr_bh")[1]
    return q_values
