"""Which periods each source covers: the ground on which any trend stands or falls."""

import datetime as dt
import zlib
from typing import Any

import numpy as np
import pandas as pd

FREQUENCY = {"month": "MS", "quarter": "QS", "year": "YS"}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
# A source about whose selection nothing is known says little by a few papers: its dates seen are a window only from as
# many papers on, and only from this part of what the largest source holds.
LEAST_PAPERS, _LEAST_PART = 20, 0.1
_COVERAGE = ["source", "period", "length", "papers", "covered", "partial", "assumed", "spread", "gap_weekdays"]


def find_windows(sources: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """The window in which each source holds every paper it would select.

    A source that takes everything (``all``) or the newest (``latest``) covers the window it states, up to the day it
    was captured. Of a source about which nothing is known, the dates seen are the window, and `assumed` says so, unless
    its papers are fewer than 20 or than a tenth of those of the largest source. Rankings, single authors' lists and
    facts cover no window.

    Parameters
    ----------
    sources
        The table `sources`.
    papers
        `paper_id`, `published`, `sources`.

    Returns
    -------
    pandas.DataFrame
        Indexed by source: `covers_from`, `covers_to` (dates, missing where none), `assumed`.
    """
    listed = list_papers(papers)
    dated = listed[listed["published"].notna()]
    of_year = dated["date_precision"] == "year"
    # Years bound a window only where a source gives little else: beside days they would begin it on a first of January.
    mostly = of_year.groupby(dated["source"]).transform("mean") > 0.5
    dated = dated[~of_year | mostly]
    seen = dated.groupby("source")["published"].agg(["min", "max", "size"])
    windows = sources.set_index("source")[["selection", "covers_from", "covers_to"]].copy()
    held = seen["size"].reindex(windows.index).fillna(0)
    enough = (held >= LEAST_PAPERS) & (held >= _LEAST_PART * held.max())
    unknown = (windows["selection"] == "unknown") & enough
    for column, end in (("covers_from", "min"), ("covers_to", "max")):
        observed = seen[end].reindex(windows.index).astype("datetime64[s]")
        windows[column] = windows[column].where(~(unknown & windows[column].isna()), observed)
    windows["assumed"] = unknown & sources.set_index("source")["covers_from"].isna() & windows["covers_from"].notna()
    none = ~windows["selection"].isin(["all", "latest", "unknown"])
    windows.loc[none, ["covers_from", "covers_to"]] = pd.NaT
    captured = sources.set_index("source")["captured_on"].astype("datetime64[s]")
    windows["covers_to"] = windows["covers_to"].where(~(windows["covers_to"] > captured), captured)
    return windows[["covers_from", "covers_to", "assumed"]]


def list_papers(papers: pd.DataFrame) -> pd.DataFrame:
    """One row for each paper and source that lists it."""
    return papers.assign(source=papers["sources"]).explode("source", ignore_index=True)


def drop_later(papers: pd.DataFrame, as_of: dt.date | str | None) -> pd.DataFrame:
    """Papers up to the day the analysis speaks from; those without a date stay."""
    return papers if as_of is None else papers[~(papers["published"] > pd.Timestamp(as_of))]


def dated_papers(papers: pd.DataFrame, period: str, *, spread: bool = False) -> pd.DataFrame:
    """Papers whose date is known well enough to place them in a period of this length.

    Of a paper that is dated to its year alone nothing is known of the month. It is left out of finer periods, or, where
    `spread`, dealt to a day of its year by its identifier, so that the papers of a year are spread evenly over it.
    """
    known = papers[papers["published"].notna()]
    of_year = known["date_precision"] == "year"
    fine = known["date_precision"].isin(["day", "month"])
    if period == "year" or not spread:
        return known[fine | of_year] if period == "year" else known[fine]
    names = known.loc[of_year, "paper_id"]
    starts = start_of_periods(known.loc[of_year, "published"], "year")
    # In the last year that is known by the day, only up to its last day.
    latest = known.loc[fine, "published"].max()
    room = pd.Series(365, index=names.index)
    if pd.notna(latest):
        room = room.where(starts.dt.year < latest.year, latest.dayofyear)
    numbers = zip(names, room, strict=True)
    days = pd.Series([zlib.crc32(name.encode()) % most for name, most in numbers], index=names.index, dtype="int64")
    dealt = known["published"].where(~of_year, starts + pd.to_timedelta(days, unit="D"))
    return known.assign(published=dealt.astype("datetime64[s]"))[fine | of_year]


def choose_period(windows: pd.DataFrame, papers: pd.DataFrame) -> str:
    """The length of a period that gives a readable number of them: months to two years, quarters to six, else years.

    What sources state decides; where none states a window, the dates between which nine of ten papers lie do. Where
    most papers are dated to the year alone, it is the year.
    """
    dated = papers[papers["published"].notna()]
    if len(dated) and (dated["date_precision"] == "year").mean() > 0.5:
        return "year"
    stated = windows[~windows["assumed"].astype(bool)]
    first, last = stated["covers_from"].min(), stated["covers_to"].max()
    if pd.isna(first) or pd.isna(last) or (last - first).days < 60:
        first, last = dated["published"].quantile([0.05, 0.95], interpolation="nearest")
    if pd.isna(first):
        return "year"
    days = (last - first).days
    return "month" if days <= 2 * 366 else "quarter" if days <= 6 * 366 else "year"


def measure_coverage(
    sources: pd.DataFrame,
    papers: pd.DataFrame,
    *,
    period: str,
    as_of: dt.date | None = None,
    spread: bool = False,
) -> pd.DataFrame:
    """What each source holds of each period, and whether it covers it.

    Parameters
    ----------
    sources, papers
        The tables of that name.
    period
        ``month``, ``quarter`` or ``year``.
    as_of
        The last day that counts; when omitted, that of the latest paper, or the end of its period where a source states
        that it covers it.
    spread
        Whether papers that are dated to the year are spread over it, or left out of finer periods.

    Returns
    -------
    pandas.DataFrame
        The table `coverage`: `covered` where the period lies in the source's window, wholly or in part (`partial`),
        `assumed` where that window is the dates seen; `gap_weekdays` counts weekdays without a paper inside the window,
        where a source has papers on most weekdays.
    """
    windows = find_windows(sources, papers)
    listed = list_papers(dated_papers(papers, period, spread=spread))
    last = pd.Timestamp(as_of) if as_of else _last_day(windows, listed, period)
    listed = listed[listed["published"] <= last]
    if listed.empty:
        return pd.DataFrame(columns=_COVERAGE)
    starts = pd.date_range(start_of_period(listed["published"].min(), period), last, freq=FREQUENCY[period], unit="s")
    counts = listed.assign(period=start_of_periods(listed["published"], period)).groupby(["source", "period"]).size()
    names = [name for name in sources["source"] if name in set(listed["source"])]
    grid = pd.MultiIndex.from_product([names, starts], names=["source", "period"])
    rows = counts.reindex(grid, fill_value=0).rename("papers").reset_index()
    rows = rows.join(windows, on="source")
    end = rows["period"] + pd.DateOffset(months=MONTHS[period]) - pd.Timedelta(days=1)
    until = rows["covers_to"].where(rows["covers_to"] < last, last)
    rows["covered"] = (rows["covers_from"] <= end) & (until >= rows["period"])
    rows["partial"] = rows["covered"] & ((rows["covers_from"] > rows["period"]) | (until < end))
    rows["assumed"] = rows["assumed"].astype(bool)
    rows["length"], rows["spread"] = period, spread
    gaps = find_gaps(sources, papers, as_of=last)
    if len(gaps):
        gaps["period"] = start_of_periods(gaps["day"], period)
    empty = gaps.groupby(["source", "period"]).size() if len(gaps) else pd.Series(dtype="int64")
    place = pd.MultiIndex.from_frame(rows[["source", "period"]])
    rows["gap_weekdays"] = empty.reindex(place, fill_value=0).to_numpy() if len(empty) else 0
    return rows[_COVERAGE]


def _last_day(windows: pd.DataFrame, listed: pd.DataFrame, period: str) -> pd.Timestamp:
    latest = listed["published"].max()
    if pd.isna(latest):
        return latest
    end = start_of_period(latest, period) + pd.DateOffset(months=MONTHS[period]) - pd.Timedelta(days=1)
    stated = windows.loc[~windows["assumed"].astype(bool) & windows.index.isin(listed["source"]), "covers_to"].max()
    return latest if pd.isna(stated) else max(latest, min(stated, end))


def start_of_period(day: Any, period: str) -> pd.Timestamp:
    """The first day of the period a day lies in."""
    return start_of_periods(pd.Series([day], dtype="datetime64[s]"), period).iloc[0]


def start_of_periods(days: pd.Series, period: str) -> pd.Series:
    """The first day of the period each day lies in.

    Examples
    --------
    >>> import pandas as pd
    >>> start_of_periods(pd.Series(pd.to_datetime(["2025-05-17"])), "quarter").dt.strftime("%Y-%m-%d").tolist()
    ['2025-04-01']
    """
    code = {"month": "M", "quarter": "Q", "year": "Y"}[period]
    return days.dt.to_period(code).dt.start_time.astype("datetime64[s]")


def find_gaps(sources: pd.DataFrame, papers: pd.DataFrame, *, as_of: dt.date | None = None) -> pd.DataFrame:
    """Weekdays inside a source's window on which it holds no paper, for sources that hold papers on most weekdays.

    Returns
    -------
    pandas.DataFrame
        `source`, `day` and `run`, the number of such weekdays in a row that the day is one of.
    """
    windows = find_windows(sources, papers)
    listed = list_papers(papers[papers["date_precision"] == "day"])
    last = pd.Timestamp(as_of) if as_of else listed["published"].max()
    parts = []
    for source, group in listed[listed["source"].isin(windows.index)].groupby("source"):
        first, to = windows.loc[source, "covers_from"], min(windows.loc[source, "covers_to"], last)
        if pd.isna(first) or pd.isna(to):
            continue
        days = pd.DataFrame({"day": pd.bdate_range(first, to, unit="s")})
        days["empty"] = ~days["day"].isin(group["published"])
        if len(days) == 0 or days["empty"].mean() > 0.5:
            continue
        stretch = (days["empty"] != days["empty"].shift()).cumsum()
        days["run"] = days.groupby(stretch)["empty"].transform("sum")
        parts.append(days[days["empty"]].assign(source=source)[["source", "day", "run"]])
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"source": [], "day": [], "run": []})


