"""Plain counting of papers: by one value, by two."""

import pandas as pd


def count_papers(rows: pd.DataFrame) -> pd.Series:
    """Papers by value, the most first, equals in order of value.

    Parameters
    ----------
    rows
        `paper_id` and `value`; repeats count once.

    Examples
    --------
    >>> import pandas as pd
    >>> count_papers(pd.DataFrame({"paper_id": ["p", "p", "q"], "value": ["ViT", "CT", "CT"]})).to_dict()
    {'CT': 2, 'ViT': 1}
    """
    counts = rows[["paper_id", "value"]].drop_duplicates().groupby("value").size().rename("papers").reset_index()
    return counts.sort_values(["papers", "value"], ascending=[False, True]).set_index("value")["papers"]


def cross_papers(rows: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """Papers by two values: one row for each value of the first, one column for each of the second.

    Parameters
    ----------
    rows, columns
        `paper_id` and `value` each; a paper counts in every pair of its values.

    Examples
    --------
    >>> import pandas as pd
    >>> methods = pd.DataFrame({"paper_id": ["p", "q"], "value": ["ViT", "ViT"]})
    >>> cross_papers(methods, pd.DataFrame({"paper_id": ["p"], "value": ["CT"]})).to_dict()
    {'CT': {'ViT': 1}}
    """
    pairs = rows[["paper_id", "value"]].drop_duplicates().merge(
        columns[["paper_id", "value"]].drop_duplicates(), on="paper_id", suffixes=("_row", "_column")
    )  # fmt: skip
    table = pd.crosstab(pairs["value_row"], pairs["value_column"]).rename_axis(index=None, columns=None)
    order = [value for value in count_papers(rows).index if value in table.index]
    across = [value for value in count_papers(columns).index if value in table.columns]
    return table.loc[order, across]
