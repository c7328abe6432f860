"""How much less sure a slope is than its counts say: uneven periods, and papers that come from one laboratory."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.trends.ground import Ground
from analysis.trends.regression import Slopes

# A noise of no more than this is that of a label that says nothing of its factor.
_NOTHING = 1e-6
# How many standard deviations above the common factor a label lies far out.
_FAR_OUT = 2.5
# Numbers held at a time.
_BATCH = 10_000_000


class Spread(NamedTuple):
    """Factor by which the variance of each label exceeds that of independent papers, and its degrees of freedom."""

    factor: np.ndarray
    freedom: np.ndarray


def measure_spread(counts: np.ndarray, fitted: Slopes, ground: Ground, members: pd.DataFrame) -> Spread:
    """The larger of two factors for each label: of its periods, and of its groups of co-authors.

    Parameters
    ----------
    counts
        Labels x cells.
    fitted
        As `fit_slopes` gives it.
    ground
        As `lay_ground` gives it.
    members
        `row`, `cell`, `group` of each paper of each label; labels whose papers all have a group of their own have none
        that counts.

    Returns
    -------
    Spread
        Factors of at least 1.
    """
    of_periods = _spread_of_periods(counts, fitted, ground)
    of_groups = _spread_of_groups(fitted, ground, members)
    grouped = of_groups.factor > of_periods.factor
    freedom = np.where(grouped, np.minimum(of_periods.freedom, of_groups.freedom), of_periods.freedom)
    return Spread(np.where(grouped, of_groups.factor, of_periods.factor), freedom)


def _spread_of_periods(counts: np.ndarray, fitted: Slopes, ground: Ground) -> Spread:
    """Neighbouring periods against each other: given their sum, their parts are binomial.

    What a share does over longer spans, be it a step or a bend that no slope follows, is change and no noise. The
    statistic is Pearson's of each pair of neighbours, averaged.
    """
    order = ground.periods.get_indexer(ground.cells["period"])
    of_period = np.eye(len(ground.periods))[order]
    papers = ground.cells["papers"].to_numpy(float)
    if of_period.shape[1] < 2:
        return Spread(np.ones(len(counts)), np.full(len(counts), 1.0))
    found = counts @ of_period
    # As the label's mean shares of strata would have it: the slope hardly matters from one period to the next.
    due = np.maximum(fitted.usual @ of_period, 1e-12)
    share = np.clip(counts.sum(axis=1) / papers.sum(), 0, 0.95)[:, None]
    both = found[:, 1:] + found[:, :-1]
    part = due[:, 1:] / (due[:, 1:] + due[:, :-1])
    statistic = (found[:, 1:] - both * part) ** 2 / np.maximum(both * part * (1 - part) * (1 - share), 1e-12)
    held = both > 0
    pairs = np.maximum(held.sum(axis=1), 1)
    # Of few papers the statistic is less scattered; neighbours of neighbours share a period.
    few = np.where(held, (2 - 2 / np.maximum(both, 1)) * 1.5, 0).sum(axis=1)
    return _draw_to_common(np.where(held, statistic, 0).sum(axis=1) / pairs, np.maximum(few, 1.0) / pairs**2)


def _spread_of_groups(fitted: Slopes, ground: Ground, members: pd.DataFrame) -> Spread:
    """The variance of sums over groups of co-authors, in that of their papers one by one (a sandwich, as a factor).

    What is summed is by how much each paper of a group, of the label or not, pulls the slope beyond what is expected.
    """
    groups, number = np.unique(ground.papers["group"].to_numpy(str), return_inverse=True)
    place = pd.Series(np.arange(len(groups)), index=groups)
    papers = ground.cells["papers"].to_numpy(float)
    shape = (len(groups), len(papers))
    held = csr_array((np.ones(len(number)), (number, ground.papers["cell"].to_numpy())), shape=shape)
    batch = max(1, _BATCH // max(len(groups), 1))
    found, noise = np.ones(len(fitted.pull)), np.full(len(fitted.pull), _NOTHING)
    for first in range(0, len(found), batch):
        rows = slice(first, first + batch)
        pull, share = fitted.pull[rows], np.clip(fitted.expected[rows] / papers, 0, 1)
        own = members[members["row"].between(first, first + batch - 1) & ~members["alone"]]
        each = (own["row"].to_numpy() - first, place[own["group"]].to_numpy())
        gains = csr_array((pull[each[0], own["cell"]], each), shape=(len(pull), len(groups)))
        beyond = gains.toarray() - (held @ (pull * share).T).T
        one = pull**2 * share * (1 - share)
        of_group = (held @ one.T).T
        alone = np.maximum(of_group.sum(axis=1), 1e-100)
        found[rows] = (beyond**2).sum(axis=1) / alone
        pairs = 2 * ((of_group**2).sum(axis=1) - (held @ (one**2).T).sum(axis=0))
        noise[rows] = np.maximum(pairs / alone**2, _NOTHING)
    single = members.groupby("row")["alone"].any().reindex(range(len(found)), fill_value=False).to_numpy()
    found, noise = np.where(single, 1.0, found), np.where(single, _NOTHING, noise)
    drawn = _draw_to_common(found, noise)
    of_label = members.groupby("row")["group"].nunique().reindex(range(len(found)), fill_value=2).to_numpy(float)
    return Spread(drawn.factor, np.minimum(drawn.freedom, np.maximum(of_label - 1, 1)))


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
    # The common factor is no better known than all labels together tell.
    behind = float((2 * weights).sum())
    return Spread(factor, np.minimum(2 * factor**2 / np.maximum(own * common**2 * noise, 1e-9), max(behind, 1.0)))
