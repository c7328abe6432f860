"""Pairs of things that papers name together: counted, held against chance, and compared over time."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array


def count_pairs(rows: pd.DataFrame, *, item: str) -> pd.DataFrame:
    """Count, for every two items, the papers they share and the sum of those papers' weights.

    Parameters
    ----------
    rows
        `paper_id`, the column `item` and `weight`; one row for each item of a paper.
    item
        The column whose values are paired.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, `papers`, `weight`, in order.
    """
    if rows.empty:
        none = pd.Series([], dtype=rows[item].dtype)
        return pd.DataFrame({"a": none, "b": none, "papers": np.array([], "int64"), "weight": np.array([], float)})
    paper, _ = pd.factorize(rows["paper_id"], sort=True)
    code, items = pd.factorize(rows[item], sort=True)
    shape = (paper.max() + 1, len(items))
    ones = coo_array((np.ones(len(rows), dtype="int64"), (paper, code)), shape=shape).tocsr()
    weights = coo_array((rows["weight"].to_numpy(float), (paper, code)), shape=shape).tocsr()
    shared, weighted = (ones.T @ ones).tocoo(), (ones.T @ weights).tocsr()
    upper = shared.row < shared.col
    a, b = shared.row[upper].astype("int64"), shared.col[upper].astype("int64")
    pairs = pd.DataFrame({"ia": a, "ib": b, "papers": shared.data[upper]}).sort_values(["ia", "ib"], ignore_index=True)
    pairs["weight"] = (
        np.asarray(weighted[pairs["ia"].to_numpy(), pairs["ib"].to_numpy()]).ravel() if len(pairs) else 0.0
    )
    return pairs.assign(a=items[pairs["ia"]], b=items[pairs["ib"]])[["a", "b", "papers", "weight"]]


def measure_pairs(rows: pd.DataFrame, *, item: str, min_papers: int = 1) -> pd.DataFrame:
    """Hold the papers that two items share against chance.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`; repeated rows count once.
    item
        The column whose values are paired.
    min_papers
        Pairs of fewer papers are left out; they were looked at, and count among the tests.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, `papers` that name both, and of n papers in all

        - `strength`, the association strength c_ab n / (c_a c_b): how many times more often than chance [1]_;
        - `pmi`, its logarithm to the base 2, the pointwise mutual information [2]_;
        - `q_value`: how likely so many shared papers or more are by chance (hypergeometric), corrected for all pairs
          that share a paper (Benjamini and Hochberg).

    References
    ----------
    .. [1] N. J. van Eck, L. Waltman, "How to normalize cooccurrence data?", JASIST 60(8), 1635-1651 (2009).
    .. [2] K. W. Church, P. Hanks, "Word association norms, mutual information, and lexicography", Computational
       Linguistics 16(1), 22-29 (1990).

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q", "r"], "method": ["ViT", "MIL", "ViT", "GAN"]})
    >>> measure_pairs(rows, item="method").round(2).to_dict("records")
    [{'a': 'MIL', 'b': 'ViT', 'papers': 1, 'strength': 1.5, 'pmi': 0.58, 'q_value': 0.67}]
    """
    own = rows[["paper_id", item]].drop_duplicates()
    counts, total = own.groupby(item).size(), own["paper_id"].nunique()
    pairs = count_pairs(own.assign(weight=1.0), item=item).drop(columns="weight")
    one, other = (counts.reindex(pairs[side]).to_numpy() for side in "ab")
    strength = pairs["papers"] * total / (one * other)
    measured = pairs.assign(
        strength=strength, pmi=np.log2(strength), q_value=_correct(pairs["papers"], total, one, other)
    )
    return measured[measured["papers"] >= min_papers].reset_index(drop=True)


def compare_pairs(rows: pd.DataFrame, dates: pd.Series, *, item: str, min_papers: int = 3) -> pd.DataFrame:
    """Which pairs are new, and which are named more often, in the later half of the papers.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`.
    dates
        Of each paper, indexed by `paper_id`; papers without a date are left out, those of one day stay together.
    item
        The column whose values are paired.
    min_papers
        Pairs of fewer papers in all are left out.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, `before` and `after` (papers of each half), `is_new` (none before), and `q_value`: how likely so many
        of the pair's papers or more are in the later half by chance (hypergeometric, corrected as in `measure_pairs`).
        The surest first.

    Examples
    --------
    >>> dates = pd.Series(pd.to_datetime(["2024-01-01", "2024-02-01", "2025-01-01", "2025-02-01"]), list("pqrs"))
    >>> rows = pd.DataFrame({"paper_id": list("rrsspq"), "method": ["a", "b", "a", "b", "a", "b"]})
    >>> compare_pairs(rows, dates, item="method", min_papers=2).round(2).to_dict("records")
    [{'a': 'a', 'b': 'b', 'before': 0, 'after': 2, 'is_new': True, 'q_value': 0.17}]
    """
    known = dates.dropna()
    late = known > known.sort_values().iloc[(len(known) - 1) // 2] if len(known) else known.astype(bool)
    own = rows.loc[rows["paper_id"].isin(known.index), ["paper_id", item]].drop_duplicates()
    halves = [
        count_pairs(own[own["paper_id"].map(late).eq(half)].assign(weight=1.0), item=item)[["a", "b", "papers"]]
        for half in (False, True)
    ]
    pairs = halves[0].merge(halves[1], on=["a", "b"], how="outer", suffixes=("_before", "_after"))
    before, after = (pairs[f"papers_{half}"].fillna(0).astype("int64") for half in ("before", "after"))
    found = pairs[["a", "b"]].assign(before=before, after=after, is_new=(before == 0) & (after > 0))
    found = found[before + after >= min_papers]
    chance = _correct(found["after"], len(known), found["before"] + found["after"], int(late.sum()))
    return found.assign(q_value=chance).sort_values(["q_value", "a", "b"], ignore_index=True)


def _correct(shared: pd.Series, total: int, one: np.ndarray | pd.Series, other: np.ndarray | int) -> np.ndarray:
    """Chances of so many shared papers or more, corrected for the number of tests."""
    from scipy.stats import hypergeom
    from statsmodels.stats.multitest import multipletests

    if len(shared) == 0:
        return np.zeros(0)
    chances = hypergeom.sf(np.asarray(shared) - 1, total, np.asarray(one), np.asarray(other))
    return multipletests(np.clip(chances, 0, 1), method="fdr_bh")[1]
