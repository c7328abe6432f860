"""Whether what was collected changes over time: the mix of categories, types, languages and venues."""

import numpy as np
import pandas as pd

from analysis.trends.ground import Ground, lay_ground

# What a mix is made of, with the words for it.
ATTRIBUTES = {"category": "first category", "type": "type of paper", "language": "language", "venue": "venue"}
# A mix drifts where its V is at least this and chance does not explain it: in a large corpus every change is certain.
LEAST_V, _SURE = 0.1, 0.001
# Values of a smaller part of the papers count together.
_LEAST_PART = 0.02
_OTHER, _NONE = "(other)", "(none)"


def find_drift(papers: pd.DataFrame, coverage: pd.DataFrame, *, min_periods: int = 6) -> pd.DataFrame:
    """Test for each attribute of papers whether its mix changes over the complete periods, within each source.

    Homogeneity of the table of values and periods: Pearson's statistic, summed over strata of sources; its size is
    Cramér's V, without what chance gives [1]_.

    Parameters
    ----------
    papers
        `paper_id`, `published`, `date_precision`, `sources` and those of `category`, `type`, `language`, `venue` that
        there are.
    coverage
        As `analysis.periods.measure_coverage` gives it.
    min_periods
        As for `lay_ground`.

    Returns
    -------
    pandas.DataFrame
        The table `drift`, one row for each value of each attribute: its `papers`, its share in the first and the last
        third of the periods (`early`, `late`), the first and last period that hold some (`first`, `last`), and for the
        attribute `v`, `p_value` and whether it `drifts`.

    References
    ----------
    .. [1] W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", J. Korean Stat. Soc. 42, 323-328 (2013).
    """
    ground = lay_ground(papers, coverage, min_periods=min_periods)
    columns = ["attribute", "value", "papers", "early", "late", "first", "last", "v", "p_value", "drifts"]
    parts = [
        _test_mix(attribute, merge_rare(papers.set_index("paper_id")[attribute]), ground)
        for attribute in ATTRIBUTES
        if attribute in papers and len(ground.papers)
    ]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def stratify(papers: pd.DataFrame, drift: pd.DataFrame) -> pd.Series | None:
    """What papers have to be compared within, by `paper_id`: the values of every attribute that drifts.

    Returns
    -------
    pandas.Series or None
        None where nothing drifts.
    """
    drifting = [name for name in ATTRIBUTES if name in set(drift.loc[drift["drifts"].astype(bool), "attribute"])]
    if not drifting:
        return None
    values = papers.set_index("paper_id")[drifting].apply(merge_rare)
    return values.agg("\x1f".join, axis=1)


def merge_rare(values: pd.Series) -> pd.Series:
    """Values as text, those of less than a fiftieth of all as one.

    Examples
    --------
    >>> merge_rare(pd.Series(["a"] * 60 + ["b", None])).value_counts().to_dict()
    {'a': 60, '(other)': 2}
    """
    named = values.astype("str").where(values.notna(), _NONE)
    share = named.map(named.value_counts(normalize=True))
    return named.where(share >= _LEAST_PART, _OTHER)


def _test_mix(attribute: str, values: pd.Series, ground: Ground) -> pd.DataFrame:
    from scipy.stats import chi2

    placed = ground.papers.assign(value=ground.papers["paper_id"].map(values))
    placed["stratum"] = ground.cells["stratum"].to_numpy()[placed["cell"]]
    if placed["value"].nunique() < 2:
        return pd.DataFrame()
    tables = [pd.crosstab(part["value"], part["period"]).to_numpy(float) for _, part in placed.groupby("stratum")]
    statistic, freedom, reach = (sum(column) for column in zip(*map(_homogeneity, tables), strict=True))
    v = float(np.sqrt(max(statistic - freedom, 0) / reach)) if reach else 0.0
    p_value = float(chi2.sf(statistic, freedom)) if freedom else 1.0
    rows = placed["value"].value_counts().rename("papers").rename_axis("value").reset_index()
    rows = rows.sort_values(["papers", "value"], ascending=[False, True], ignore_index=True)
    periods = ground.periods
    third = max(len(periods) // 3, 1)
    for name, within in (("early", periods[:third]), ("late", periods[-third:])):
        part = placed.loc[placed["period"].isin(within), "value"].value_counts(normalize=True)
        rows[name] = rows["value"].map(part).fillna(0.0)
    held = placed.groupby("value")["period"].agg(first="min", last="max")
    rows = rows.join(held, on="value")
    return rows.assign(
        attribute=attribute, v=round(v, 6), p_value=round(p_value, 6), drifts=v >= LEAST_V and p_value < _SURE
    )


def _homogeneity(table: np.ndarray) -> tuple[float, int, float]:
    """Pearson's statistic, its degrees of freedom, and the largest value it could have."""
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    total = table.sum()
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / total
    freedom = (table.shape[0] - 1) * (table.shape[1] - 1)
    return float(((table - expected) ** 2 / expected).sum()), freedom, total * (min(table.shape) - 1)
