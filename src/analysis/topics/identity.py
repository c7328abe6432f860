"""The same topic keeps its number and name from one run to the next: matching to a baseline, and what has changed."""

import math
import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.labels import Words, stem_term

# Share of the papers in either topic, among those that both runs know, from which two topics are one.
_SAME_PAPERS = 0.3
# Where both runs know fewer papers of a topic than this, only its centre can tell.
_FEWEST_SHARED = 5
_SAME_CENTRE = 0.9
_MOST = 0.5
_CHANGED = 0.2
# Fewer papers say nothing of where a topic came from or went.
_FEWEST_MOVED = 3
_NONE = -1
_CHANGES = {
    "topic": "int64", "was": "int64", "change": "str", "label": "str", "label_before": "str", "size": "int64",
    "size_before": "int64", "shared": "int64",
}  # fmt: skip


class Baseline(NamedTuple):
    """A run to compare with: its topics, the topic of each paper, the topics' centres and what made the vectors."""

    topics: pd.DataFrame
    paper_topics: pd.DataFrame
    centres: np.ndarray
    encoder: str


def match_topics(members: pd.DataFrame, centres: np.ndarray, baseline: Baseline, *, encoder: str) -> pd.DataFrame:
    """Which topic of the baseline each topic is, one to one, by shared papers and by centres.

    The pair that shares most of its papers comes first, then the next of those that are left. Topics of papers that
    only one of the runs knows are told by their centres: nearer to each other than any two topics of the baseline.

    Parameters
    ----------
    members
        `paper_id` and `topic` of each paper.
    centres
        Mean direction of each topic but outliers, in order of `topic`.
    baseline
        The run before.
    encoder
        What made the vectors: centres by another cannot be compared.

    Returns
    -------
    pandas.DataFrame
        `topic`, `was`, `jaccard`, `similarity` (0 where centres cannot be compared).
    """
    shared, own, theirs = _cross(members, baseline)
    jaccard = shared / np.maximum(own[:, None] + theirs[None, :] - shared, 1)
    comparable = encoder == baseline.encoder and centres.shape[1] == baseline.centres.shape[1]
    cosine = _cosines(centres, baseline.centres) if comparable else np.zeros(shared.shape)
    unknown = (own < _FEWEST_SHARED)[:, None] | (theirs < _FEWEST_SHARED)[None, :]
    same = (jaccard >= _SAME_PAPERS) | (unknown & (cosine >= _sure_cosine(baseline.centres)))
    rows, columns = np.nonzero(same)
    order = np.lexsort((columns, rows, -cosine[rows, columns], -jaccard[rows, columns]))
    pairs = pd.DataFrame(
        {
            "topic": _numbers(members["topic"])[rows],
            "was": _numbers(baseline.topics["topic"])[columns],
            "jaccard": jaccard[rows, columns],
            "similarity": cosine[rows, columns].astype(float),
        }
    ).iloc[order]
    return _take_in_turn(pairs)


def _sure_cosine(centres: np.ndarray) -> float:
    """The cosine from which two centres are one topic's: no two topics of a run are so near."""
    between = _cosines(centres, centres)
    np.fill_diagonal(between, -1)
    return max(_SAME_CENTRE, float(between.max(initial=-1)))


def _cosines(centres: np.ndarray, others: np.ndarray) -> np.ndarray:
    # In double precision, which holds the sums exactly.
    return centres.astype(np.float64) @ others.T.astype(np.float64)


