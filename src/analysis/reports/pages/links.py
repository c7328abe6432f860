"""Addresses of lists of papers: of one, of those behind matrices and time lines."""

from urllib.parse import quote, urlencode

import pandas as pd

from analysis.periods import place_in_periods


def papers_link(about: str, **query: object) -> str:
    """The address of a list of papers on the page: those for which every facet holds the value asked for.

    Parameters
    ----------
    about
        Heading of the list.
    **query
        Facet and value; a list of values asks for all of them.

    Examples
    --------
    >>> papers_link("ViT in CT", method=["ViT", "CT"])
    '#papers?method=ViT&method=CT&about=ViT%20in%20CT'
    """
    return "#papers?" + urlencode({**query, "about": about}, doseq=True, quote_via=quote)


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
