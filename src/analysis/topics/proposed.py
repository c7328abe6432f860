"""Names of topics that a program proposed, held against the topics as they are now."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.naming import Proposal, find_fault_of_name
from analysis.topics.clusters import OUTLIER
from analysis.workspace import say


def take_proposed(
    proposals: Sequence[Proposal], members: pd.DataFrame, terms: Mapping[int, Sequence[str]], texts: Sequence[str]
) -> dict[int, str]:
    """The proposed names that still fit, with their mark.

    Parameters
    ----------
    proposals
        From `analysis.naming.read_proposals`; each is about the topic that its paper is in. Of several about one topic
        an accepted one goes first, then the first.
    members
        `paper_id` and `topic` of each paper.
    terms
        Those of each topic.
    texts
        Title and abstract of each paper, in the order of `members`.

    Returns
    -------
    dict
        Names by topic. One whose words its papers no longer have is told and left out.
    """
    topic_of = members.set_index("paper_id")["topic"]
    text_of = pd.Series(list(texts), index=members["topic"].to_numpy())
    names: dict[int, str] = {}
    for proposal in sorted(proposals, key=lambda line: line.state != "accepted"):
        topic = int(topic_of.get(proposal.about, OUTLIER))
        if not proposal.shown or topic == OUTLIER or topic in names:
            continue
        # What a person has accepted is theirs.
        fault = (
            "" if proposal.state == "accepted" else find_fault_of_name(proposal.text, terms[topic], text_of[[topic]])
        )
        if fault:
            say(f"data/names/topics.csv: {proposal.text!r} does not fit its topic any more: {fault}")
        else:
            names[topic] = proposal.shown
    return names
