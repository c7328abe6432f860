"""Reference publication year spectroscopy: the years from which papers here cite more than from those around."""

import numpy as np
import pandas as pd

# Years to either side that a year is held against.
_REACH = 2


def count_cited_years(citations: pd.DataFrame, works: pd.DataFrame, *, first: int | None = None) -> pd.DataFrame:
    """Cited references by the year in which the cited work appeared, and how each year stands out.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`.
    works
        `work_id`, `year` (0 where it is not known).
    first
        The first year shown; that of the oldest cited work when omitted.

    Returns
    -------
    pandas.DataFrame
        A row for each year without gaps: `year`, `citations`, `works` (distinct), `median` (of the year and the two
        before and after), `deviation` (from it [1]_), and `q_value`: how likely so many or more of the five years'
        citations fall into the middle one if each of them were as likely (binomial, corrected for all years,
        Benjamini and Hochberg). Years in which less than two neighbours are known have no `q_value`.

    References
    ----------
    .. [1] W. Marx, L. Bornmann, A. Barth, L. Leydesdorff, "Detecting the historical roots of research fields by
       reference publication year spectroscopy (RPYS)", JASIST 65(4), 751-764 (2014).

    Examples
    --------
    >>> works = pd.DataFrame({"work_id": list("abcde"), "year": [1998, 1999, 2000, 2001, 2002]})
    >>> cites = pd.DataFrame({"paper_id": [f"p{n}" for n in range(20)], "work_id": list("abde") + ["c"] * 16})
    >>> found = count_cited_years(cites, works)
    >>> found.loc[found["year"] == 2000, ["citations", "median", "deviation"]].values.tolist()
    [[16.0, 1.0, 15.0]]
    """
    years = citations["work_id"].map(works.set_index("work_id")["year"])
    dated = citations[years > 0].assign(year=years[years > 0].astype("int64"))
    if dated.empty:
        return pd.DataFrame(columns=["year", "citations", "works", "median", "deviation", "q_value"])
    span = range(max(dated["year"].min(), first or 0), dated["year"].max() + 1)
    counts = dated.groupby("year").agg(citations=("work_id", "size"), works=("work_id", "nunique"))
    counts = counts.reindex(span, fill_value=0).rename_axis("year").reset_index()
    around = counts["citations"].rolling(2 * _REACH + 1, center=True, min_periods=1)
    counts["median"] = around.median()
    counts["deviation"] = counts["citations"] - counts["median"]
    counts["q_value"] = _chance_of_peaks(counts["citations"], around.sum(), around.count())
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


def _chance_of_peaks(citations: pd.Series, window: pd.Series, years: pd.Series) -> pd.Series:
    from scipy.stats import binom
    from statsmodels.stats.multitest import multipletests

    tested = (years > _REACH) & (window > 0)
    chance = binom.sf(citations[tested] - 1, window[tested].astype("int64"), 1 / years[tested])
    q_values = pd.Series(np.nan, index=citations.index)
    if tested.any():
        q_values[tested] = multipletests(np.clip(chance, 0, 1), method="fdr_bh")[1]
    return q_values
