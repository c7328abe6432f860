"""The slope of many labels' shares at once, with a level for each stratum and the season taken out."""

from typing import NamedTuple

import numpy as np
import pandas as pd

# Seasons move a share by about this much (standard deviation of its logarithm), before anything is known of a label.
_SEASON_SPREAD = 0.3
_STEPS, _LARGEST_STEP, _STEEPEST = 40, 1.0, 12.0
# Labels are fitted so many at a time, to bound memory.
_BATCH_CELLS = 2_000_000


class Slopes(NamedTuple):
    """For each label: slope of the logarithm of its share a year, variance by binomial counts, spread, influence.

    `expected` is what is expected in each cell, `pull` how far a paper in each cell moves the slope, `usual` what would
    be expected if no share changed.
    """

    a_year: np.ndarray
    variance: np.ndarray
    expected: np.ndarray
    pull: np.ndarray
    usual: np.ndarray


def fit_slopes(counts: np.ndarray, cells: pd.DataFrame, *, season: bool = False) -> Slopes:
    """Fit the slope of each label's share over time.

    Given how many papers of a label each stratum holds, their periods follow a multinomial distribution with
    probabilities proportional to papers x exp(slope x years): levels of strata drop out, however many they are [1]_.
    The variance is that of binomial counts, so that labels of large shares are not taken for less sure than they are.

    Parameters
    ----------
    counts
        Labels x cells.
    cells
        `stratum`, `years`, `papers`, in order of stratum, as `lay_ground` gives them.
    season
        Whether a yearly wave is fitted as well; its size is drawn towards nothing, the more the fewer papers there are.

    Returns
    -------
    Slopes
        Arrays over labels, `expected` and `pull` over labels x cells.

    References
    ----------
    .. [1] P. McCullagh, J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989), ch. 6.4.
    """
    if len(counts) == 0:
        none = np.zeros((0, len(cells)))
        return Slopes(np.zeros(0), np.zeros(0), none, none, none)
    batch = max(1, _BATCH_CELLS // max(len(cells), 1))
    parts = [_fit_batch(counts[first : first + batch], cells, season=season) for first in range(0, len(counts), batch)]
    return Slopes(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _fit_batch(counts: np.ndarray, cells: pd.DataFrame, *, season: bool) -> Slopes:
    design, penalty = _make_design(cells["years"].to_numpy(), season=season)
    strata = _Strata(cells)
    held = strata.total(counts)
    beta = np.zeros((len(counts), design.shape[1]))
    for _ in range(_STEPS):
        expected, score, information = _evaluate(beta, counts, held, design, strata)
        step = np.linalg.solve(information + penalty, (score - beta @ penalty)[..., None])[..., 0]
        step *= np.minimum(1, _LARGEST_STEP / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-300))
        beta = np.clip(beta + step, -_STEEPEST, _STEEPEST)
        if np.abs(step).max(initial=0) < 1e-10:
            break
    expected, _, information = _evaluate(beta, counts, held, design, strata)
    inverse = np.linalg.inv(information + penalty)
    # A paper's pull on the slope: the row of the inverse for the slope times how far its cell lies from the mean.
    mean = strata.spread(strata.weigh(expected, design), held)
    pull = np.einsum("lk,lck->lc", inverse[:, 0], design - mean)
    # Of n papers in N, n - 1 of N - 1 others: without the paper itself, small strata do not look surer than they are.
    others = strata.spread_plain(np.maximum(held - 1, 0) / np.maximum(held, 1))
    share = np.clip(expected / strata.papers * others, 0, 1)
    noise = (expected * (1 - share) * pull**2).sum(axis=1)
    prior = np.einsum("lk,km,lm->l", inverse[:, 0], penalty, inverse[:, 0])
    usual = strata.papers * strata.spread_plain(held / np.maximum(strata.total(strata.papers[None, :]), 1))
    return Slopes(beta[:, 0], noise + prior, expected, pull, usual)


def _make_design(years: np.ndarray, *, season: bool) -> tuple[np.ndarray, np.ndarray]:
    """Cells x (slope, and the wave of a year), and the penalty on the wave."""
    columns = [years - years.mean()]
    penalties = [1e-9]
    if season:
        columns += [np.cos(2 * np.pi * years), np.sin(2 * np.pi * years)]
        penalties += [1 / _SEASON_SPREAD**2] * 2
    return np.column_stack(columns), np.diag(penalties)


def _evaluate(
    beta: np.ndarray, counts: np.ndarray, held: np.ndarray, design: np.ndarray, strata: "_Strata"
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Expected counts, the score and the information of each label."""
    line = beta @ design.T
    weight = strata.papers * np.exp(line - line.max(axis=1, keepdims=True))
    expected = weight * strata.spread_plain(held / np.maximum(strata.total(weight), 1e-300))
    means = strata.weigh(expected, design)
    score = (counts - expected) @ design
    square = np.einsum("lc,ck,cm->lkm", expected, design, design)
    between = np.einsum("lsk,lsm,ls->lkm", means, means, 1 / np.maximum(held, 1))
    return expected, score, square - between


class _Strata:
    """Sums over the cells of each stratum, which stand side by side."""

    def __init__(self, cells: pd.DataFrame) -> None:
        names = cells["stratum"].to_numpy()
        self.starts = np.flatnonzero(np.r_[True, names[1:] != names[:-1]])
        self.sizes = np.diff(np.r_[self.starts, len(names)])
        self.papers = cells["papers"].to_numpy(float)

    def total(self, values: np.ndarray) -> np.ndarray:
        """Labels x strata."""
        return np.add.reduceat(values, self.starts, axis=1)

    def weigh(self, expected: np.ndarray, design: np.ndarray) -> np.ndarray:
        """Labels x strata x columns: sums of the design weighed by what is expected."""
        return np.stack([self.total(expected * column) for column in design.T], axis=-1)

    def spread_plain(self, values: np.ndarray) -> np.ndarray:
        """Labels x cells: the value of each cell's stratum."""
        return np.repeat(values, self.sizes, axis=1)

    def spread(self, sums: np.ndarray, held: np.ndarray) -> np.ndarray:
        """Labels x cells x columns: the mean of each cell's stratum."""
        return np.repeat(sums / np.maximum(held, 1)[..., None], self.sizes, axis=1)
