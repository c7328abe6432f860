"""Addresses of the papers behind matrices and time lines."""

import pandas as pd

from analysis.pages.blocks import papers_link
from analysis.periods import start_of_periods


def link_matrix(table: pd.DataFrame, *, row: str, column: str) -> pd.DataFrame:
    """For each cell of a matrix the address of the papers that have both values.

    Parameters
    ----------
    table
        Its row and column labels are values of the facets named by `row` and `column`.
    """
    return pd.DataFrame(
        [[papers_link(f"{a} · {b}", **{row: a, column: b}) for b in table.columns] for a in table.index],
        index=table.index,
        columns=table.columns,
    )


def link_periods(trends: pd.DataFrame, *, facet: str | None = None) -> dict[tuple[str, pd.Timestamp], str]:
    """For each label and period the address of its papers; `facet` is what the label is a value of."""
    links = {}
    for row in trends.itertuples():
        query = {"period": f"{row.period:%Y-%m-%d}"} | ({facet: row.label} if facet else {})
        links[row.label, row.period] = papers_link(f"{row.label}, from {row.period:%Y-%m}", **query)
    return links


def period_facet(papers: pd.DataFrame, trends: pd.DataFrame) -> pd.DataFrame:
    """The period each paper counts in, as a facet."""
    starts = sorted(trends["period"].unique())
    if not starts:
        return pd.DataFrame({"paper_id": [], "value": []})
    dated = papers[papers["published"].notna()]
    place = pd.Series(starts).searchsorted(dated["published"], side="right") - 1
    length = _length_of(pd.Series(starts))
    inside = (place >= 0) & (start_of_periods(dated["published"], length) <= starts[-1])
    values = [f"{pd.Timestamp(starts[at]):%Y-%m-%d}" for at in place[inside]]
    return pd.DataFrame({"paper_id": dated.loc[inside, "paper_id"].to_numpy(), "value": values})


def shares_to_show(trends: pd.DataFrame, *, most: int = 5, min_periods: int = 4) -> pd.DataFrame:
    """The labels with the most papers in covered periods, with `name`; empty where too few periods are covered."""
    covered = trends[trends["covered"] & (trends["total"] > 0)]
    if covered.loc[~covered["partial"], "period"].nunique() < min_periods:
        return covered.iloc[:0].assign(name="")
    sizes = covered.groupby("label")["papers"].sum().sort_values(ascending=False, kind="stable")
    chosen = covered[covered["label"].isin(sizes.index[:most])]
    return chosen.assign(name=chosen["label"]).sort_values(["label", "period"], ignore_index=True)


def _length_of(starts: pd.Series) -> str:
    days = starts.diff().min().days if len(starts) > 1 else 365
    return "month" if days < 32 else "quarter" if days < 93 else "year"
