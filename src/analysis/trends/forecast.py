"""The shares of the next periods, with intervals that hold what they say in back-tests (`backtest`)."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.trends.ground import Ground, count_cells
from analysis.trends.many import draw_together
from analysis.trends.regression import fit_slopes

# Periods that are forecast.
HORIZON = {"month": 3, "quarter": 2, "year": 1}
# How fast the past is forgotten: what a period weighs beside the next one. Of these the best for all labels is taken.
_DISCOUNTS = (0.5, 0.65, 0.8, 0.9, 0.95, 1.0)
# How much of a slope goes on.
_DAMPINGS = (0.0, 0.5, 1.0)
# What is expected before any paper is seen weighs as half a paper.
_BEFORE = 0.5


class Series(NamedTuple):
    """Counts of labels, series x periods, and what their usual shares of each stratum give; totals, years."""

    names: pd.DataFrame
    counts: np.ndarray
    expected: np.ndarray
    totals: np.ndarray
    years: np.ndarray


class Predicted(NamedTuple):
    """A negative binomial distribution for each series and period to come: `shape` and `mean`."""

    shape: np.ndarray
    mean: np.ndarray


def lay_series(labels: pd.DataFrame, ground: Ground, *, until: int | None = None) -> tuple[Series, np.ndarray]:
    """Series over all complete periods, expectations from those before `until` alone, and the slopes until there.

    Returns
    -------
    tuple of Series and numpy.ndarray
        The slopes (rows: drawn slope, its error) are of the logarithm of the share, a year, drawn together by kind.
    """
    names, sparse = count_cells(labels[["paper_id", "kind", "label"]].drop_duplicates(), ground)
    counts = sparse.toarray()
    place = ground.periods.get_indexer(ground.cells["period"])
    until = len(ground.periods) if until is None else until
    past = place < until
    papers = ground.cells["papers"].to_numpy(float)
    _, stratum = np.unique(ground.cells["stratum"].to_numpy(str), return_inverse=True)
    of_stratum = np.eye(stratum.max() + 1)[stratum]
    held, total = counts[:, past] @ of_stratum[past], papers[past] @ of_stratum[past]
    overall = counts[:, past].sum(axis=1, keepdims=True) / max(papers[past].sum(), 1)
    # A stratum that holds few papers of the past is expected to be like the others.
    share = (held + 10 * overall) / (total + 10)
    of_period = np.eye(len(ground.periods))[place]
    years = ground.cells.groupby("period")["years"].first().to_numpy()
    series = Series(names, counts @ of_period, (share[:, stratum] * papers) @ of_period, papers @ of_period, years)
    return series, _slopes(names, counts[:, past], ground.cells[past].reset_index(drop=True))


def _slopes(names: pd.DataFrame, counts: np.ndarray, cells: pd.DataFrame) -> np.ndarray:
    fitted = fit_slopes(counts, cells)
    slope, error = fitted.a_year, np.sqrt(np.maximum(fitted.variance, 1e-12))
    result = np.zeros((2, len(names)))
    usable = counts.sum(axis=1) > 0
    for kind in sorted(set(names["kind"])):
        own = (names["kind"] == kind).to_numpy() & usable
        drawn = draw_together(slope[own], error[own])
        result[:, own] = drawn.slope, drawn.error
    return result


def predict(series: Series, slopes: np.ndarray, *, until: int, ahead: int) -> Predicted:
    """The distribution of the counts of the `ahead` periods after the first `until`, given how many papers they hold.

    A level that forgets (discounted gamma-Poisson model [1]_), and the part of each label's drawn slope that goes on.
    Both are chosen for all labels together by how well they foretell each past period from those before it.

    References
    ----------
    .. [1] M. West, J. Harrison, "Bayesian Forecasting and Dynamic Models", 2nd ed. (1997), ch. 10.8.
    """
    past = slice(0, until)
    counts, expected = series.counts[:, past], series.expected[:, past]
    discount = _choose_discount(counts, expected)
    shape, rate = _levels(counts, expected, discount)
    held, due = shape[:, -1], rate[:, -1]
    step = float(np.mean(np.diff(series.years))) if len(series.years) > 1 else 1.0
    damping = _choose_damping(counts, expected, discount, slopes[0] * step)
    lead = np.arange(1, ahead + 1) * step + _lag(discount) * step
    coming = _coming(series, until, ahead)
    mean = (held / due)[:, None] * coming * np.exp(damping * slopes[0][:, None] * lead)
    spread = 1 / held[:, None] + (damping * slopes[1][:, None] * lead) ** 2
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
    series, slopes = lay_series(labels, ground)
    until, ahead = len(ground.periods), HORIZON[length]
    predicted = predict(series, slopes, until=until, ahead=ahead)
    enough = series.counts.sum(axis=1) >= min_papers
    total = np.round(series.totals[-ahead:].mean())
    months = {"month": 1, "quarter": 3, "year": 12}[length]
    periods = [ground.periods[-1] + pd.DateOffset(months=months * (place + 1)) for place in range(ahead)]
    parts = []
    for place, period in enumerate(periods):
        each = Predicted(predicted.shape[enough, place], predicted.mean[enough, place])
        edges = {name: np.minimum(quantile(each, q) / total, 1) for name, q in _EDGES.items()}
        share = np.minimum(each.mean / total, 1)
        parts.append(series.names[enough].assign(period=period, share=share, total=int(total), **edges))
    table = pd.concat(parts, ignore_index=True).round(dict.fromkeys(["share", *_EDGES], 6))
    return table.sort_values(["kind", "label", "period"], ignore_index=True)[columns]


_EDGES = {"low_80": 0.1, "high_80": 0.9, "low_95": 0.025, "high_95": 0.975}


def quantile(predicted: Predicted, level: float) -> np.ndarray:
    """Counts below which the given part of the distribution lies."""
    from scipy.stats import nbinom

    return nbinom.ppf(level, predicted.shape, predicted.shape / (predicted.shape + predicted.mean))


def log_score(predicted: Predicted, counts: np.ndarray) -> np.ndarray:
    """The logarithm of the chance that was given to what came."""
    from scipy.stats import nbinom

    return nbinom.logpmf(counts, predicted.shape, predicted.shape / (predicted.shape + predicted.mean))


def _coming(series: Series, until: int, ahead: int) -> np.ndarray:
    """What is expected of the periods to come: known in a back-test, else as in the last ones."""
    known = series.expected[:, until : until + ahead]
    if known.shape[1] == ahead:
        return known
    return np.repeat(series.expected[:, -ahead:].mean(axis=1, keepdims=True), ahead, axis=1)


def _levels(counts: np.ndarray, expected: np.ndarray, discount: float) -> tuple[np.ndarray, np.ndarray]:
    """Papers and expectation that are remembered after each period."""
    shape, rate = np.empty_like(counts), np.empty_like(counts)
    held, due = np.full(len(counts), _BEFORE), np.full(len(counts), _BEFORE)
    for period in range(counts.shape[1]):
        held = discount * (held - _BEFORE) + counts[:, period] + _BEFORE
        due = discount * (due - _BEFORE) + expected[:, period] + _BEFORE
        shape[:, period], rate[:, period] = held, due
    return shape, rate


def _lag(discount: float) -> float:
    """How many periods ago the remembered level was, on average."""
    return min(discount / (1 - discount), 12.0) if discount < 1 else 12.0


def _choose_discount(counts: np.ndarray, expected: np.ndarray) -> float:
    scores = []
    for discount in _DISCOUNTS:
        shape, rate = _levels(counts, expected, discount)
        each = Predicted(shape[:, 1:-1], np.maximum(shape[:, 1:-1] / rate[:, 1:-1] * expected[:, 2:], 1e-9))
        scores.append(round(float(log_score(each, counts[:, 2:]).sum()), 6))
    return _DISCOUNTS[int(np.argmax(scores))]


def _choose_damping(counts: np.ndarray, expected: np.ndarray, discount: float, slopes: np.ndarray) -> float:
    shape, rate = _levels(counts, expected, discount)
    lead = 1 + _lag(discount)
    scores = []
    for damping in _DAMPINGS:
        mean = shape[:, 1:-1] / rate[:, 1:-1] * expected[:, 2:] * np.exp(damping * slopes[:, None] * lead)
        scores.append(
            round(float(log_score(Predicted(shape[:, 1:-1], np.maximum(mean, 1e-9)), counts[:, 2:]).sum()), 6)
        )
    return _DAMPINGS[int(np.argmax(scores))]
