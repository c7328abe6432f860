"""The shares of the next periods, with intervals that hold what they say in back-tests (`backtest`)."""

from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.periods import MONTHS
from analysis.trends.ground import Ground, count_cells
from analysis.trends.many import draw_together
from analysis.trends.regression import fit_slopes

# Periods that are forecast.
HORIZON = {"month": 3, "quarter": 2, "year": 1}
# Periods without which nothing is chosen, and what is taken then.
_LEAST_PAST = 4
# How fast the past is forgotten: what a period weighs beside the next one.
_DISCOUNTS = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.0)
# How much of a slope goes on.
_DAMPINGS = (0.0, 0.3, 0.6, 1.0)
# How far shares wander beside chance: variance of their logarithm, a period.
_WANDERS = (0.0, 0.01, 0.03, 0.1, 0.3, 1.0)
# What is expected before any paper is seen weighs as half a paper.
_BEFORE = 0.5
# However steep its slope, a share is not expected to change more than this over what is forecast.
_MOST = np.log(3)
# Intervals of 80 and of 95 %.
_EDGES = {"low_80": 0.1, "high_80": 0.9, "low_95": 0.025, "high_95": 0.975}


class Series(NamedTuple):
    """Counts of labels, series x periods; totals and years of periods.

    `in_cells` are the counts in `cells`, `place` the period of each cell.
    """

    names: pd.DataFrame
    counts: np.ndarray
    totals: np.ndarray
    years: np.ndarray
    in_cells: np.ndarray
    cells: pd.DataFrame
    place: np.ndarray


class Predicted(NamedTuple):
    """A negative binomial distribution for each series and period to come: `shape` and `mean`."""

    shape: np.ndarray
    mean: np.ndarray


class Knobs(NamedTuple):
    """How forecasts are made for all labels: what is forgotten, what of a slope goes on, how far shares wander."""

    discount: float
    damping: float
    wander: float


_DEFAULT = Knobs(0.9, 0.0, 0.03)


def lay_series(labels: pd.DataFrame, ground: Ground, *, until: int | None = None, min_papers: int = 0) -> Series:
    """Series over all complete periods, of labels of enough papers in those before `until`."""
    names, sparse = count_cells(labels[["paper_id", "kind", "label"]].drop_duplicates(), ground)
    counts = sparse.toarray()
    place = ground.periods.get_indexer(ground.cells["period"])
    past = place < (len(ground.periods) if until is None else until)
    known = counts[:, past].sum(axis=1) >= min_papers
    names, counts = names[known].reset_index(drop=True), counts[known]
    of_period = np.eye(len(ground.periods))[place]
    years = ground.cells.groupby("period")["years"].first().to_numpy()
    totals = ground.cells["papers"].to_numpy(float) @ of_period
    return Series(names, counts @ of_period, totals, years, counts, ground.cells, place)


def expect(series: Series, *, until: int) -> np.ndarray:
    """What each label's usual share in each stratum before `until` gives, series x periods."""
    past = series.place < until
    papers = series.cells["papers"].to_numpy(float)
    _, stratum = np.unique(series.cells["stratum"].to_numpy(str), return_inverse=True)
    of_stratum = np.eye(stratum.max() + 1)[stratum]
    held, total = series.in_cells[:, past] @ of_stratum[past], papers[past] @ of_stratum[past]
    overall = series.in_cells[:, past].sum(axis=1, keepdims=True) / max(papers[past].sum(), 1)
    # A stratum that holds few papers of the past is expected to be like the others.
    share = (held + 10 * overall) / (total + 10)
    return (share[:, stratum] * papers) @ np.eye(len(series.years))[series.place]


def slopes_until(series: Series, until: int) -> np.ndarray:
    """Slopes of the logarithm of each share, a year, from the periods before `until`, drawn together by kind.

    Returns
    -------
    numpy.ndarray
        Slopes and their errors, 2 x series.
    """
    past = series.place < until
    fitted = fit_slopes(series.in_cells[:, past], series.cells[past].reset_index(drop=True))
    slope, error = fitted.a_year, np.sqrt(np.maximum(fitted.variance, 1e-12))
    result = np.zeros((2, len(series.names)))
    usable = series.in_cells[:, past].sum(axis=1) > 0
    for kind in sorted(set(series.names["kind"])):
        own = (series.names["kind"] == kind).to_numpy() & usable
        drawn = draw_together(slope[own], error[own])
        result[:, own] = drawn.slope, drawn.error
    return result


def predict(series: Series, *, until: int, ahead: int) -> Predicted:
    """The distribution of the counts of the `ahead` periods after the first `until`, given how many papers they hold.

    A level that forgets (discounted gamma-Poisson model [1]_), the part of each label's drawn slope that goes on, and
    how far shares wander. All three are chosen for all labels together, by how well they would have foretold the last
    periods before `until` from those before these.

    References
    ----------
    .. [1] M. West, J. Harrison, "Bayesian Forecasting and Dynamic Models", 2nd ed. (1997), ch. 10.8.
    """
    knobs, expected = _choose(series, until, ahead), expect(series, until=until)
    return _foretell(series, expected, slopes_until(series, until), knobs, until=until, ahead=ahead)


