"""Plain counting of papers: by one value, by two; and what tells one set of papers from another."""

import hashlib

import pandas as pd


def count_papers(rows: pd.DataFrame, *, by: str) -> pd.Series:
    """Papers by value, the most first, equals in order of value.

    Parameters
    ----------
    rows
        `paper_id` and the column `by`, whose cells hold a value or a list of them; a paper counts once for each value.
    by
        What is counted by.

    Returns
    -------
    pandas.Series
        `papers`, indexed by value: what `plot_papers` draws.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q"], "method": ["ViT", "GAN", "GAN"]})
    >>> count_papers(rows, by="method").to_dict()
    {'GAN': 2, 'ViT': 1}
    """
    counts = _list(rows, by).groupby("value").size().rename("papers").reset_index()
    ordered = counts.sort_values(["papers", "value"], ascending=[False, True])
    return ordered.set_index("value")["papers"].rename_axis(by)


def cross_papers(rows: pd.DataFrame, columns: pd.DataFrame | None = None, *, by: tuple[str, str]) -> pd.DataFrame:
    """Papers by two values: one row for each value of the first, one column for each of the second.

    Parameters
    ----------
    rows, columns
        `paper_id` and the two columns that `by` names, the second in `columns` where it is given; a paper counts in
        every pair of its values.
    by
        The column whose values are rows, and the one whose values are columns.

    Returns
    -------
    pandas.DataFrame
        Whole numbers, what `plot_cross` draws. The values of the most papers come first, numbers in their order.

    Examples
    --------
    >>> import pandas as pd
    >>> papers = pd.DataFrame({"paper_id": list("pqr"), "venue": ["A", "A", "B"], "year": [2024, 2023, 2024]})
    >>> cross_papers(papers, by=("venue", "year")).to_dict("index")
    {'A': {2023: 1, 2024: 1}, 'B': {2023: 0, 2024: 1}}
    """
    first, second = _list(rows, by[0]), _list(rows if columns is None else columns, by[1])
    pairs = first.merge(second, on="paper_id", suffixes=("_row", "_column"))
    table = pd.crosstab(pairs["value_row"], pairs["value_column"]).rename_axis(index=None, columns=None)
    return table.loc[_order(first, table.index), _order(second, table.columns)]


def fingerprint(papers: pd.DataFrame) -> str:
    """Twelve hexadecimal digits that change with the papers and their dates.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["q", "p"], "published": pd.to_datetime(["2024-01-01", None])})
    >>> fingerprint(papers) == fingerprint(papers.iloc[::-1])
    True
    """
    days = papers["published"].dt.strftime("%Y-%m-%d").astype("str").fillna("")
    lines = sorted(f"{paper} {day}" for paper, day in zip(papers["paper_id"], days, strict=True))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _list(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """`paper_id` and `value`, each pair once."""
    listed = rows[["paper_id", column]].set_axis(["paper_id", "value"], axis=1)
    if listed["value"].dtype == object:
        listed = listed.explode("value")
    return listed.dropna().drop_duplicates()


def _order(listed: pd.DataFrame, found: pd.Index) -> list[object]:
    if pd.api.types.is_numeric_dtype(found):
        return sorted(found)
    counts = listed.groupby("value").size()
    return sorted(found, key=lambda value: (-counts[value], value))
