"""How each label's share grows, with an interval, and a verdict that never goes beyond the data."""

import numpy as np
import pandas as pd

from analysis.trends.ground import Ground, count_cells, find_members, lay_ground
from analysis.trends.many import correct_weighed, draw_together
from analysis.trends.regression import fit_slopes
from analysis.trends.spread import measure_spread
from analysis.trends.verdicts import CHOSEN, DEFAULTS, Limits, judge, say_what_lacks
from analysis.trends.windows import compare_windows

_SEASON_FROM = 2.0


def estimate_growth(
    labels: pd.DataFrame,
    papers: pd.DataFrame,
    coverage: pd.DataFrame,
    *,
    strata: pd.Series | None = None,
    groups: pd.Series | None = None,
    starts: pd.Series | None = None,
    limits: Limits = DEFAULTS,
    seed: int = 0,
) -> pd.DataFrame:
    """Yearly growth of each label's share, with a 95 % interval and a verdict.

    A log-linear regression of the shares in complete covered periods, with a level of its own for each source and
    stratum and, from two years on, the season taken out (`fit_slopes`); its variance is that of binomial counts times
    what periods and groups of co-authors add (`measure_spread`). Beside it, the latest periods are compared with the
    same ones a year before (`compare_windows`). Fields are chosen beforehand: their p-values are corrected by Holm's
    method among themselves. All other labels are corrected together (`correct_weighed`) and drawn towards each other
    (`draw_together`).

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`.
    papers
        `paper_id`, `published`, `date_precision`, `sources`.
    coverage
        As `analysis.periods.measure_coverage` gives it.
    strata
        Of each paper, where the mix of what was collected drifts (`stratify`): what does not survive within strata is
        "confounded with selection".
    groups
        Of each paper its group of co-authors (`group_papers`).
    starts
        By kind and label the day from which a label can be named at all; its series begins there.
    limits
        Fewer papers, or fewer complete periods of every source, give no estimate; `false_discovery_rate` is that of
        "rising" and "falling" among labels that are not chosen; `steady` the yearly change that counts as none.
    seed
        Of the draws of groups.

    Returns
    -------
    pandas.DataFrame
        The table `growth`; 0.5 means that the share grows by half each year.
    """
    unique = labels.loc[labels["paper_id"].isin(papers["paper_id"]), ["paper_id", "kind", "label"]].drop_duplicates()
    counts = unique.groupby(["kind", "label"]).size().rename("papers").reset_index()
    ground = lay_ground(papers, coverage, strata=strata, groups=groups, min_periods=limits.periods)
    plain = ground if strata is None else lay_ground(papers, coverage, groups=groups, min_periods=limits.periods)
    rows = counts.merge(_count_ground(unique, ground, starts), on=["kind", "label"], how="left")
    rows = rows.fillna({"counted": 0, "periods": 0, "held_in": 0}).astype({"counted": int, "periods": int})
    rows[["verdict", "basis"]] = say_what_lacks(rows, ground, coverage, limits)
    asked = rows.loc[rows["verdict"] == "", ["kind", "label"]]
    found = _estimate(unique.merge(asked, on=["kind", "label"]), ground, starts=starts)
    if strata is not None and len(asked):
        crude = _estimate(unique.merge(asked, on=["kind", "label"]), plain, starts=starts)
        crude = _judge_many(crude, plain).set_index(["kind", "label"]).add_prefix("crude_")
        found = found.join(crude, on=["kind", "label"], how="inner")
    found = _judge_many(found, ground)
    windows = _compare(unique.merge(asked, on=["kind", "label"]), ground, coverage, seed=seed)
    growth = rows.merge(found, on=["kind", "label"], how="left").merge(windows, on=["kind", "label"], how="left")
    growth["assumed"] = _rests_on_assumed(ground, coverage)
    growth["since"] = _known_starts(growth, starts)
    growth = judge(growth, ground, limits)
    return growth.sort_values(["kind", "label"], ignore_index=True)


