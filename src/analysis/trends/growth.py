"""How a label's share grows, with an interval, and a verdict that never goes beyond the data."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.periods import place_in_periods

_DAYS_A_YEAR = 365.25
_LEAST_CELLS = 3


def estimate_growth(
    labels: pd.DataFrame,
    papers: pd.DataFrame,
    coverage: pd.DataFrame,
    *,
    min_papers: int = 20,
    min_periods: int = 6,
    false_discovery_rate: float = 0.1,
) -> pd.DataFrame:
    """Yearly growth of each label's share, with a 95 % interval and a verdict.

    Counts in complete covered periods follow a log-linear model with the period's total as offset and a level of its
    own for each source; spread beyond Poisson widens the interval (quasi-likelihood, t quantiles) [1]_. Within a kind,
    p-values are corrected for the number of labels [2]_.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`.
    papers
        `paper_id`, `published`, `sources`.
    coverage
        As `analysis.periods.measure_coverage` gives it.
    min_papers, min_periods
        Fewer papers, or fewer complete periods of every source, give no estimate.
    false_discovery_rate
        Of the verdicts "growing" and "declining" within one kind.

    Returns
    -------
    pandas.DataFrame
        The table `growth`; 0.5 means that the share grows by half each year.

    References
    ----------
    .. [1] P. McCullagh, J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989), ch. 6 and 9.
    .. [2] Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate", JRSS B 57, 289-300 (1995).
    """
    unique = labels[["paper_id", "kind", "label"]].drop_duplicates()
    placed = place_in_periods(papers, coverage)
    ground = _estimation_ground(placed, coverage, min_periods=min_periods)
    counts = _count_by_source(unique, placed, ground)
    no_ground = _explain_no_ground(coverage, min_periods=min_periods) if ground.empty else None
    rows = []
    for (kind, label), members in unique.groupby(["kind", "label"], sort=True):
        cells = counts.get((kind, label))
        rows.append(
            {"kind": kind, "label": label, "papers": len(members)}
            | _judge(len(members), ground, cells, min_papers=min_papers, no_ground=no_ground)
        )
    columns = ["kind", "label", "papers", "periods", "growth", "low", "high", "p_value", "verdict", "basis"]
    growth = pd.DataFrame(rows, columns=columns)
    growth["q_value"] = _correct(growth)
    # Both must hold: beyond chance among all labels, and an interval of its own that leaves out no change.
    sure = (growth["q_value"] < false_discovery_rate) & (growth["verdict"] == "no clear change")
    growth.loc[sure & (growth["low"].astype(float) > 0), "verdict"] = "growing"
    growth.loc[sure & (growth["high"].astype(float) < 0), "verdict"] = "declining"
    return growth


def papers_needed(share: float, *, growth: float = 1.0, power: float = 0.8, level: float = 0.95) -> int:
    """Papers needed in each of two consecutive years to tell a yearly growth of a share from none.

    The normal approximation for two proportions [1]_.

    Parameters
    ----------
    share
        Share of the label in the first year, above 0 and below 1.
    growth
        Yearly growth to be detected, above -1 and not 0; 1.0 is a doubling.
    power, level
        Chance to detect it, and confidence of the test.

    Returns
    -------
    int
        Papers in each year.

    Raises
    ------
    ValueError
        If the share or the growth is out of bounds: no number of papers tells a growth of 0 from none.

    References
    ----------
    .. [1] J. L. Fleiss, "Statistical Methods for Rates and Proportions", 2nd ed. (1981), eq. 3.14.

    Examples
    --------
    >>> papers_needed(0.1), papers_needed(0.1, growth=0.25)
    (199, 2507)
    """
    from scipy.stats import norm

    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1 (found {share})")
    if growth <= -1 or growth == 0:
        raise ValueError(f"growth must lie above -1 and not be 0 (found {growth})")
    # No share grows beyond all papers.
    later = min(share * (1 + growth), max(0.999, (1 + share) / 2))
    mean = (share + later) / 2
    noise = norm.ppf(0.5 + level / 2) * math.sqrt(2 * mean * (1 - mean))
    signal = norm.ppf(power) * math.sqrt(share * (1 - share) + later * (1 - later))
    return math.ceil(((noise + signal) / (later - share)) ** 2)


def complete_periods(coverage: pd.DataFrame) -> pd.DataFrame:
    """The rows of `coverage` for periods that a source covers from first to last day."""
    return coverage[coverage["covered"].astype(bool) & ~coverage["partial"].astype(bool)]


def _estimation_ground(placed: pd.DataFrame, coverage: pd.DataFrame, *, min_periods: int) -> pd.DataFrame:
    """The complete periods of the sources that cover enough of them, with the papers that count for each.

    A paper that several sources list counts for the first of them only, so that no paper is counted twice.
    """
    if placed.empty:
        return pd.DataFrame({"source": [], "period": [], "papers": []})
    whole = complete_periods(coverage)[["source", "period"]]
    counts = placed.groupby(["source", "period"]).size().rename("papers").reset_index()
    ground = whole.merge(counts, on=["source", "period"])
    enough = ground.groupby("source")["period"].transform("size") >= min_periods
    return ground[enough].sort_values(["source", "period"], ignore_index=True)


def _count_by_source(
    labels: pd.DataFrame, placed: pd.DataFrame, ground: pd.DataFrame
) -> dict[tuple[str, str], pd.Series]:
    """Papers of each label by source and period of the ground."""
    cells = labels.merge(placed, on="paper_id").groupby(["kind", "label", "source", "period"]).size()
    index = pd.MultiIndex.from_frame(ground[["source", "period"]])
    return {
        key: group.droplevel(["kind", "label"]).reindex(index, fill_value=0)
        for key, group in cells.groupby(level=["kind", "label"])
    }


def _judge(
    papers: int,
    ground: pd.DataFrame,
    cells: pd.Series | None,
    *,
    min_papers: int,
    no_ground: dict[str, object] | None,
) -> dict[str, object]:
    """One label's growth and verdict, before the correction for the number of labels."""
    row: dict[str, object] = {"periods": 0, "growth": None, "low": None, "high": None, "p_value": None}
    if papers < min_papers:
        return row | {"verdict": "too few papers to tell", "basis": f"{papers} papers; {min_papers} are needed"}
    if no_ground:
        return row | no_ground
    row["periods"] = ground["period"].nunique()
    counted = int(cells.sum()) if cells is not None else 0
    if cells is None or counted < min_papers:
        return row | {
            "verdict": "too few papers to tell",
            "basis": f"{counted} papers in complete periods; {min_papers} are needed",
        }
    if (cells > 0).sum() < _LEAST_CELLS:
        basis = f"its {counted} papers fall into {(cells > 0).sum()} periods; {_LEAST_CELLS} are needed"
        return row | {"verdict": "too few papers to tell", "basis": basis}
    slope = _fit(cells, ground)
    if slope.disagreement < 0.05:
        return row | {
            "verdict": "confounded with source",
            "basis": "the sources disagree on the direction or size of the change",
        }
    from scipy.stats import t

    reach = t.ppf(0.975, slope.freedom) * slope.error
    p_value = 2 * t.sf(abs(slope.a_year / slope.error), slope.freedom) if slope.error > 0 else 1.0
    basis = f"{counted} papers in {row['periods']} complete periods of {ground['source'].nunique()} source(s)"
    estimate = {
        "growth": math.expm1(slope.a_year),
        "low": _expm1(slope.a_year - reach),
        "high": _expm1(slope.a_year + reach),
    }
    estimate = {name: _steady_digits(value) for name, value in estimate.items()} | {"p_value": float(f"{p_value:.6g}")}
    return row | estimate | {"verdict": "no clear change", "basis": basis}


def _explain_no_ground(coverage: pd.DataFrame, *, min_periods: int) -> dict[str, object]:
    """Why no label's growth can be estimated from these sources."""
    whole = complete_periods(coverage)
    if whole.empty:
        reason = "how papers were selected and when they appeared cannot be told apart"
        return {"verdict": "confounded with source", "basis": f"no source covers a complete period: {reason}"}
    most = whole.groupby("source").size().max()
    basis = f"the sources cover {most} complete periods at most; {min_periods} are needed"
    return {"verdict": "too few papers to tell", "basis": basis}


class _Slope(NamedTuple):
    """The slope of the logarithm of a share, and the p-value of equal slopes in all sources."""

    a_year: float
    error: float
    freedom: int
    disagreement: float


def _fit(cells: pd.Series, ground: pd.DataFrame) -> _Slope:
    """A Poisson model with a level for each source; its standard error is widened by what it leaves unexplained."""
    from scipy.stats import f
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    years = (ground["period"] - ground["period"].min()).dt.days.to_numpy() / _DAYS_A_YEAR
    levels = pd.get_dummies(ground["source"]).to_numpy(dtype=float)
    offset = np.log(ground["papers"].to_numpy(dtype=float))
    counts = cells.to_numpy(dtype=float)
    design = np.column_stack([years - years.mean(), levels])
    freedom = max(len(counts) - design.shape[1], 1)
    fitted = GLM(counts, design, family=Poisson(), offset=offset).fit(maxiter=50)
    spread = max(fitted.pearson_chi2 / freedom, 1.0)
    disagreement = 1.0
    if levels.shape[1] > 1:
        own = np.column_stack([levels * (years - years.mean())[:, None], levels])
        free = GLM(counts, own, family=Poisson(), offset=offset).fit(maxiter=50)
        more = levels.shape[1] - 1
        left = max(freedom - more, 1)
        statistic = max(fitted.deviance - free.deviance, 0) / more / max(free.pearson_chi2 / left, 1.0)
        disagreement = _steady_digits(f.sf(statistic, more, left))
    return _Slope(float(fitted.params[0]), float(fitted.bse[0]) * math.sqrt(spread), freedom, disagreement)


def _correct(growth: pd.DataFrame) -> pd.Series:
    """Benjamini-Hochberg within each kind, over the labels that have a p-value."""
    from scipy.stats import false_discovery_control

    corrected = pd.Series(np.nan, index=growth.index)
    tested = growth[growth["p_value"].notna()]
    for _, group in tested.groupby("kind"):
        corrected[group.index] = false_discovery_control(group["p_value"].astype(float))
    return corrected


def _steady_digits(value: float) -> float:
    """What every processor reproduces of a solved model: six decimals, seven digits at most, one zero of two."""
    return float(f"{round(value, 6):.7g}") + 0.0


def _expm1(value: float) -> float:
    return math.expm1(min(value, 50.0))
