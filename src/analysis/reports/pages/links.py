"""Addresses of the papers behind matrices and time lines."""

import pandas as pd

from analysis.periods import place_in_periods
from analysis.reports.pages.blocks import papers_link


def link_matrix(table: pd.DataFrame, *, row: str, column: str) -> pd.DataFrame:
    """For each cell of a matrix the address of the papers that have both values.

    Parameters
    ----------
    table
        Its row and column labels are values of the facets named by `row` and `column`.
    """

    def address(a: object, b: object) -> str:
        return papers_link(f"{a} · {b}", **({row: [a, b]} if row == column else {row: a, column: b}))

    return pd.DataFrame(
        [[address(a, b) for b in table.columns] for a in table.index],
        index=table.index,
        columns=table.columns,
    )


def link_periods(trends: pd.DataFrame, *, facet: str | None = None) -> dict[tuple[str, pd.Timestamp], str]:
    """For each label and period with papers their address; `facet` is what the label is a value of."""
    links = {}
    for row in trends[trends["papers"] > 0].itertuples():
        query = {"period": f"{row.period:%Y-%m-%d}"} | ({facet: row.label} if facet else {})
        links[row.label, row.period] = papers_link(f"{row.label}, from {row.period:%Y-%m}", **query)
    return links


def period_facet(papers: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """The period each paper counts in, as a facet: the same papers that the shares are made of."""
    placed = place_in_periods(papers, coverage)
    values = [f"{pd.Timestamp(period):%Y-%m-%d}" for period in placed["period"]]
    return pd.DataFrame({"paper_id": placed["paper_id"].to_numpy(), "value": values}, dtype="str")