def _count_ground(labels: pd.DataFrame, ground: Ground, starts: pd.Series | None) -> pd.DataFrame:
    """For each label its papers on the ground, the periods that hold some, and the periods since it began."""
    joined = labels.merge(ground.papers[["paper_id", "period"]], on="paper_id")
    begins = _begin(joined[["kind", "label"]], starts)
    joined = joined[joined["period"] >= begins.to_numpy()]
    found = joined.groupby(["kind", "label"]).agg(counted=("paper_id", "size"), held_in=("period", "nunique"))
    found = found.reset_index()
    periods = ground.periods.to_numpy()
    found["periods"] = [int((periods >= day).sum()) for day in _begin(found, starts).to_numpy()]
    return found


def _begin(names: pd.DataFrame, starts: pd.Series | None) -> pd.Series:
    """The day from which each label counts; the first of all days where nothing is known."""
    return _known_starts(names, starts).fillna(pd.Timestamp("1678-01-01"))


def _known_starts(names: pd.DataFrame, starts: pd.Series | None) -> pd.Series:
    """The day from which each label counts, missing where it always did."""
    if starts is None or starts.empty or names.empty:
        return pd.Series(pd.NaT, index=names.index, dtype="datetime64[s]")
    known = starts.reindex(pd.MultiIndex.from_frame(names[["kind", "label"]])).to_numpy("datetime64[s]")
    return pd.Series(known, index=names.index)


