"""What may be said of a label's growth: a verdict that never goes beyond the data, and what it rests on."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.trends.ground import Ground, complete_periods
from analysis.trends.shapes import VERDICTS

RISING, FALLING, STEADY, UNCLEAR, TOO_FEW, OF_SOURCE, OF_SELECTION = VERDICTS
# Kinds that a person chooses beforehand; the labels of all others are looked through for what stands out.
CHOSEN = ("field",)
_LEAST_PERIODS = 3


class Limits(NamedTuple):
    """What an estimate needs, and when it counts."""

    papers: int = 20
    periods: int = 6
    false_discovery_rate: float = 0.1
    steady: float = 0.1


DEFAULTS = Limits()


def say_what_lacks(rows: pd.DataFrame, ground: Ground, coverage: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """`verdict` and `basis` of labels that cannot be estimated; empty for the others."""
    verdict, basis = np.full(len(rows), "", dtype=object), np.full(len(rows), "", dtype=object)

    def say(where: pd.Series, what: str, texts: pd.Series | str) -> None:
        open_ = where.to_numpy() & (verdict == "")
        verdict[open_] = what
        basis[open_] = texts if isinstance(texts, str) else texts.to_numpy()[open_]

    total, held, since = (rows[name].astype(int).astype("str") for name in ("papers", "held_in", "periods"))
    counted = rows["counted"].astype("str")
    say(rows["papers"] < limits.papers, TOO_FEW, total + f" papers; {limits.papers} are needed")
    if len(ground.papers) == 0:
        say(rows["papers"] >= 0, *_explain_no_ground(coverage, min_periods=limits.periods))
    few = counted + f" papers in complete periods; {limits.papers} are needed"
    say(rows["counted"] < limits.papers, TOO_FEW, few)
    young = "it is new: " + since + f" complete periods since it began; {limits.periods} are needed"
    say(rows["periods"] < limits.periods, TOO_FEW, young)
    thin = "its " + counted + " papers fall into " + held + f" periods; {_LEAST_PERIODS} are needed"
    say(rows["held_in"] < _LEAST_PERIODS, TOO_FEW, thin)
    return pd.DataFrame({"verdict": verdict, "basis": basis}, index=rows.index)


def _explain_no_ground(coverage: pd.DataFrame, *, min_periods: int) -> tuple[str, str]:
    """Why no label's growth can be estimated from these sources."""
    whole = complete_periods(coverage)
    if whole.empty:
        reason = "how papers were selected and when they appeared cannot be told apart"
        return OF_SOURCE, f"no source covers a complete period: {reason}"
    most = whole.groupby("source").size().max()
    return TOO_FEW, f"the sources cover {most} complete periods at most; {min_periods} are needed"


def judge(growth: pd.DataFrame, ground: Ground, limits: Limits) -> pd.DataFrame:
    """The verdict and what it rests on, of the labels that were estimated."""
    known = growth["slope"].notna()
    sure = known & _is_sure(growth, "", limits)
    open_ = (growth["low"] <= 0) & (growth["high"] >= 0)
    lost = open_ & _is_sure(growth, "crude_", limits) if "crude_slope" in growth else sure & False
    crude = lost & _differs(growth) if "crude_slope" in growth else lost
    within = (growth["low"] >= -limits.steady) & (growth["high"] <= limits.steady)
    choices = [
        (known & (growth["disagreement"] < 0.05), OF_SOURCE),
        (known & crude, OF_SELECTION),
        (known & within, STEADY),
        (sure & (growth["slope"] > 0), RISING),
        (sure & (growth["slope"] < 0), FALLING),
        (known, UNCLEAR),
    ]
    conditions, verdicts = zip(*choices, strict=True)
    growth["verdict"] = np.select(conditions, verdicts, growth["verdict"])
    growth["crude"] = growth.get("crude_growth", np.nan)
    growth.loc[known, "basis"] = _say_basis(growth[known].assign(lost=lost[known] & ~crude[known]), ground)
    inner = ["slope", "error", "freedom", "disagreement", "held_in"]
    return growth.drop(columns=[*inner, *growth.filter(like="crude_")])


def note_bursts(growth: pd.DataFrame, bursts: pd.DataFrame) -> pd.DataFrame:
    """Growth with what it rests on completed where a burst that is over takes part in it.

    Examples
    --------
    >>> growth = pd.DataFrame({"kind": ["k"], "label": ["x"], "basis": ["40 papers"]})
    >>> days = pd.to_datetime(["2024-03-01", "2024-05-31"])
    >>> bursts = pd.DataFrame({"kind": ["k"], "label": ["x"], "first": days[:1], "last": days[1:], "running": [False]})
    >>> note_bursts(growth, bursts)["basis"].tolist()
    ['40 papers; a burst from 2024-03 to 2024-05 takes part in it']
    """
    over = bursts[~bursts["running"].astype(bool)].astype({"first": "datetime64[s]", "last": "datetime64[s]"})
    if over.empty:
        return growth
    told = "; a burst from " + over["first"].dt.strftime("%Y-%m") + " to " + over["last"].dt.strftime("%Y-%m")
    notes = (told + " takes part in it").groupby([over["kind"], over["label"]]).agg("".join)
    keys = pd.MultiIndex.from_frame(growth[["kind", "label"]])
    return growth.assign(basis=growth["basis"] + notes.reindex(keys).fillna("").to_numpy())


def _differs(growth: pd.DataFrame) -> pd.Series:
    """Whether the slope within strata is another than the crude one, and not only less sure (Hausman, 1978)."""
    apart = (growth["crude_slope"] - growth["slope"]).abs()
    spread = np.sqrt(np.maximum(growth["error"] ** 2 - growth["crude_error"] ** 2, 1e-6))
    return apart > 1.96 * spread


def _is_sure(growth: pd.DataFrame, prefix: str, limits: Limits) -> pd.Series:
    """Beyond chance among all labels, and an interval of its own that leaves out no change."""
    level = np.where(growth["kind"].isin(CHOSEN), 0.05, limits.false_discovery_rate)
    low, high = growth[f"{prefix}low"].astype(float), growth[f"{prefix}high"].astype(float)
    return (growth[f"{prefix}q_value"].astype(float) < level) & ((low > 0) | (high < 0))


def _say_basis(known: pd.DataFrame, ground: Ground) -> pd.Series:
    sources = ground.cells["source"].nunique()
    text = (
        known["counted"].astype("str") + " papers in " + known["periods"].astype("str") + " complete periods of "
        + ("1 source" if sources == 1 else f"{sources} sources")
    )  # fmt: skip
    text = text.where(known["verdict"] != OF_SOURCE, "the sources disagree on the direction or size of the change")
    crude = ["" if pd.isna(value) else f"×{1 + value:.2f}" for value in known["crude"]]
    apart = text + "; in all papers alike " + pd.Series(crude, index=known.index)
    apart += ", of which nothing is sure once papers are compared within what drifts"
    text = text.where(known["verdict"] != OF_SELECTION, apart)
    few = text + "; in all papers alike it would pass for sure, within what drifts there are too few to tell"
    return text.where(~known["lost"] | (known["verdict"] != UNCLEAR), few)