def _choose(series: Series, until: int, ahead: int) -> Knobs:
    """The knobs that would have done best at two earlier origins."""
    knobs = [Knobs(*values) for values in product(_DISCOUNTS, _DAMPINGS, _WANDERS)]
    scores = np.zeros(len(knobs))
    for origin in (until - ahead, until - 2 * ahead):
        if origin < _LEAST_PAST:
            continue
        slopes, expected = slopes_until(series, origin), expect(series, until=origin)
        came = series.counts[:, origin : origin + ahead]
        for place, each in enumerate(knobs):
            scores[place] += log_score(_foretell(series, expected, slopes, each, until=origin, ahead=ahead), came).sum()
    return knobs[int(np.argmax(np.round(scores, 6)))] if scores.any() else _DEFAULT


def _foretell(
    series: Series, expected: np.ndarray, slopes: np.ndarray, knobs: Knobs, *, until: int, ahead: int
) -> Predicted:
    held, due = _remember(series.counts[:, :until], expected[:, :until], knobs.discount)
    step = float(np.mean(np.diff(series.years))) if len(series.years) > 1 else 1.0
    periods = np.arange(1, ahead + 1)
    lead = (periods + _lag(knobs.discount)) * step
    change = np.clip(knobs.damping * slopes[0][:, None] * lead, -_MOST, _MOST)
    mean = (held / due)[:, None] * _coming(series, expected, until, ahead) * np.exp(change)
    spread = 1 / held[:, None] + (knobs.damping * slopes[1][:, None] * lead) ** 2 + knobs.wander * periods
    return Predicted(1 / spread, np.maximum(mean, 1e-9))


def forecast_shares(labels: pd.DataFrame, ground: Ground, *, length: str, min_papers: int = 20) -> pd.DataFrame:
    """Forecast the share of each label in the next periods.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`.
    ground
        As `lay_ground` gives it.
    length
        Of a period.
    min_papers
        Labels of fewer papers on the ground are left out.

    Returns
    -------
    pandas.DataFrame
        The table `forecasts`: `kind`, `label`, `period`, `share`, intervals of 80 and 95 %, and the `total` of papers
        that the period is taken to hold, as many as the last ones.
    """
    columns = ["kind", "label", "period", "share", "low_80", "high_80", "low_95", "high_95", "total"]
    if len(ground.periods) < 4:
        return pd.DataFrame(columns=columns)
    series = lay_series(labels, ground, min_papers=min_papers)
    if series.names.empty:
        return pd.DataFrame(columns=columns)
    until, ahead = len(ground.periods), HORIZON[length]
    predicted = predict(series, until=until, ahead=ahead)
    total = np.round(series.totals[-ahead:].mean())
    periods = [ground.periods[-1] + pd.DateOffset(months=MONTHS[length] * (place + 1)) for place in range(ahead)]
    parts = []
    for place, period in enumerate(periods):
        each = Predicted(predicted.shape[:, place], predicted.mean[:, place])
        edges = {name: np.minimum(quantile(each, q) / total, 1) for name, q in _EDGES.items()}
        share = np.minimum(each.mean / total, 1)
        parts.append(series.names.assign(period=period, share=share, total=int(total), **edges))
    table = pd.concat(parts, ignore_index=True).round(dict.fromkeys(["share", *_EDGES], 6))
    return table.sort_values(["kind", "label", "period"], ignore_index=True)[columns]


def quantile(predicted: Predicted, level: float) -> np.ndarray:
    """Counts below which the given part of the distribution lies."""
    from scipy.stats import nbinom

    return nbinom.ppf(level, predicted.shape, predicted.shape / (predicted.shape + predicted.mean))


def log_score(predicted: Predicted, counts: np.ndarray) -> np.ndarray:
    """The logarithm of the chance that was given to what came."""
    from scipy.stats import nbinom

    return nbinom.logpmf(counts, predicted.shape, predicted.shape / (predicted.shape + predicted.mean))


def _coming(series: Series, expected: np.ndarray, until: int, ahead: int) -> np.ndarray:
    """What is expected of the periods to come: the mix of strata of the last ones, and as many papers as are told."""
    latest = slice(max(until - ahead, 0), until)
    part = expected[:, latest].sum(axis=1, keepdims=True) / max(series.totals[latest].sum(), 1)
    totals = series.totals[until : until + ahead]
    return part * (totals if len(totals) == ahead else np.full(ahead, series.totals[latest].mean()))


def _remember(counts: np.ndarray, expected: np.ndarray, discount: float) -> tuple[np.ndarray, np.ndarray]:
    """Papers and expectation that are remembered after the last period."""
    weights = discount ** np.arange(counts.shape[1])[::-1]
    return counts @ weights + _BEFORE, expected @ weights + _BEFORE


def _lag(discount: float) -> float:
    """How many periods ago the remembered level was, on average."""
    return min(discount / (1 - discount), 12.0) if discount < 1 else 12.0
