"""The flow of records from what was identified to what is analysed, as systematic reviews report it."""

from typing import NamedTuple

import pandas as pd


class Flow(NamedTuple):
    """The numbers of a flow diagram (PRISMA 2020).

    `identified` by source; `unusable` records by reason; `duplicates` merged; `screened` works; `excluded` works by the
    rule of the filter; `included` papers.
    """

    identified: pd.Series
    unusable: pd.Series
    duplicates: int
    screened: int
    excluded: pd.Series
    included: int


def count_flow(ledger: pd.DataFrame) -> Flow:
    """Count what became of the raw records; each stands in exactly one number, and the sums are checked [1]_.

    Parameters
    ----------
    ledger
        The table `ledger`.

    Returns
    -------
    Flow
        Series are indexed by source or reason, the most first.

    Raises
    ------
    ValueError
        If the numbers do not add up.

    References
    ----------
    .. [1] M. J. Page et al., "The PRISMA 2020 statement: an updated guideline for reporting systematic reviews", BMJ
       372, n71 (2021).

    Examples
    --------
    >>> ledger = pd.DataFrame({"source": ["a", "a", "b", "b"], "outcome": ["kept", "filtered", "merged", "rejected"],
    ...     "reason": ["a paper", "year before 2015", "the same work as another record", "no title"]})
    >>> flow = count_flow(ledger)
    >>> flow.identified.to_dict(), flow.duplicates, flow.screened, flow.excluded.to_dict(), flow.included
    ({'a': 2, 'b': 2}, 1, 2, {'year before 2015': 1}, 1)
    """
    outcome = ledger["outcome"]
    flow = Flow(
        _count(ledger["source"]),
        _count(ledger.loc[outcome == "rejected", "reason"]),
        int((outcome == "merged").sum()),
        int(outcome.isin(["kept", "filtered"]).sum()),
        _count(ledger.loc[outcome == "filtered", "reason"]),
        int((outcome == "kept").sum()),
    )
    left = flow.identified.sum() - flow.unusable.sum() - flow.duplicates
    if left != flow.screened or flow.screened - flow.excluded.sum() != flow.included:
        raise ValueError(f"the flow of records does not add up: {flow}")
    return flow


def _count(values: pd.Series) -> pd.Series:
    counts = values.value_counts().sort_index()
    return counts.sort_values(ascending=False, kind="stable").rename("records")
