"""Pairs of things that papers name together: counted, held against chance, and compared over time."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array


def share_papers(
    paper: np.ndarray,
    item: np.ndarray,
    *,
    items: int,
    weights: np.ndarray | None = None,
    through: np.ndarray | None = None,
) -> csr_array:
    """How many papers every two items share.

    Parameters
    ----------
    paper, item
        Numbers from 0 on; a pair may stand several times.
    items
        How many there are.
    weights
        What each paper counts; 1 if not given.
    through
        Numbers: by what each row ties its item to its paper. Two items that one thing alone ties to a paper, the same,
        do not share it: co-authors of one paper do not build on the same works by listing them once.

    Returns
    -------
    scipy.sparse.csr_array
        `items` by `items`, symmetric.

    Examples
    --------
    >>> paper, item = np.array([0, 0, 0]), np.array([0, 1, 2])
    >>> share_papers(paper, item, items=3, through=np.array([7, 7, 8])).toarray().astype(int).tolist()
    [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    """
    tied, first, times = np.unique(paper.astype("int64") * items + item, return_index=True, return_counts=True)
    table = _table(tied // items, tied % items, items)
    shared = table.T @ (table if weights is None else table * weights[: table.shape[0], None])
    if through is not None:
        alone = first[times == 1]
        key = pd.factorize(paper[alone].astype("int64") * (through.max(initial=0) + 1) + through[alone])[0]
        together = _table(key, item[alone], items)
        shared = shared - together.T @ together
        shared.eliminate_zeros()
    return csr_array(shared)


def _table(row: np.ndarray, column: np.ndarray, columns: int) -> csr_array:
    shape = (int(row.max(initial=-1)) + 1, columns)
    return coo_array((np.ones(len(row), dtype="int64"), (row, column)), shape=shape).tocsr()


def count_pairs(rows: pd.DataFrame, *, item: str, through: str | None = None) -> pd.DataFrame:
    """Count, for every two items, the papers they share, and the sum of those papers' weights where they have some.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`; one row for each item of a paper, or several with `through`. Where each
        paper has a `weight`, one row alone.
    item
        The column whose values are paired.
    through
        A column as `share_papers` explains it.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, `papers`, and `weight` where it was given, in order.
    """
    if rows.empty:
        none = pd.Series([], dtype=rows[item].dtype)
        empty = pd.DataFrame({"a": none, "b": none, "papers": np.array([], "int64")})
        return empty.assign(weight=0.0) if "weight" in rows else empty
    paper, _ = pd.factorize(rows["paper_id"], sort=True)
    code, items = pd.factorize(rows[item], sort=True)
    by = None if through is None else pd.factorize(rows[through], sort=True)[0]
    shared = share_papers(paper, code, items=len(items), through=by).tocoo()
    upper = shared.row < shared.col
    a, b = shared.row[upper].astype("int64"), shared.col[upper].astype("int64")
    pairs = pd.DataFrame({"ia": a, "ib": b, "papers": shared.data[upper]}).sort_values(["ia", "ib"], ignore_index=True)
    told = pairs.assign(a=items[pairs["ia"]], b=items[pairs["ib"]])[["a", "b", "papers"]]
    if "weight" in rows:
        weights = rows.groupby(paper)["weight"].first().to_numpy(float)
        weighted = share_papers(paper, code, items=len(items), weights=weights)
        told["weight"] = weighted[pairs["ia"].to_numpy(), pairs["ib"].to_numpy()] if len(pairs) else 0.0
    return told


def measure_pairs(rows: pd.DataFrame, *, item: str, min_papers: int = 1, through: str | None = None) -> pd.DataFrame:
    """Hold the papers that two items share against chance.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`; repeated rows count once.
    item
        The column whose values are paired.
    min_papers
        Pairs of fewer papers are left out; they were looked at, and count among the tests as all others do.
    through
        A column as `share_papers` explains it.

    Returns
    -------
    pandas.DataFrame
        `a` < `b`, `papers` that name both, and of n papers in all

        - `strength`, the association strength c_ab n / (c_a c_b): how many times more often than chance [1]_;
        - `pmi`, its logarithm to the base 2, the pointwise mutual information [2]_;
        - `q_value`: how likely so many shared papers or more are by chance (hypergeometric), corrected for all pairs of
          items, those that share no paper too (Benjamini and Hochberg).

    References
    ----------
    .. [1] N. J. van Eck, L. Waltman, "How to normalize cooccurrence data?", JASIST 60(8), 1635-1651 (2009).
    .. [2] K. W. Church, P. Hanks, "Word association norms, mutual information, and lexicography", Computational
       Linguistics 16(1), 22-29 (1990).

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q", "r"], "method": ["ViT", "MIL", "ViT", "GAN"]})
    >>> measure_pairs(rows, item="method").round(2).to_dict("records")
    [{'a': 'MIL', 'b': 'ViT', 'papers': 1, 'strength': 1.5, 'pmi': 0.58, 'q_value': 1.0}]
    """
    own = rows[["paper_id", item] + ([through] if through else [])].drop_duplicates()
    counts, total = own.groupby(item)["paper_id"].nunique(), own["paper_id"].nunique()
    pairs = count_pairs(own, item=item, through=through)
    one, other = (counts.reindex(pairs[side]).to_numpy() for side in "ab")
    strength = pairs["papers"] * total / (one * other)
    tests = len(counts) * (len(counts) - 1) // 2
    chance = _correct(pairs["papers"], total, one, other, tests=tests)
    measured = pairs.assign(strength=strength, pmi=np.log2(strength), q_value=chance)
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
    halves = [count_pairs(own[own["paper_id"].map(late).eq(half)], item=item) for half in (False, True)]
    pairs = halves[0].merge(halves[1], on=["a", "b"], how="outer", suffixes=("_before", "_after"))
    before, after = (pairs[f"papers_{half}"].fillna(0).astype("int64") for half in ("before", "after"))
    found = pairs[["a", "b"]].assign(before=before, after=after, is_new=(before == 0) & (after > 0))
    found = found[before + after >= min_papers]
    chance = _correct(found["after"], len(known), found["before"] + found["after"], int(late.sum()))
    return found.assign(q_value=chance).sort_values(["q_value", "a", "b"], ignore_index=True)


def _correct(
    shared: pd.Series, total: int, one: np.ndarray | pd.Series, other: np.ndarray | int, *, tests: int | None = None
) -> np.ndarray:
    """Chances of so many shared papers or more, corrected for the number of tests: these, if no number is given."""
    from scipy.stats import hypergeom
    from statsmodels.stats.multitest import multipletests

    if len(shared) == 0:
        return np.zeros(0)
    chances = hypergeom.sf(np.asarray(shared) - 1, total, np.asarray(one), np.asarray(other))
    # Tests that are not among these have a chance of 1 and raise all others by their number.
    more = 1.0 if tests is None else tests / len(shared)
    return np.minimum(multipletests(np.clip(chances, 0, 1), method="fdr_bh")[1] * more, 1.0)
