"""From the preprint to what was published: how many, and how long it takes."""

import pandas as pd

# Days of a year and a month, on the average.
_MONTH = 30.44


def pair_versions(versions: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """Papers with a preprint: where and how many months later they were published, as far as records here tell.

    Parameters
    ----------
    versions
        `paper_id`, `kind` (``preprint``, ``published``), `date`, `venue`.
    papers
        `paper_id`, `published`, `date_precision`: a preprint without a date of its own has that of the paper, if it is
        known to the month.

    Returns
    -------
    pandas.DataFrame
        A row for each paper with a preprint: `paper_id`, `preprint` (date), `is_published`, `venue`, and `months` from
        the one to the other, missing where a date is; where the published version is the earlier, 0.

    Examples
    --------
    >>> versions = pd.DataFrame({"paper_id": ["p", "p", "q"], "kind": ["preprint", "published", "preprint"],
    ...     "date": pd.to_datetime(["2024-01-01", "2025-01-01", "2024-05-01"]), "venue": ["arXiv", "Wells", "arXiv"]})
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "published": pd.to_datetime(["2024-01-01", "2024-05-01"]),
    ...     "date_precision": "day"})
    >>> pair_versions(versions, papers)[["paper_id", "is_published", "venue"]].values.tolist()
    [['p', True, 'Wells'], ['q', False, None]]
    """
    by_kind = {kind: versions[versions["kind"] == kind].set_index("paper_id") for kind in ("preprint", "published")}
    preprint, published = by_kind["preprint"], by_kind["published"]
    known = papers[papers["date_precision"].isin(["day", "month"])]
    first = known.set_index("paper_id")["published"]
    paired = pd.DataFrame({"preprint": preprint["date"].fillna(first.reindex(preprint.index))})
    paired["is_published"] = paired.index.isin(published.index)
    venue = published["venue"].reindex(paired.index).astype(object)
    paired["venue"] = venue.where(venue.notna(), None)
    days = (published["date"].reindex(paired.index) - paired["preprint"]).dt.days
    paired["months"] = (days / _MONTH).clip(lower=0).round(1)
    return paired.rename_axis("paper_id").reset_index()


def follow_preprints(paired: pd.DataFrame, *, until: pd.Timestamp) -> pd.DataFrame:
    """By year of the preprint, how many are known to be published.

    Parameters
    ----------
    paired
        From `pair_versions`.
    until
        The last day of the corpus; preprints of the two years before had little time.

    Returns
    -------
    pandas.DataFrame
        `year`, `preprints`, `published`, `share` with its 95 % Wilson interval `low` and `high`, `median` months of
        those with both dates, and `is_open`: whether two years have not passed since.

    Examples
    --------
    >>> paired = pd.DataFrame({"preprint": pd.to_datetime(["2020-01-01", "2020-05-01"]), "is_published": [True, False],
    ...     "months": [9.0, None]})
    >>> follow_preprints(paired, until=pd.Timestamp("2021-01-01")).round(2).values.tolist()
    [[2020, 2, 1, 0.5, 0.09, 0.91, 9.0, True]]
    """
    from statsmodels.stats.proportion import proportion_confint

    dated = paired[paired["preprint"].notna()]
    groups = dated.groupby(dated["preprint"].dt.year.rename("year"))
    rows = groups.agg(preprints=("is_published", "size"), published=("is_published", "sum"))
    rows["share"] = rows["published"] / rows["preprints"]
    low, high = proportion_confint(rows["published"].to_numpy(), rows["preprints"].to_numpy(), method="wilson")
    rows["low"], rows["high"] = low, high
    rows["median"] = groups["months"].median()
    # Whoever was first on the last day of the year has had two years then.
    rows["is_open"] = [pd.Timestamp(year + 2, 12, 31) > until for year in rows.index]
    return rows.reset_index()