def _estimate(labels: pd.DataFrame, ground: Ground, *, starts: pd.Series | None) -> pd.DataFrame:
    """Slope, its error and t quantiles of labels, each on the part of the ground since it began.

    Fields say nothing of how sure other labels are: adding one must not move them.
    """
    names = labels[["kind", "label"]].drop_duplicates()
    begins = _begin(names, starts).clip(lower=ground.periods[0] if len(ground.periods) else None)
    parts = []
    for (_, day), part in names.groupby([names["kind"].isin(CHOSEN), begins.to_numpy()]):
        inside = labels.merge(part, on=["kind", "label"])
        parts.append(_estimate_since(inside, _since(ground, pd.Timestamp(day))))
    columns = ["kind", "label", "slope", "error", "freedom", "disagreement"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _since(ground: Ground, day: pd.Timestamp) -> Ground:
    kept = (ground.cells["period"] >= day).to_numpy()
    if kept.all():
        return ground
    places = np.cumsum(kept) - 1
    papers = ground.papers[kept[ground.papers["cell"]]]
    return Ground(papers.assign(cell=places[papers["cell"]]), ground.cells[kept].reset_index(drop=True))


def _estimate_since(labels: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    names, sparse = count_cells(labels, ground)
    members = _find_grouped(labels, names, ground)
    counts = sparse.toarray()
    season = _has_seasons(ground)
    fitted = fit_slopes(counts, ground.cells, season=season)
    spread = measure_spread(counts, fitted, ground, members)
    error = np.sqrt(np.maximum(fitted.variance, 0) * spread.factor)
    disagreement = _compare_sources(counts, ground, spread.factor)
    return names.assign(slope=fitted.a_year, error=error, freedom=spread.freedom, disagreement=disagreement)


def _find_grouped(labels: pd.DataFrame, names: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Papers of labels with their groups; those of a community, being one group, each `alone`."""
    members = find_members(labels, names, ground)
    alone = members["row"].map(names["kind"]).eq("community")
    return members.assign(alone=alone, group=members["group"].where(~alone, members["paper_id"]))


def _has_seasons(ground: Ground) -> bool:
    """Whether periods are parts of a year, and there are two years of them."""
    periods = ground.periods
    if len(periods) < 2:
        return False
    days = np.diff(periods.to_numpy()).astype("timedelta64[D]").astype(int)
    return bool(days.min() < 300 and (periods[-1] - periods[0]).days / 365.25 + 0.1 >= _SEASON_FROM)


def _compare_sources(counts: np.ndarray, ground: Ground, factor: np.ndarray) -> np.ndarray:
    """The p-value of one slope in all sources over the periods that several cover (Cochran's Q), 1 where one does."""
    from scipy.stats import chi2

    sources = ground.cells["source"].to_numpy()
    shared = ground.cells.groupby("period")["source"].transform("nunique").to_numpy() > 1
    slopes, weights = [np.zeros(len(counts))], [np.zeros(len(counts))]
    for source in np.unique(sources[shared]):
        own = shared & (sources == source)
        held = counts[:, own].sum(axis=1) >= 5
        fitted = fit_slopes(counts[:, own], ground.cells[own].reset_index(drop=True))
        usable = held & (fitted.variance > 1e-12) & (fitted.variance < 1e3)
        slopes.append(np.where(usable, fitted.a_year, 0.0))
        weights.append(np.where(usable, 1 / np.maximum(fitted.variance * factor, 1e-12), 0.0))
    slope, weight = np.array(slopes), np.array(weights)
    mean = (slope * weight).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-300)
    freedom = (weight > 0).sum(axis=0) - 1
    statistic = (weight * (slope - mean) ** 2).sum(axis=0)
    return np.where(freedom > 0, chi2.sf(statistic, np.maximum(freedom, 1)), 1.0)


def _judge_many(found: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Intervals, p-values, q-values, drawn estimates; what a solver finds is kept to six decimals."""
    from scipy.stats import t
    from statsmodels.stats.multitest import multipletests

    slope, error = found["slope"].to_numpy(float), found["error"].to_numpy(float)
    freedom = np.maximum(found["freedom"].to_numpy(float), 1)
    reach = t.ppf(0.975, freedom) * error
    steps = {"growth": slope, "low": slope - reach, "high": slope + reach}
    found = found.assign(**{name: _round(np.expm1(np.minimum(value, 50))) for name, value in steps.items()})
    sure = np.abs(slope) / np.maximum(error, 1e-12)
    p_value = np.where(np.abs(slope) < 1e-7, 1.0, 2 * t.sf(sure, freedom))
    chosen = found["kind"].isin(CHOSEN).to_numpy()
    q_value, drawn, wrong = p_value.copy(), slope.copy(), np.minimum(p_value / 2, 0.5)
    q_value[chosen] = multipletests(p_value[chosen], method="holm")[1]
    span = max(float(ground.cells["years"].max()), 0.25) if len(ground.cells) else 1.0
    q_value[~chosen] = correct_weighed(p_value[~chosen], error[~chosen], span=span)
    for kind in sorted(set(found.loc[~chosen, "kind"])):
        own = (found["kind"] == kind).to_numpy()
        together = draw_together(slope[own], error[own])
        drawn[own], wrong[own] = together.slope, together.false_sign
    disagreement = _round(correct_weighed(found["disagreement"].to_numpy(float), np.ones(len(found)), span=span))
    return found.assign(
        p_value=_round(p_value), q_value=_round(q_value), drawn=_round(np.expm1(np.clip(drawn, -50, 50))),
        wrong_sign=_round(wrong), disagreement=disagreement,
    )  # fmt: skip


def _compare(labels: pd.DataFrame, ground: Ground, coverage: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    names = labels[["kind", "label"]].drop_duplicates().sort_values(["kind", "label"], ignore_index=True)
    length = coverage["length"].iloc[0] if len(coverage) else "month"
    members = _find_grouped(labels, names, ground)
    return names.join(compare_windows(names, members, ground, length=length, seed=seed))


def _rests_on_assumed(ground: Ground, coverage: pd.DataFrame) -> bool:
    """Whether no source of the ground states what it holds."""
    used = coverage[coverage["source"].isin(ground.cells["source"].unique())]
    return bool(len(used) and used["assumed"].astype(bool).all())


def _round(values: np.ndarray) -> np.ndarray:
    """Six decimals, which every processor reproduces of a solved model; one zero of two."""
    return np.round(values, 6) + 0.0
