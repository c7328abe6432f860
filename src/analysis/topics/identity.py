"""The same topic keeps its number and name from one run to the next: matching to a baseline."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.labels import Words
from analysis.topics.terms import stem_term

# Share of the papers in either topic, among those that both runs know, from which two topics are one.
_SAME_PAPERS = 0.3
# Where both runs know fewer papers of a topic than this, only its centre can tell.
_FEWEST_SHARED = 5
_SAME_CENTRE = 0.9


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
    shared, own, theirs = cross_runs(members, baseline)
    jaccard = shared / np.maximum(own[:, None] + theirs[None, :] - shared, 1)
    comparable = encoder == baseline.encoder and centres.shape[1] == baseline.centres.shape[1]
    cosine = _cosines(centres, baseline.centres) if comparable else np.zeros(shared.shape)
    unknown = (own < _FEWEST_SHARED)[:, None] | (theirs < _FEWEST_SHARED)[None, :]
    same = (jaccard >= _SAME_PAPERS) | (unknown & (cosine >= _sure_cosine(baseline.centres)))
    rows, columns = np.nonzero(same)
    order = np.lexsort((columns, rows, -cosine[rows, columns], -jaccard[rows, columns]))
    pairs = pd.DataFrame(
        {
            "topic": list_numbers(members["topic"])[rows],
            "was": list_numbers(baseline.topics["topic"])[columns],
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


def list_numbers(topic: pd.Series) -> np.ndarray:
    """The numbers of topics, outliers left out."""
    values = np.unique(topic)
    return values[values != OUTLIER]


def cross_runs(members: pd.DataFrame, baseline: Baseline) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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
