"""What a topic is called: its terms, its label, its most central papers."""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.text import stem_word
from analysis.topics.clusters import OUTLIER
from analysis.topics.words import close_up, spell_terms, split_terms

NO_TOPIC = "no topic"
# A label's words are those of this share of a topic's papers at least, where it has such.
_LEAST_SHARE = 0.1


class Words(NamedTuple):
    """The terms of each topic as they are written, the weightiest first: those shown, and all candidates by weight.

    `model` is the fitted BERTopic model, None for one topic.
    """

    shown: dict[int, list[str]]
    weights: dict[int, dict[str, float]]
    model: Any


def spell_words(words: Words, members: pd.DataFrame, texts: list[str]) -> Words:
    """The terms of each topic as its most central papers write them: ``MRI``, not ``mri``."""
    text_of = pd.Series(texts, index=members["paper_id"])
    shown, weights = {}, {}
    for topic, group in members.groupby("topic"):
        terms = list(words.weights[topic])
        spelled = spell_terms(terms, text_of[_most_central(group).head(50)].tolist())
        form = dict(zip(terms, spelled, strict=True))
        shown[topic] = [form[term] for term in words.shown[topic]]
        weights[topic] = {form[term]: weight for term, weight in words.weights[topic].items()}
    return words._replace(shown=shown, weights=weights)


def list_topics(
    members: pd.DataFrame, words: Words, paper_terms: pd.DataFrame, *, terms: int, given: Mapping[int, str]
) -> pd.DataFrame:
    """The table `topics`: label, terms, size and the papers nearest each topic's centre.

    Parameters
    ----------
    members
        `paper_id`, `topic`, `similarity` of each paper.
    words
        Terms by topic.
    paper_terms
        Which of them each paper has.
    terms
        How many are kept.
    given
        Labels that are not made from terms: they stay as they are.
    """
    rows = []
    held = paper_terms.merge(members[["paper_id", "topic"]], on="paper_id").groupby("topic")["term"]
    counts = {topic: group.value_counts().to_dict() for topic, group in held}
    for topic, group in members.groupby("topic"):
        papers = counts.get(topic, {})
        chosen = distinct_terms(words.shown[topic], papers)[:terms]
        label = label_topic([term for term in chosen if papers.get(term, 0) >= _LEAST_SHARE * len(group)] or chosen)
        outlier = topic == OUTLIER
        rows.append(
            {
                "topic": int(topic),
                "label": NO_TOPIC if outlier else given.get(topic) or label or f"topic {topic}",
                "terms": [] if outlier else chosen,
                "size": len(group),
                "central_papers": [] if outlier else _most_central(group).head(5).tolist(),
            }
        )
    return tell_apart(pd.DataFrame(rows), keep={OUTLIER, *given})


def _most_central(members: pd.DataFrame) -> pd.Series:
    return members.sort_values(["similarity", "paper_id"], ascending=[False, True])["paper_id"]


def tell_apart(topics: pd.DataFrame, *, keep: Collection[int] = ()) -> pd.DataFrame:
    """Labels that another topic has too get the topic's number: trends are kept by label.

    Parameters
    ----------
    topics
        `topic` and `label`.
    keep
        Topics whose labels stay as they are.

    Examples
    --------
    >>> topics = pd.DataFrame({"topic": [0, 1, 2], "label": ["cells", "cells", "hearts"]})
    >>> tell_apart(topics)["label"].tolist(), tell_apart(topics, keep={0})["label"].tolist()
    (['cells (0)', 'cells (1)', 'hearts'], ['cells', 'cells (1)', 'hearts'])
    """
    repeated = topics["label"].duplicated(keep=False) & ~topics["topic"].isin(list(keep))
    numbered = topics["label"] + " (" + topics["topic"].astype("str") + ")"
    told = topics.assign(label=topics["label"].where(~repeated, numbered))
    return tell_apart(told, keep={OUTLIER}) if told["label"].duplicated().any() else told


def list_paper_terms(documents: list[str], members: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The table `paper_terms`: which of its topic's terms a paper has, written as the topic writes them."""
    known = {topic: {term.lower(): term for term in weights} for topic, weights in words.weights.items()}
    held = [
        sorted(known[topic][term] for term in map(close_up, split_terms(text)) if term in known[topic])
        for text, topic in zip(documents, members["topic"], strict=True)
    ]
    counts = [len(terms) for terms in held]
    return pd.DataFrame(
        {
            "paper_id": np.repeat(members["paper_id"].to_numpy(), counts),
            "term": pd.Series([term for terms in held for term in terms], dtype="str"),
        }
    )


def label_topic(terms: list[str]) -> str:
    """A short label from a topic's terms in order of weight, phrases first.

    No part of it has half of its words in another.

    Examples
    --------
    >>> label_topic(["segmentation", "cells", "whole slide images", "nuclei instance segmentation"])
    'whole slide images · nuclei instance segmentation · cells'
    """
    chosen: list[str] = []
    for term in sorted(terms[:8], key=lambda term: not re.search("[ -]", term)):
        if not any(_overlap(term, earlier) for earlier in chosen):
            chosen.append(term)
    return " · ".join(chosen[:3])


def distinct_terms(terms: list[str], papers: Mapping[str, int] | None = None) -> list[str]:
    """Terms in order, each thought once: no plural beside its singular, one of phrases that grow by a word.

    Parameters
    ----------
    terms
        The weightiest first.
    papers
        How many have each: a longer phrase stands for the shorter only if half of the shorter's papers have it. Without
        them it always does.

    Examples
    --------
    >>> distinct_terms(["graph", "graphs", "cell graph", "foundation model", "pathology foundation model"])
    ['graph', 'cell graph', 'pathology foundation model']
    >>> distinct_terms(["electronic health", "records", "electronic health records"])
    ['electronic health records']
    >>> distinct_terms(["federated learning", "federated learning framework"], {"federated learning": 15})
    ['federated learning']
    """
    kept: list[tuple[str, set[str]]] = []
    for term in terms:
        stems = _stems(term)
        if not stems or any(stems <= earlier for _, earlier in kept):
            continue
        shorter = next((place for place, (_, earlier) in enumerate(kept) if len(earlier) > 1 and earlier < stems), None)
        if shorter is None:
            kept.append((term, stems))
        elif papers is None or 2 * papers.get(term, 0) >= papers.get(kept[shorter][0], 0):
            kept[shorter] = (term, stems)
    # A phrase that has grown may hold a word that came between.
    return [
        term for place, (term, stems) in enumerate(kept) if not any(stems <= earlier for _, earlier in kept[:place])
    ]


def _overlap(one: str, other: str) -> bool:
    """Whether two terms share half of the shorter one's words, or one is made of the other's initials.

    Examples
    --------
    >>> _overlap("breast cancer detection", "breast cancer screening"), _overlap("WSIs", "whole-slide images")
    (True, True)
    """
    first, second = _stems(one), _stems(other)
    shared = 2 * len(first & second) >= min(len(first), len(second))
    return shared or _initials(one) == other.lower().rstrip("s") or _initials(other) == one.lower().rstrip("s")


def _initials(term: str) -> str | None:
    words = re.split(r"[ -]", term.lower())
    return "".join(word[:1] for word in words) if len(words) > 1 else None


def _stems(term: str) -> set[str]:
    return {stem_word(word) for word in re.split(r"[ -]", term)}
