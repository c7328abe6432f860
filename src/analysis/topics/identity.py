"""The same topic keeps its number and name from one run to the next: matching to a baseline, and what has changed."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.labels import Words

# Share of the papers in either topic, among those that both runs know, from which two topics are one.
_SAME_PAPERS = 0.3
# Where both runs know fewer papers of a topic than this, only its centre can tell.
_FEWEST_SHARED = 5
_SAME_CENTRE = 0.9
_MOST = 0.5
_GROWN = 1.2
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

    The pairs that maximise the sum of Jaccard index and cosine (Kuhn, 1955) are kept where the papers agree, or, for
    topics of new papers alone, the centres.

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
    from scipy.optimize import linear_sum_assignment

    shared, own, theirs = _cross(members, baseline)
    jaccard = shared / np.maximum(own[:, None] + theirs[None, :] - shared, 1)
    comparable = encoder == baseline.encoder and centres.shape[1] == baseline.centres.shape[1]
    cosine = centres @ baseline.centres.T if comparable else np.zeros(shared.shape)
    unknown = (own < _FEWEST_SHARED)[:, None] | (theirs < _FEWEST_SHARED)[None, :]
    same = (jaccard >= _SAME_PAPERS) | (unknown & (cosine >= _SAME_CENTRE))
    score = np.where(same, jaccard + cosine, 0)
    rows, columns = linear_sum_assignment(-score)
    kept = same[rows, columns]
    rows, columns = rows[kept], columns[kept]
    return pd.DataFrame(
        {
            "topic": _numbers(members["topic"])[rows],
            "was": _numbers(baseline.topics["topic"])[columns],
            "jaccard": jaccard[rows, columns],
            "similarity": cosine[rows, columns].astype(float),
        }
    )


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
    return {
        topic: label
        for topic, label in labels.items()
        if {part.lower() for part in label.split(" · ")} <= set(words.weights.get(topic, {}))
    }


def report_changes(topics: pd.DataFrame, members: pd.DataFrame, baseline: Baseline | None) -> pd.DataFrame:
    """What became of each topic: the table `topic_changes`.

    Topics have the baseline's numbers where they are the same. `kept`, `grown` and `shrunk` (its share of papers by a
    fifth or more); `split`: a new topic, most of whose earlier papers were in one topic; `merged`: one of the baseline,
    most of whose papers went into another; `born` and `died`: neither. -1 stands for no topic.

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
    shared, own, theirs = _cross(members, baseline)
    shares = topics.set_index("topic")["size"] / len(members)
    earlier = baseline.topics.set_index("topic")["size"] / len(baseline.paper_topics)
    new, old = _numbers(members["topic"]), _numbers(baseline.topics["topic"])
    rows = [
        (topic, *_became(topic, shared[place], own[place], old, shares, earlier)) for place, topic in enumerate(new)
    ]
    rows += [_ended(topic, shared[:, place], theirs[place], new) for place, topic in enumerate(old) if topic not in new]
    table = pd.DataFrame(rows, columns=["topic", "was", "change", "shared"]).drop_duplicates(["topic", "was"])
    now, before = (_known(each) for each in (topics, baseline.topics))
    table[["label", "size"]] = now.reindex(table["topic"]).to_numpy()
    table[["label_before", "size_before"]] = before.reindex(table["was"]).to_numpy()
    empty = {"label": "", "label_before": "", "size": 0, "size_before": 0}
    return table.fillna(empty).astype(_CHANGES)[list(_CHANGES)]


def _became(
    topic: int, shared: np.ndarray, own: int, old: np.ndarray, shares: pd.Series, earlier: pd.Series
) -> tuple[int, str, int]:
    """Which topic of the baseline a topic comes from, how it has changed, and the papers they share."""
    if topic in old:
        ratio = shares[topic] / earlier[topic]
        change = "grown" if ratio >= _GROWN else "shrunk" if ratio <= 1 / _GROWN else "kept"
        return topic, change, int(shared[np.searchsorted(old, topic)])
    if shared.max(initial=0) > _MOST * max(own, 1):
        return int(old[shared.argmax()]), "split", int(shared.max())
    return _NONE, "born", 0


def _ended(topic: int, shared: np.ndarray, theirs: int, new: np.ndarray) -> tuple[int, int, str, int]:
    """Where the papers of a topic went that is no more."""
    if shared.max(initial=0) > _MOST * max(theirs, 1):
        return int(new[shared.argmax()]), topic, "merged", int(shared.max())
    return _NONE, topic, "died", 0


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
