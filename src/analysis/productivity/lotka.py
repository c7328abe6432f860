"""How many authors write how many papers, and whether Lotka's law describes it."""

from typing import NamedTuple

import numpy as np
import pandas as pd

_LEAST_AUTHORS = 30
_EXPONENTS = (1.05, 12.0)


class Lotka(NamedTuple):
    """A power law fitted to the productivity of authors; values are missing where there are too few authors.

    `table` has `papers`, `authors`, `share` (observed) and `expected` (by the law). `exponent` has the 95 % interval
    `low` to `high`; `fit` is the chance that authors who follow the law would deviate from it as much or more.
    """

    table: pd.DataFrame
    authors: int
    exponent: float
    low: float
    high: float
    fit: float


def fit_lotka(papers_of_authors: pd.Series, *, seed: int, draws: int = 200) -> Lotka:
    """Fit Lotka's law, by which authors of n papers are as n to a power [1]_.

    The exponent is the likeliest for whole numbers from 1, its interval by the curvature of the likelihood; how well
    the law fits is the share of samples drawn from it that deviate as much from their own fit (Kolmogorov and
    Smirnov) [2]_.

    Parameters
    ----------
    papers_of_authors
        Papers of each author, whole numbers from 1.
    seed
        Of the samples.
    draws
        Samples drawn from the law.

    References
    ----------
    .. [1] A. J. Lotka, "The frequency distribution of scientific productivity", Journal of the Washington Academy of
       Sciences 16(12), 317-323 (1926).
    .. [2] A. Clauset, C. R. Shalizi, M. E. J. Newman, "Power-law distributions in empirical data", SIAM Review 51(4),
       661-703 (2009).

    Examples
    --------
    >>> lotka = fit_lotka(pd.Series([1] * 61 + [2] * 15 + [3] * 7 + [4, 4, 4, 5, 5, 7, 9, 12, 30]), seed=1)
    >>> lotka.low < 2 < lotka.high, lotka.fit > 0.1, lotka.table["authors"].head(3).tolist()
    (True, True, [61, 15, 7])
    """
    counts = papers_of_authors.to_numpy("int64")
    table = pd.Series(counts).value_counts().sort_index().rename_axis("papers").reset_index(name="authors")
    table["share"] = table["authors"] / max(len(counts), 1)
    if len(counts) < _LEAST_AUTHORS or table["papers"].nunique() < 2:
        missing = float("nan")
        return Lotka(table.assign(expected=missing), len(counts), missing, missing, missing, missing)
    exponent = _likeliest(counts)
    error = _error(exponent, len(counts))
    table["expected"] = _shares(exponent, table["papers"].to_numpy())
    distance = _distance(counts, exponent)
    random = np.random.default_rng(seed)
    samples = (random.zipf(exponent, len(counts)) for _ in range(draws))
    as_far = sum(_distance(sample, _likeliest(sample)) >= distance for sample in samples)
    return Lotka(table, len(counts), exponent, exponent - 1.96 * error, exponent + 1.96 * error, as_far / draws)


def _likeliest(counts: np.ndarray) -> float:
    from scipy.optimize import minimize_scalar
    from scipy.special import zeta

    mean_log = float(np.log(counts).mean())
    found = minimize_scalar(lambda power: np.log(zeta(power)) + power * mean_log, bounds=_EXPONENTS, method="bounded")
    return float(found.x)


def _error(exponent: float, count: int) -> float:
    """The standard error of the exponent: one over the root of the curvature of the log-likelihood."""
    from scipy.special import zeta

    step = 1e-3
    logs = [np.log(zeta(exponent + shift)) for shift in (-step, 0.0, step)]
    curvature = (logs[0] - 2 * logs[1] + logs[2]) / step**2
    return float(1 / np.sqrt(count * curvature))


def _shares(exponent: float, papers: np.ndarray) -> np.ndarray:
    from scipy.special import zeta

    return papers.astype(float) ** -exponent / zeta(exponent)


def _distance(counts: np.ndarray, exponent: float) -> float:
    """The largest difference between the cumulated shares that are observed and those of the law."""
    from scipy.special import zeta

    values, sizes = np.unique(counts, return_counts=True)
    observed = np.cumsum(sizes) / len(counts)
    expected = 1 - zeta(exponent, values + 1.0) / zeta(exponent)
    before = np.concatenate([[0.0], observed[:-1]])
    at_before = 1 - zeta(exponent, values.astype(float)) / zeta(exponent)
    return float(max(np.abs(observed - expected).max(), np.abs(before - at_before).max()))