def rank_sources(coverage: pd.DataFrame) -> list[str]:
    """Sources, the one first whose series a paper of several counts for.

    Stated windows come before assumed ones, then the most complete periods, then the most papers; the name decides
    only between equals in all of that.
    """
    whole = coverage["covered"].astype(bool) & ~coverage["partial"].astype(bool)
    ranked = coverage.assign(whole=whole).groupby("source", as_index=False)
    ranked = ranked.agg(assumed=("assumed", "all"), whole=("whole", "sum"), papers=("papers", "sum"))
    order = ["assumed", "whole", "papers", "source"]
    return ranked.sort_values(order, ascending=[True, False, False, True])["source"].tolist()


def place_in_periods(papers: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Each paper once, with the period it counts in and the source it counts for.

    Where sources cover a period only papers of such sources count; of several the first by `rank_sources`. What is left
    to a source changes where a better one begins or ends: `level` numbers the sets of better sources that cover the
    period, and papers of one source can be compared over time within one level only.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `period`, `source`, `level`.
    """
    if coverage.empty:
        columns = {"paper_id": "str", "period": "datetime64[s]", "source": "str", "level": "int64"}
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    length = coverage["length"].iloc[0]
    dated = dated_papers(papers, length, spread=bool(coverage["spread"].iloc[0]))
    listed = list_papers(dated[["paper_id", "published", "sources"]])
    listed["period"] = start_of_periods(listed["published"], length)
    covered = _number_levels(coverage)
    placed = listed.merge(covered[["source", "period", "covered", "rank", "level"]], on=["source", "period"])
    any_covered = placed["period"].isin(covered.loc[covered["covered"], "period"])
    counted = placed[placed["covered"] | ~any_covered].sort_values(["paper_id", "rank"], kind="stable")
    return counted.drop_duplicates("paper_id")[["paper_id", "period", "source", "level"]]


def _number_levels(coverage: pd.DataFrame) -> pd.DataFrame:
    """Coverage with the `rank` of each source, and the `level` that each period has for it."""
    ranked = rank_sources(coverage)
    covered = coverage.assign(rank=coverage["source"].map(ranked.index), covered=coverage["covered"].astype(bool))
    wide = covered.pivot(index="period", columns="rank", values="covered").fillna(False).astype(bool)
    # The sets of better sources in the order in which the worst of them come and go.
    levels = {rank: np.unique(wide.to_numpy()[:, :rank][:, ::-1], axis=0, return_inverse=True)[1] for rank in wide}
    numbered = (pd.DataFrame(levels, index=wide.index) + 1).stack().rename("level")
    return covered.join(numbered, on=["period", "rank"])


# Years that a figure has room for.
_YEARS_SHOWN = 14


def coverage_by_year(papers: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Papers by source and year, and whether the source covers the year.

    Returns
    -------
    pandas.DataFrame
        `title`, `period` (the year), `papers`, `covered`, `assumed`, for every source that lists papers and every year.
    """
    if papers["published"].notna().sum() == 0:
        return pd.DataFrame(columns=["title", "period", "papers", "covered", "assumed"])
    listings = sources[sources["selection"] != "facts"]
    names = set(list_papers(papers)["source"])
    listings = listings if len(listings[listings["source"].isin(names)]) else sources
    yearly = measure_coverage(sources, papers, period="year").merge(sources[["source", "title"]], on="source")
    yearly = yearly[yearly["source"].isin(listings["source"])]
    years = label_years(yearly["period"])
    summed = yearly.assign(period=years).groupby(["title", "period"], as_index=False, sort=False)
    return summed.agg(papers=("papers", "sum"), covered=("covered", "any"), assumed=("assumed", "all"))


def label_years(dates: pd.Series) -> pd.Series:
    """The year of each date; where there are many, the early ones together, so that a figure can be read.

    Examples
    --------
    >>> import pandas as pd
    >>> label_years(pd.Series(pd.to_datetime(["1937-05-01", "2003-01-01", "2004-01-01", None]))).tolist()[:3]
    ['(to 1990)', '2003', '2004']
    """
    years = dates.dt.year
    last = years.max()
    first = last - _YEARS_SHOWN + 1
    labels = years.astype("Int64").astype("str")
    return labels.where(~(years < first), f"(to {first - 1:.0f})") if last - years.min() >= _YEARS_SHOWN else labels
