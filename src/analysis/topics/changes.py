"""What has become of each topic since a baseline."""

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.identity import Baseline, cross_runs, list_numbers

_MOST, _CHANGED, _LEVEL = 0.5, 0.2, 0.05
# Fewer papers say nothing of where a topic came from or went.
_FEWEST_MOVED = 3
_NONE = -1
_COLUMNS = {
    "topic": "int64", "was": "int64", "change": "str", "label": "str", "label_before": "str", "size": "int64",
    "size_before": "int64", "shared": "int64", "new": "int64",
}  # fmt: skip


def report_changes(
    topics: pd.DataFrame, members: pd.DataFrame, baseline: Baseline | None, *, strata: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What became of each topic: the table `topic_changes`.

    Topics have the baseline's numbers where they are the same. `kept`, `grown` and `shrunk`: its share of the new
    papers is above or below its share of those known before, among papers of one source (and of one year, where the
    new ones are mostly of years that were known), by a fifth or more and by more than chance explains among so many
    topics; papers that only moved from one topic to another are no growth. `confounded`: the new papers come from
    sources that gave none before. `split`: a new topic, of whose papers a third and more came from one topic, as did
    most of those that the baseline knows. `merged`: one of the baseline, most of whose papers are in another now.
    `born` and `died`: neither. -1 stands for no topic.

    Parameters
    ----------
    topics
        `topic`, `label`, `size`.
    members
        `paper_id` and `topic` of each paper.
    baseline
        The run before; without one the table is empty.
    strata
        `paper_id`, `source`, `year`; all papers are of one source and year where omitted.
    """
    if baseline is None:
        return pd.DataFrame({column: [] for column in _COLUMNS}).astype(_COLUMNS)
    shared, own, _ = cross_runs(members, baseline)
    sizes, earlier = (frame.set_index("topic")["size"] for frame in (topics, baseline.topics))
    new, old = list_numbers(members["topic"]), list_numbers(baseline.topics["topic"])
    placed = _place(members, baseline, strata)
    compared = compare_shares(placed, new)
    rows = [
        (topic, *_became(topic, shared[place], own[place], old, sizes, compared)) for place, topic in enumerate(new)
    ]
    rows += [_ended(topic, shared[:, place], earlier, new) for place, topic in enumerate(old) if topic not in new]
    table = pd.DataFrame(rows, columns=["topic", "was", "change", "shared"]).drop_duplicates(["topic", "was"])
    now, before = (_known(each) for each in (topics, baseline.topics))
    table[["label", "size"]] = now.reindex(table["topic"]).to_numpy()
    table[["label_before", "size_before"]] = before.reindex(table["was"]).to_numpy()
    added = placed[placed["new"]].groupby("topic").size()
    table["new"] = table["topic"].map(added).fillna(0)
    empty = {"label": "", "label_before": "", "size": 0, "size_before": 0}
    return table.fillna(empty).astype(_COLUMNS)[list(_COLUMNS)]


def _place(members: pd.DataFrame, baseline: Baseline, strata: pd.DataFrame | None) -> pd.DataFrame:
    """`topic`, whether each paper is `new`, and the `stratum` in which it is compared."""
    placed = members[["paper_id", "topic"]].copy()
    placed["new"] = ~placed["paper_id"].isin(baseline.paper_topics["paper_id"])
    if strata is None:
        return placed.assign(stratum="")
    joined = placed.merge(strata, on="paper_id", how="left").astype({"source": "str", "year": "str"})
    fine = joined["source"] + " " + joined["year"]
    known = joined["new"] & fine.isin(fine[~joined["new"]])
    mostly = known.sum() > 0.5 * joined["new"].sum()
    return joined.assign(stratum=fine if mostly else joined["source"])


def compare_shares(placed: pd.DataFrame, topics: np.ndarray) -> dict[int, str]:
    """Whether each topic's share of the new papers is above or below that of the known ones, within strata.

    The ratio of shares over strata is Mantel and Haenszel's, its variance that of Greenland and Robins [1]_; p-values
    are corrected for the number of topics (Benjamini and Hochberg, 1995).

    Parameters
    ----------
    placed
        `topic`, `new`, `stratum` of each paper.
    topics
        Those to compare.

    Returns
    -------
    dict
        ``kept``, ``grown``, ``shrunk`` or ``confounded`` by topic.

    References
    ----------
    .. [1] S. Greenland, J. M. Robins, "Estimation of a common effect parameter from sparse follow-up data", Biometrics
       41, 55-68 (1985).

    Examples
    --------
    >>> rows = [(0, True, "s")] * 60 + [(0, False, "s")] * 20 + [(1, True, "s")] * 40 + [(1, False, "s")] * 80
    >>> compare_shares(pd.DataFrame(rows, columns=["topic", "new", "stratum"]), np.array([0, 1]))
    {0: 'grown', 1: 'shrunk'}
    """
    from scipy.stats import false_discovery_control, norm

    totals = pd.crosstab(placed["stratum"], placed["new"]).reindex(columns=[False, True], fill_value=0)
    both = totals[(totals > 0).all(axis=1)]
    if both.empty:
        return dict.fromkeys(map(int, topics), "confounded" if placed["new"].any() else "kept")
    inside = placed[placed["stratum"].isin(both.index)]
    ratios, p_values = [], []
    for topic in topics:
        held = inside[inside["topic"] == topic]
        counts = pd.crosstab(held["stratum"], held["new"]).reindex(
            index=both.index, columns=[False, True], fill_value=0
        )
        ratio, error = _ratio(counts.to_numpy(float), both.to_numpy(float))
        ratios.append(ratio)
        p_values.append(2 * norm.sf(abs(ratio) / error))
    sure = false_discovery_control(p_values) < _LEVEL if len(p_values) else []
    return {int(topic): _tell(ratio, each) for topic, ratio, each in zip(topics, ratios, sure, strict=True)}


def _ratio(counts: np.ndarray, totals: np.ndarray) -> tuple[float, float]:
    """The logarithm of the ratio of shares, new to known, and its standard error; half a paper is added to each."""
    known, new = counts.T + 0.5 / len(counts)
    of_known, of_new = totals.T + 1 / len(counts)
    of_all = of_known + of_new
    above, below = (new * of_known / of_all).sum(), (known * of_new / of_all).sum()
    spread = ((of_new * of_known * (new + known) - new * known * of_all) / of_all**2).sum()
    return float(np.log(above / below)), float(np.sqrt(max(spread, 1e-12) / (above * below)))


def _tell(ratio: float, sure: bool) -> str:
    if sure and ratio >= np.log(1 + _CHANGED):
        return "grown"
    return "shrunk" if sure and ratio <= np.log(1 - _CHANGED) else "kept"


def _became(
    topic: int, shared: np.ndarray, own: int, old: np.ndarray, now: pd.Series, compared: dict[int, str]
) -> tuple[int, str, int]:
    """Which topic of the baseline a topic comes from, how it has changed, and the papers they share."""
    if topic in old:
        return topic, compared[int(topic)], int(shared[np.searchsorted(old, topic)])
    most = int(shared.max(initial=0))
    if most >= _FEWEST_MOVED and most > _MOST * own and most >= now[topic] / 3:
        return int(old[shared.argmax()]), "split", most
    return _NONE, "born", int(own)


def _ended(topic: int, shared: np.ndarray, before: pd.Series, new: np.ndarray) -> tuple[int, int, str, int]:
    """Where the papers of a topic went that is no more."""
    most = int(shared.max(initial=0))
    if most >= _FEWEST_MOVED and most > _MOST * before[topic]:
        return int(new[shared.argmax()]), topic, "merged", most
    return _NONE, topic, "died", 0


def _known(topics: pd.DataFrame) -> pd.DataFrame:
    """Label and size by topic, outliers left out."""
    return topics.set_index("topic")[["label", "size"]].drop(OUTLIER, errors="ignore")
