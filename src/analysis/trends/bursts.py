"""Bursts: stretches in which a label is far more common than before and after."""

import numpy as np
import pandas as pd

from analysis.periods import MONTHS
from analysis.trends.ground import Ground, count_cells, find_members

# A burst is at least this many times the label's usual share, and at most this many times for the automaton's costs.
_LEAST_TIMES, _MOST_TIMES = 2.0, 8.0
_PASSES = 4
# Shuffled series: so many for all labels, then more for those that few of them reach.
_DRAWS, _KEPT = (99, 900, 9000), 0.06
_BATCH = 4_000_000


def find_bursts(
    labels: pd.DataFrame,
    ground: Ground,
    *,
    length: str,
    seed: int,
    min_papers: int = 20,
    false_discovery_rate: float = 0.1,
) -> pd.DataFrame:
    """Find the bursts of each label and check each against shuffled dates.

    Kleinberg's automaton of two states [1]_: a label appears at its usual rate or at a higher one, and to begin a burst
    costs the logarithm of the number of periods. Rates are of the papers that a period holds of each stratum, estimated
    anew from the states until they stay. A burst's `weight` is by how much it fits better than the usual rate; the
    `p_value` says how often shuffled dates of the label, papers of one group of co-authors and period together, give
    any burst of that weight, and is corrected for all bursts and labels (Benjamini and Hochberg, 1995).

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`.
    ground
        As `lay_ground` gives it.
    length
        Of a period.
    seed
        Of the shuffled dates.
    min_papers
        Labels of fewer papers on the ground are left out.
    false_discovery_rate
        Bursts above it are left out.

    Returns
    -------
    pandas.DataFrame
        The table `bursts`: `kind`, `label`, `first` and `last` (days), `papers` in the burst, `times` the usual
        share, `weight`, `p_value`, `q_value`, and whether it is `running` in the last period.

    References
    ----------
    .. [1] J. Kleinberg, "Bursty and hierarchical structure in streams", Data Min. Knowl. Discov. 7, 373-397 (2003).
    """
    from scipy.stats import false_discovery_control

    names, counts, expected = count_periods(labels, ground)
    enough = counts.sum(axis=1) >= min_papers
    names, counts, expected = names[enough].reset_index(drop=True), counts[enough], expected[enough]
    columns = ["kind", "label", "first", "last", "papers", "times", "weight", "p_value", "q_value", "running"]
    if len(names) == 0 or counts.shape[1] < 4:
        return pd.DataFrame(columns=columns)
    states, _, gains = run_automaton(counts, expected)
    found = _list_bursts(states, gains, counts, expected, ground.periods)
    if found.empty:
        return pd.DataFrame(columns=columns)
    found = found.join(names, on="row")
    found["last"] = found["last"] + pd.DateOffset(months=MONTHS[length]) - pd.Timedelta(days=1)
    clusters = measure_clusters(labels, names, ground)[found["row"]]
    rows = found["row"].to_numpy()
    found["p_value"] = _shuffle(
        counts.sum(axis=1)[rows], expected[rows], found["weight"].to_numpy(), clusters, seed=seed
    )
    # Labels without a burst were looked at as well.
    tested = np.r_[found["p_value"], np.ones(len(names) - found["row"].nunique())]
    found["q_value"] = np.round(false_discovery_control(tested)[: len(found)], 6)
    found["p_value"] = found["p_value"].round(6)
    kept = found[found["q_value"] < false_discovery_rate]
    return kept.sort_values(["kind", "label", "first"], ignore_index=True)[columns]


def measure_clusters(labels: pd.DataFrame, names: pd.DataFrame, ground: Ground) -> np.ndarray:
    """How many papers of a label come together from one group in one period, on average over papers.

    Examples
    --------
    >>> cells = pd.DataFrame({"stratum": ["s"], "source": ["s"], "period": ["m"], "years": [0.0], "papers": [3]})
    >>> papers = pd.DataFrame({"paper_id": list("pqr"), "cell": 0, "period": "m", "group": ["g", "g", "h"]})
    >>> labels = pd.DataFrame({"paper_id": list("pqr"), "kind": "k", "label": "x"})
    >>> measure_clusters(labels, labels[["kind", "label"]].drop_duplicates(), Ground(papers, cells)).round(2).tolist()
    [1.67]
    """
    members = find_members(labels, names, ground)
    sizes = members.groupby(["row", "period", "group"]).size()
    means = (sizes**2).groupby("row").sum() / sizes.groupby("row").sum()
    found = means.reindex(range(len(names))).fillna(1.0).to_numpy()
    # A community is one group; its papers are none of a cluster.
    return np.where(names["kind"] == "community", 1.0, found)