def _take_in_turn(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs in their order, each side once."""
    taken, left = [], pairs
    while len(left):
        first = left.iloc[0]
        taken.append(left.index[0])
        left = left[(left["topic"] != first["topic"]) & (left["was"] != first["was"])]
    return pairs.loc[taken].sort_values("topic", ignore_index=True)


def number_topics(topics: np.ndarray, matches: pd.DataFrame, baseline: Baseline) -> np.ndarray:
    """The number of each topic: that of its match, or the next that the baseline has not used.

    Examples
    --------
    >>> before = Baseline(pd.DataFrame({"topic": [0, 1]}), pd.DataFrame(), np.zeros((0, 0)), "")
    >>> number_topics(np.arange(3), pd.DataFrame({"topic": [2], "was": [0]}), before).tolist()
    [2, 3, 0]
    """
    known = dict(zip(matches["topic"], matches["was"], strict=True))
    free = iter(range(int(baseline.topics["topic"].max()) + 1, int(baseline.topics["topic"].max()) + 1 + len(topics)))
    return np.array([known[topic] if topic in known else next(free) for topic in topics], dtype=int)


def keep_labels(words: Words, baseline: Baseline | None) -> dict[int, str]:
    """The baseline's labels of topics whose papers still use all of the label's words.

    Examples
    --------
    >>> before = Baseline(pd.DataFrame({"topic": [0, 1], "label": ["MRI · heart", "slides"]}), pd.DataFrame(), None, "")
    >>> keep_labels(Words({}, {0: {"heart": 1.0, "mri": 2.0}, 1: {"stains": 1.0}}, None), before)
    {0: 'MRI · heart'}
    """
    if baseline is None:
        return {}
    labels = baseline.topics.set_index("topic")["label"].drop(OUTLIER, errors="ignore")
    used = {topic: {stem_term(term) for term in terms} for topic, terms in words.weights.items()}
    # A number that tells equal labels apart is no word.
    parts = {topic: re.sub(r" \(\d+\)$", "", label).split(" · ") for topic, label in labels.items()}
    return {
        topic: label for topic, label in labels.items() if set(map(stem_term, parts[topic])) <= used.get(topic, set())
    }


def report_changes(topics: pd.DataFrame, members: pd.DataFrame, baseline: Baseline | None) -> pd.DataFrame:
    """What became of each topic: the table `topic_changes`.

    Topics have the baseline's numbers where they are the same. `kept`, `grown` and `shrunk`: its share of the new
    papers is above or below its share of those known before, by a fifth or more and by more than chance explains
    (papers that only moved from one topic to another are no growth). `split`: a new topic, of whose papers a third and
    more came from one topic, as did most of those that the baseline knows. `merged`: one of the baseline, most of whose
    papers are in another now. `born` and `died`: neither. -1 stands for no topic.

    Parameters
    ----------
    topics
        `topic`, `label`, `size`.
    members
        `paper_id` and `topic` of each paper.
    baseline
        The run before; without one the table is empty.
    """
    if baseline is None:
        return pd.DataFrame({column: [] for column in _CHANGES}).astype(_CHANGES)
    shared, own, _ = _cross(members, baseline)
    known = int(members["paper_id"].isin(baseline.paper_topics["paper_id"]).sum())
    sizes, earlier = (frame.set_index("topic")["size"] for frame in (topics, baseline.topics))
    new, old = _numbers(members["topic"]), _numbers(baseline.topics["topic"])
    rows = [(topic, *_became(topic, shared[place], own[place], known, old, sizes)) for place, topic in enumerate(new)]
    rows += [_ended(topic, shared[:, place], earlier, new) for place, topic in enumerate(old) if topic not in new]
    table = pd.DataFrame(rows, columns=["topic", "was", "change", "shared"]).drop_duplicates(["topic", "was"])
    now, before = (_known(each) for each in (topics, baseline.topics))
    table[["label", "size"]] = now.reindex(table["topic"]).to_numpy()
    table[["label_before", "size_before"]] = before.reindex(table["was"]).to_numpy()
    empty = {"label": "", "label_before": "", "size": 0, "size_before": 0}
    return table.fillna(empty).astype(_CHANGES)[list(_CHANGES)]


def _became(
    topic: int, shared: np.ndarray, own: int, known: int, old: np.ndarray, now: pd.Series
) -> tuple[int, str, int]:
    """Which topic of the baseline a topic comes from, how it has changed, and the papers they share."""
    if topic in old:
        change = _compare_shares(now[topic] - own, now.sum() - known, own, known)
        return topic, change, int(shared[np.searchsorted(old, topic)])
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


def _compare_shares(new: int, of_new: int, known: int, of_known: int) -> str:
    """Whether a share has grown or shrunk by a fifth, and by more than two standard errors of its logarithm.

    Half a paper is added to each count, so that none is zero.

    Examples
    --------
    >>> _compare_shares(130, 1000, 100, 1000), _compare_shares(13, 100, 10, 100), _compare_shares(0, 100, 100, 1000)
    ('grown', 'kept', 'shrunk')
    """
    if not of_new or not known:
        return "kept"
    ratio = ((new + 0.5) / (of_new + 0.5)) / ((known + 0.5) / (of_known + 0.5))
    if abs(math.log(ratio)) < 1.96 * math.sqrt(1 / (new + 0.5) + 1 / (known + 0.5)):
        return "kept"
    return "grown" if ratio >= 1 + _CHANGED else "shrunk" if ratio <= 1 - _CHANGED else "kept"


def _known(topics: pd.DataFrame) -> pd.DataFrame:
    """Label and size by topic, outliers left out."""
    return topics.set_index("topic")[["label", "size"]].drop(OUTLIER, errors="ignore")


def _numbers(topic: pd.Series) -> np.ndarray:
    values = np.unique(topic)
    return values[values != OUTLIER]


def _cross(members: pd.DataFrame, baseline: Baseline) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Papers that both runs know: by topic of each, by topic of this one, by topic of the baseline."""
    both = members[["paper_id", "topic"]].merge(
        baseline.paper_topics[["paper_id", "topic"]], on="paper_id", suffixes=("", "_before")
    )
    table = pd.crosstab(both["topic"], both["topic_before"]).reindex(
        index=np.unique(members["topic"]), columns=np.unique(baseline.topics["topic"]), fill_value=0
    )
    own, theirs = table.sum(axis=1), table.sum(axis=0)
    inside = table.drop(index=OUTLIER, columns=OUTLIER, errors="ignore")
    sizes = (part.drop(OUTLIER, errors="ignore").to_numpy() for part in (own, theirs))
    return inside.to_numpy(), *sizes
