"""How much less sure a slope is than its counts say: uneven periods, and papers that come from one laboratory."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.trends.ground import Ground

# A noise of no more than this is that of a label that says nothing of its factor.
_NOTHING = 1e-6
# How many standard deviations above the common factor a label lies far out.
_FAR_OUT = 2.5


class Spread(NamedTuple):
    """Factor by which the variance of each label exceeds that of independent papers, and its degrees of freedom."""

    factor: np.ndarray
    freedom: np.ndarray


def measure_spread(
    counts: np.ndarray, expected: np.ndarray, ground: Ground, members: pd.DataFrame, pull: np.ndarray, *, fitted: int
) -> Spread:
    """The larger of two factors for each label: of its periods, and of its groups of co-authors.

    Parameters
    ----------
    counts, expected, pull
        Labels x cells, as `fit_slopes` gives them.
    ground
        As `lay_ground` gives it.
    members
        `row`, `cell`, `group` of each paper of each label.
    fitted
        Columns of the model beside the levels.

    Returns
    -------
    Spread
        Factors of at least 1.
    """
    of_periods = _spread_of_periods(counts, expected, ground, fitted=fitted)
    of_groups = _spread_of_groups(members, pull)
    grouped = of_groups.factor > of_periods.factor
    freedom = np.where(grouped, np.minimum(of_periods.freedom, of_groups.freedom), of_periods.freedom)
    return Spread(np.where(grouped, of_groups.factor, of_periods.factor), freedom)


def _spread_of_periods(counts: np.ndarray, expected: np.ndarray, ground: Ground, *, fitted: int) -> Spread:
    """Pearson's statistic of the periods."""
    order = ground.periods.get_indexer(ground.cells["period"])
    sums = np.zeros((len(order), order.max() + 1))
    sums[np.arange(len(order)), order] = 1
    papers = ground.cells["papers"].to_numpy(float)
    mean = np.maximum(expected @ sums, 1e-12)
    share = np.clip((expected**2 / papers) @ sums / mean, 0, 0.999)
    residual = ((counts @ sums - mean) ** 2 / (mean * (1 - share))).sum(axis=1)
    freedom = max(sums.shape[1] - 1 - fitted, 1)
    found = residual / freedom
    noise = (2 + 1 / np.maximum(mean, 0.05)).sum(axis=1) / freedom**2
    return _draw_to_common(found, noise)


def _spread_of_groups(members: pd.DataFrame, pull: np.ndarray) -> Spread:
    """The variance of sums over groups of co-authors, in that of their papers one by one (a sandwich, as a factor)."""
    square = pull[members["row"], members["cell"]] ** 2
    pulls = members.assign(pull=pull[members["row"], members["cell"]], square=square, fourth=square**2)
    together = pulls.groupby(["row", "group"])[["pull", "square", "fourth"]].sum()
    pairs = (2 * (together["square"] ** 2 - together["fourth"])).groupby("row").sum()
    sums = together["square"].groupby("row").sum().clip(lower=1e-300)
    every = np.arange(len(pull))
    found = ((together["pull"] ** 2).groupby("row").sum() / sums).reindex(every).fillna(1.0).to_numpy()
    # A label whose papers all come from different groups is as sure as its counts say.
    noise = np.maximum((pairs / sums**2).reindex(every).fillna(0.0).to_numpy(), _NOTHING)
    groups = together.groupby("row").size().reindex(every).fillna(2).to_numpy(float)
    drawn = _draw_to_common(found, noise)
    return Spread(drawn.factor, np.minimum(drawn.freedom, np.maximum(groups - 1, 1)))


def _draw_to_common(found: np.ndarray, noise: np.ndarray) -> Spread:
    """Factors drawn towards that of all labels, as far as chance makes them differ.

    Of one label of few papers its own says little: an unlucky one would look surer than it is, and a floor of 1 for
    each makes all look less sure. Empirical Bayes over labels [1]_; `noise` is the variance of each at a factor of 1.
    Labels that lie far out, as those with a burst do, keep their own and do not make the others less sure [2]_.

    References
    ----------
    .. [1] G. K. Smyth, "Linear models and empirical Bayes methods", Stat. Appl. Genet. Mol. Biol. 3 (2004).
    .. [2] B. Phipson et al., "Robust hyperparameter estimation protects against hypervariable genes", Ann. Appl. Stat.
       10, 946-963 (2016).
    """
    tells = np.where(noise > _NOTHING, 1 / np.maximum(noise, _NOTHING), 0)
    if not tells.any():
        return Spread(np.ones(len(found)), np.full(len(found), np.inf))
    common, ordinary = 1.0, np.ones(len(found), dtype=bool)
    for _ in range(5):
        ordinary = found <= common * (1 + _FAR_OUT * np.sqrt(noise))
        weights = np.where(ordinary, tells, 0)
        common = max(float(np.average(found, weights=weights)), 1.0) if weights.any() else 1.0
    differ = 0.0
    if weights.any():
        differ = max(float(np.average((found - common) ** 2 - common**2 * noise, weights=weights)), 0.0)
    own = np.where(ordinary, differ / (differ + common**2 * noise), 1.0)
    factor = np.maximum(common + own * (found - common), 1.0)
    return Spread(factor, 2 * factor**2 / np.maximum(own * common**2 * noise, 1e-9))