def count_periods(labels: pd.DataFrame, ground: Ground) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Labels, and of each the papers of each period, counted and expected if its share in no stratum changed."""
    names, sparse = count_cells(labels[["paper_id", "kind", "label"]].drop_duplicates(), ground)
    if len(ground.cells) == 0:
        return names, np.zeros((len(names), 0)), np.zeros((len(names), 0))
    counts = sparse.toarray()
    strata, numbers = np.unique(ground.cells["stratum"].to_numpy(str), return_inverse=True)
    papers = ground.cells["papers"].to_numpy(float)
    of_stratum = np.zeros((len(papers), len(strata)))
    of_stratum[np.arange(len(papers)), numbers] = 1
    part = papers / (papers @ of_stratum)[numbers]
    expected = (counts @ of_stratum)[:, numbers] * part
    place = ground.periods.get_indexer(ground.cells["period"])
    of_period = np.zeros((len(papers), len(ground.periods)))
    of_period[np.arange(len(papers)), place] = 1
    return names, counts @ of_period, expected @ of_period


def run_automaton(counts: np.ndarray, expected: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The likeliest states of each series (1 in a burst), the rate of its bursts, what each period gains by them.

    Parameters
    ----------
    counts, expected
        Series x periods; what is expected of each series sums to what is counted.

    Returns
    -------
    tuple of numpy.ndarray
        States and gains, series x periods; rates as times the usual one, by series.
    """
    usual = np.ones(len(counts))
    times = np.full(len(counts), _LEAST_TIMES)
    for _ in range(_PASSES):
        gains = counts * np.log(times)[:, None] - (times - 1)[:, None] * usual[:, None] * expected
        states = _likeliest(gains, price=np.log(counts.shape[1]))
        inside, outside = (counts * states).sum(axis=1), (counts * ~states).sum(axis=1)
        due_in, due_out = (expected * states).sum(axis=1), (expected * ~states).sum(axis=1)
        usual = np.where(due_out > 0, np.maximum(outside, 0.5) / np.maximum(due_out, 1e-9), 1.0)
        found = inside / np.maximum(due_in * usual, 1e-9)
        times = np.where(states.any(axis=1), np.clip(found, _LEAST_TIMES, _MOST_TIMES), _LEAST_TIMES)
    return states, times, gains


def _likeliest(gains: np.ndarray, *, price: float) -> np.ndarray:
    """The states of the least cost (Viterbi): a burst is worth its gains if they exceed the price of its beginning."""
    series, periods = gains.shape
    best_out, best_in = np.zeros(series), np.full(series, -np.inf)
    came_out, came_in = np.empty((series, periods), dtype=bool), np.empty((series, periods), dtype=bool)
    for period in range(periods):
        came_out[:, period] = best_in > best_out
        enters = best_out - price
        came_in[:, period] = best_in >= enters
        best_out, best_in = np.maximum(best_out, best_in), np.maximum(best_in, enters) + gains[:, period]
    states = np.zeros((series, periods), dtype=bool)
    inside = best_in > best_out
    for period in range(periods - 1, -1, -1):
        states[:, period] = inside
        inside = np.where(inside, came_in[:, period], came_out[:, period])
    return states


def _list_bursts(
    states: np.ndarray, gains: np.ndarray, counts: np.ndarray, expected: np.ndarray, periods: pd.Index
) -> pd.DataFrame:
    """One row for each run of periods in a burst."""
    edges = np.diff(np.pad(states.astype(int), ((0, 0), (1, 1))), axis=1)
    rows, first = np.nonzero(edges == 1)
    _, after = np.nonzero(edges == -1)
    outside = (counts * ~states).sum(axis=1) / np.maximum((expected * ~states).sum(axis=1), 1e-9)

    def total(values: np.ndarray) -> np.ndarray:
        sums = np.pad(values.cumsum(axis=1), ((0, 0), (1, 0)))
        return sums[rows, after] - sums[rows, first]

    usual = np.maximum(total(expected) * outside[rows], 0.5)
    return pd.DataFrame(
        {
            "row": rows,
            "first": periods[first],
            "last": periods[after - 1],
            "papers": total(counts).astype(int),
            "times": np.round(total(counts) / usual, 6),
            "weight": np.round(total(gains), 6),
            "running": after == len(periods),
        }
    )


def _shuffle(
    held: np.ndarray, expected: np.ndarray, weights: np.ndarray, clusters: np.ndarray, *, seed: int
) -> np.ndarray:
    """How often shuffled dates of a label give a burst of a weight, papers of one cluster being shuffled together."""
    dice = np.random.default_rng(seed)
    held, weights = np.maximum(np.round(held / clusters), 1).astype(int), weights / clusters
    reached, drawn = np.zeros(len(held)), np.zeros(len(held))
    open_ = np.arange(len(held))
    for draws in _DRAWS:
        batch = max(1, _BATCH // (draws * expected.shape[1]))
        for first in range(0, len(open_), batch):
            own = open_[first : first + batch]
            chance = expected[own] / expected[own].sum(axis=1, keepdims=True)
            series = dice.multinomial(held[own, None], chance[:, None, :], size=(len(own), draws)).astype(float)
            due = np.repeat(chance * held[own, None], draws, axis=0)
            most = np.round(_strongest(series.reshape(-1, expected.shape[1]), due), 6)
            reached[own] += (most.reshape(len(own), draws) >= weights[own, None]).sum(axis=1)
            drawn[own] += draws
        open_ = np.flatnonzero((drawn == drawn.max()) & ((reached + 1) / (drawn + 1) < _KEPT * 99 / drawn.max()))
        if len(open_) == 0:
            break
    return (reached + 1) / (drawn + 1)


def _strongest(counts: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """The weight of the strongest burst of each series, 0 where there is none."""
    states, _, gains = run_automaton(counts, expected)
    begins = states & ~np.pad(states, ((0, 0), (1, 0)))[:, :-1]
    number = begins.cumsum(axis=1) * states
    most = int(number.max(initial=0))
    sums = [((number == n) * gains).sum(axis=1) for n in range(1, most + 1)]
    return np.max(sums, axis=0) if sums else np.zeros(len(counts))
