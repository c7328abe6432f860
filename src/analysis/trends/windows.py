"""The latest periods beside the same ones a year before: a comparison that needs no model of time."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.periods import MONTHS
from analysis.trends.ground import Ground

_DRAWS, _LEAST_GROUPS = 400, 5


def match_windows(periods: pd.Index, *, length: str) -> tuple[pd.Index, pd.Index] | None:
    """The latest complete periods, a year of them at most, and the same months of the year before.

    Of years the later and the earlier half, three at most, since there is no season to match.

    Returns
    -------
    tuple of pandas.Index or None
        Earlier and later periods; None where fewer than a quarter of a year can be matched.

    Examples
    --------
    >>> months = pd.date_range("2024-01-01", "2025-04-01", freq="MS")
    >>> [list(part.strftime("%y-%m")) for part in match_windows(months, length="month")]
    [['24-01', '24-02', '24-03', '24-04'], ['25-01', '25-02', '25-03', '25-04']]
    """
    year = 12 // MONTHS[length]
    if length == "year":
        long = min(3, len(periods) // 2)
        return (periods[-2 * long : -long], periods[-long:]) if long else None
    if len(periods) == 0:
        return None
    recent = periods[periods > periods[-1] - pd.DateOffset(years=1)]
    later = [period for period in recent if period - pd.DateOffset(years=1) in periods]
    if len(later) * 4 < year:
        return None
    return pd.Index([period - pd.DateOffset(years=1) for period in later]), pd.Index(later)


def compare_windows(
    names: pd.DataFrame, members: pd.DataFrame, ground: Ground, *, length: str, seed: int, level: float = 0.95
) -> pd.DataFrame:
    """How many times its share each label has in the later window, with an interval over groups of co-authors.

    Within each stratum shares are compared, weighed by the papers that both windows hold (Mantel and Haenszel, 1959);
    the interval is that of 400 draws of groups of co-authors with replacement, half a paper added to each window.

    Parameters
    ----------
    names
        One row a label.
    members
        `row`, `cell`, `period`, `group` of each paper of each label.
    ground
        As `lay_ground` gives it.
    length
        Of a period.
    seed
        Of the draws.
    level
        Of the interval.

    Returns
    -------
    pandas.DataFrame
        `earlier`, `later` (papers of each window), `ratio`, `ratio_low`, `ratio_high`, in the order of `names`; missing
        where there are no windows to match, or no paper in them.
    """
    empty = pd.DataFrame(
        np.nan, index=names.index, columns=["earlier", "later", "ratio", "ratio_low", "ratio_high"], dtype=float
    )
    windows = match_windows(ground.periods, length=length)
    if windows is None:
        return empty
    weights = _window_weights(ground, windows)
    inside = members.assign(window=weights["window"].to_numpy()[members["cell"]])
    inside["weight"] = weights["weight"].to_numpy()[inside["cell"]]
    inside = inside[inside["window"] >= 0]
    if inside.empty:
        return empty
    counts = inside.groupby(["row", "window"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=range(len(names)), columns=[0, 1], fill_value=0).fillna(0)
    held = counts.sum(axis=1).to_numpy() > 0
    ratios = _ratios(*_sum_weights(inside, len(names), draws=None, seed=seed))
    drawn = _ratios(*_sum_weights(inside, len(names), draws=_DRAWS, seed=seed))
    low, high = np.quantile(drawn, [0.5 - level / 2, 0.5 + level / 2], axis=1)
    found = {"ratio": ratios[:, 0], "ratio_low": low, "ratio_high": high}
    groups = inside.groupby("row")["group"].nunique().reindex(range(len(names)), fill_value=0).to_numpy()
    # Draws of a handful of groups say nothing of how sure a ratio is.
    found["ratio_low"], found["ratio_high"] = (
        np.where(groups >= _LEAST_GROUPS, found[name], np.nan) for name in ("ratio_low", "ratio_high")
    )
    result = empty.assign(earlier=counts[0].to_numpy(float), later=counts[1].to_numpy(float))
    for name, values in found.items():
        result[name] = np.where(held, np.round(values, 6), np.nan)
    return result


def _window_weights(ground: Ground, windows: tuple[pd.Index, pd.Index]) -> pd.DataFrame:
    """For each cell its window (0 earlier, 1 later, -1 neither) and what a paper of it weighs."""
    cells = ground.cells[["stratum", "period", "papers"]].copy()
    cells["window"] = np.select([cells["period"].isin(windows[0]), cells["period"].isin(windows[1])], [0, 1], -1)
    totals = cells[cells["window"] >= 0].pivot_table(
        index="stratum", columns="window", values="papers", aggfunc="sum", fill_value=0
    )
    totals = totals.reindex(columns=[0, 1], fill_value=0)
    share = totals[[1, 0]].set_axis([0, 1], axis=1).div(totals.sum(axis=1), axis=0)
    keys = pd.MultiIndex.from_frame(cells[["stratum", "window"]])
    cells["weight"] = share.stack().reindex(keys).fillna(0.0).to_numpy()
    return cells


def _sum_weights(inside: pd.DataFrame, rows: int, *, draws: int | None, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weighed papers of each label in both windows, for each draw of groups."""
    groups, numbers = np.unique(inside["group"].to_numpy(str), return_inverse=True)
    if draws is None:
        times = np.ones((len(groups), 1))
    else:
        dice = np.random.default_rng(seed)
        times = dice.multinomial(len(groups), np.full(len(groups), 1 / max(len(groups), 1)), size=draws).T.astype(float)
    sums = []
    for window in (0, 1):
        own = (inside["window"] == window).to_numpy()
        places = (inside["row"].to_numpy()[own], numbers[own])
        matrix = csr_array((inside["weight"].to_numpy()[own], places), shape=(rows, len(groups)))
        sums.append(matrix @ times)
    return sums[0], sums[1]


def _ratios(earlier: np.ndarray, later: np.ndarray) -> np.ndarray:
    # Half a paper, of which half counts where both windows are of one size.
    return (later + 0.25) / (earlier + 0.25)
