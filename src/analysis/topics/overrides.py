"""What a person decided about topics, in ``data/overrides/topics.csv``: renamed, merged, dropped."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.consensus import Consensus
from analysis.workspace import OverridesError, read_lines, say

COLUMNS = ("topic_of", "decision", "value")
_DECISIONS = ("rename", "merge", "drop")


class TopicDecision(NamedTuple):
    """A line: the topic that a paper is in is renamed to `value`, merged with that of the paper `value`, or dropped."""

    paper: str
    decision: str
    value: str
    where: str


class Obeyed(NamedTuple):
    """Members, topics and given names, with the decisions put in place."""

    members: pd.DataFrame
    found: Consensus
    names: dict[int, str]


def read_topic_decisions(file: Path) -> list[TopicDecision]:
    """The lines of a file of decisions; none where there is no file.

    Topics are named by a paper that is in them, for that stays true when a rerun gives them other numbers and words.

    Parameters
    ----------
    file
        With the columns `topic_of` (a paper), `decision` (``rename``, ``merge``, ``drop``) and `value` (the new name,
        or a paper of the topic that takes this one in).

    Raises
    ------
    OverridesError
        If a column is missing, or a line says nothing that can be obeyed.
    """
    lines = [
        TopicDecision(*(row[name] for name in COLUMNS), f"{file.name}, line {number}")
        for number, row in read_lines(file, COLUMNS)
    ]
    for line in lines:
        if not line.paper or line.decision not in _DECISIONS or (line.decision != "drop" and not line.value):
            raise OverridesError(
                f"{line.where}: found topic_of={line.paper!r}, decision={line.decision!r}, value={line.value!r}; name "
                "a paper of the topic, and rename (to a name), merge (with the topic of another paper) or drop"
            )
    return lines


def obey_topic_decisions(
    members: pd.DataFrame, found: Consensus, names: Mapping[int, str], decisions: Sequence[TopicDecision]
) -> Obeyed:
    """Rename, merge and drop topics.

    Parameters
    ----------
    members
        `paper_id`, `topic` and `fitted_topic` of each paper; topics are numbered from 0.
    found
        How steady each topic is: of merged ones the mean, weighed by their papers.
    names
        Names that are given to topics already.
    decisions
        From `read_topic_decisions`; one about a paper that is not here, or in no topic, is told and passed over.
    """
    topic_of = members.set_index("paper_id")["topic"]
    into, given = np.arange(len(found.found)), dict(names)
    for line in decisions:
        topic = _find(line.paper, topic_of, line.where)
        other = _find(line.value, topic_of, line.where) if line.decision == "merge" else OUTLIER
        if topic is None or other is None:
            continue
        if line.decision == "rename":
            given[int(topic)] = line.value
        else:
            into[into == into[topic]] = into[other] if line.decision == "merge" else OUTLIER
    return _renumber(members, found, given, into)


def _find(paper: str, topic_of: pd.Series, where: str) -> int | None:
    topic = topic_of.get(paper, OUTLIER)
    if topic == OUTLIER:
        say(f"{where}: no topic here has the paper {paper!r}")
        return None
    return int(topic)


def _renumber(members: pd.DataFrame, found: Consensus, given: Mapping[int, str], into: np.ndarray) -> Obeyed:
    kept = np.unique(into[into != OUTLIER])
    new = np.where(into == OUTLIER, OUTLIER, np.searchsorted(kept, into))
    topics = {
        column: np.where(members[column] == OUTLIER, OUTLIER, new[members[column]])
        for column in ("topic", "fitted_topic")
    }
    sizes = np.bincount(members["topic"].to_numpy() + 1, minlength=len(into) + 1)[1:]
    steadiness = [
        np.array([np.average(part[into == topic], weights=np.maximum(sizes[into == topic], 1)) for topic in kept])
        for part in (found.found, found.stability)
    ]
    names = {int(new[topic]): name for topic, name in given.items() if new[topic] != OUTLIER}
    return Obeyed(members.assign(**topics), found._replace(found=steadiness[0], stability=steadiness[1]), names)
