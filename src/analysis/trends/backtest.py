"""How often forecasts proved right: made again from what was known at earlier times, and held against what came."""

import numpy as np
import pandas as pd

from analysis.trends.forecast import HORIZON, Predicted, Series, lay_series, log_score, predict, quantile
from analysis.trends.ground import Ground
from analysis.trends.shapes import METHODS

_ORIGINS = 6
_PICKED = 10
# Kinds whose labels were found with papers of after the origin; that flatters a back-test.
_HINDSIGHT = ("topic", "community")
_COLUMNS = [
    "kind", "method", "origins", "labels", "forecasts", "coverage_80", "coverage_95", "log_score", "mase", "precision",
    "base_rate", "optimistic",
]  # fmt: skip


def backtest(
    labels: pd.DataFrame, ground: Ground, *, length: str, min_papers: int = 20, min_periods: int = 6
) -> pd.DataFrame:
    """Forecast from rolling origins, beside two simple ways, and score all three by what came.

    At each origin slopes, shares of strata and what is forgotten are fitted anew on the periods before it, and only
    labels that had enough papers by then take part; how many papers the next periods hold is told, of which strata is
    not. What the strata are was found on all periods. *Persistence* expects the share of the last period, *linear*
    extends the least-squares line of the shares.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`.
    ground
        As `lay_ground` gives it.
    length
        Of a period; three months, two quarters or one year are forecast.
    min_papers, min_periods
        Least papers of a label before an origin, least periods before it.

    Returns
    -------
    pandas.DataFrame
        The table `backtest`, one row for each kind and way: `origins`, `labels`, `forecasts` (label x period),
        `coverage_80` and `coverage_95`, `log_score` (mean), `mase` (mean absolute error of the share in that of
        persistence from period to period), `precision` of the ten labels of each origin most likely to rise, the
        `base_rate` of rising, and `optimistic` where labels were found with later papers too.
    """
    ahead, periods = HORIZON[length], len(ground.periods)
    origins = [end for end in range(periods - ahead, 0, -1) if end >= max(min_periods, 4)][:_ORIGINS]
    parts = []
    for origin in origins:
        taken = lay_series(labels, ground, until=origin, min_papers=min_papers)
        if taken.names.empty:
            continue
        for method, predicted in _ways(taken, origin, ahead).items():
            parts.append(_score(taken, predicted, origin, ahead).assign(method=method, origin=origin))
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    return _sum_up(pd.concat(parts, ignore_index=True))


def _ways(series: Series, origin: int, ahead: int) -> dict[str, Predicted]:
    """The forecast, and two simple ways."""
    counts, totals = series.counts[:, :origin], series.totals[:origin]
    coming = series.totals[origin : origin + ahead]
    last = counts[:, -1] + 0.5
    persistence = Predicted(np.repeat(last[:, None], ahead, axis=1), (last / (totals[-1] + 1))[:, None] * coming)
    shares = counts / totals
    years, lead = series.years[:origin], series.years[origin : origin + ahead]
    slope, level = np.polyfit(years, shares.T, 1)
    line = level + slope * years[:, None]
    mean = np.maximum((level + slope * lead[:, None]).T, 0.1 / totals.sum()) * coming
    # As sure as its residuals say, counts beside.
    noise = ((shares - line.T) ** 2).sum(axis=1) / max(origin - 2, 1)
    extra = np.maximum(noise[:, None] * coming**2 - mean, 1e-3 * mean)
    linear = Predicted(np.clip(mean**2 / extra, 1e-2, 1e6), mean)
    return dict(zip(METHODS, (predict(series, until=origin, ahead=ahead), persistence, linear), strict=True))


def _score(series: Series, predicted: Predicted, origin: int, ahead: int) -> pd.DataFrame:
    """One row for each label of an origin."""
    came, totals = series.counts[:, origin : origin + ahead], series.totals[origin : origin + ahead]
    inside = {
        level: ((came >= quantile(predicted, 0.5 - level / 200)) & (came <= quantile(predicted, 0.5 + level / 200)))
        for level in (80, 95)
    }
    shares = series.counts[:, :origin] / series.totals[:origin]
    usual = np.abs(np.diff(shares, axis=1)).mean(axis=1)
    error = np.abs(came / totals - predicted.mean / totals).mean(axis=1)
    before = (
        series.counts[:, max(origin - ahead, 0) : origin].sum(axis=1)
        / series.totals[max(origin - ahead, 0) : origin].sum()
    )
    expected = predicted.mean.sum(axis=1) / totals.sum()
    return series.names.assign(
        coverage_80=inside[80].mean(axis=1),
        coverage_95=inside[95].mean(axis=1),
        log_score=log_score(predicted, came).mean(axis=1),
        mase=np.where(usual > 0, error / np.maximum(usual, 1e-12), np.nan),
        rose=came.sum(axis=1) / totals.sum() > before,
        likely=(expected - before) / np.sqrt(np.maximum(expected, 1e-9) / totals.sum()),
        periods=ahead,
    )


def _sum_up(scores: pd.DataFrame) -> pd.DataFrame:
    scores = scores.sort_values(
        ["kind", "method", "origin", "likely", "label"], ascending=[True, True, True, False, True]
    )
    picked = scores.groupby(["kind", "method", "origin"]).head(_PICKED)
    table = scores.groupby(["kind", "method"], as_index=False).agg(
        origins=("origin", "nunique"),
        labels=("label", "nunique"),
        forecasts=("periods", "sum"),
        coverage_80=("coverage_80", "mean"),
        coverage_95=("coverage_95", "mean"),
        log_score=("log_score", "mean"),
        mase=("mase", "mean"),
        base_rate=("rose", "mean"),
    )
    right = picked.groupby(["kind", "method"])["rose"].mean().rename("precision")
    table = table.join(right, on=["kind", "method"])
    # Of ten labels or fewer the ten likeliest are all of them.
    table["precision"] = table["precision"].where(table["labels"] > _PICKED)
    table["optimistic"] = table["kind"].isin(_HINDSIGHT)
    numbers = ["coverage_80", "coverage_95", "log_score", "mase", "precision", "base_rate"]
    return table.round(dict.fromkeys(numbers, 6))[_COLUMNS]
