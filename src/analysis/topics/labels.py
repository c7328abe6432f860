"""What a topic is called: its terms, its label, its most central papers."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER
from analysis.topics.words import extract_terms, join_terms, spell_terms, split_terms


class Words(NamedTuple):
    """The terms of each topic, the weightiest first, those shown and all candidates; the fitted BERTopic model."""

    shown: dict[int, list[str]]
    weights: dict[int, dict[str, float]]
    model: Any


def topic_texts(papers: pd.DataFrame) -> list[str]:
    """What terms are taken from: title and abstract without addresses and bare numbers."""
    texts = papers["title"] + ". " + papers["abstract"].fillna("")
    return texts.str.replace(r"https?://\S+|\b\d[\d.,%]*\b", " ", regex=True).tolist()


def term_documents(texts: list[str]) -> list[str]:
    """Each paper as its distinct terms, so that BERTopic counts papers and not repetitions in one abstract.

    Terms of a single paper (in corpora of 1,000 papers and more: of fewer than five) are left out, and so are those
    that hardly ever stand without a longer one around them: ``computed`` where all write ``computed tomography``.
    """
    terms = [sorted(set(extract_terms(text))) for text in texts]
    least = 5 if len(texts) >= 1000 else 2
    counts = Counter(term for found in terms for term in found)
    counts = Counter({term: count for term, count in counts.items() if count >= least})
    known = counts.keys() - nested_terms(counts)
    return [join_terms(term for term in found if term in known) for found in terms]


def nested_terms(counts: Mapping[str, int], *, share: float = 0.9) -> set[str]:
    """Terms of which this share of papers has them in one and the same longer term.

    Examples
    --------
    >>> sorted(nested_terms({"computed": 10, "computed tomography": 9, "tomography": 20}))
    ['computed']
    """
    nested = set()
    for term, count in counts.items():
        words = term.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part = " ".join(words[start:end])
                if part != term and count >= share * counts.get(part, math.inf):
                    nested.add(part)
    return nested


def describe_topics(
    members: pd.DataFrame, texts: list[str], words: Words, *, terms: int, given: Mapping[int, str]
) -> pd.DataFrame:
    """The table `topics`: label, terms, size and the papers nearest each topic's centre.

    Parameters
    ----------
    members
        `paper_id`, `topic`, `similarity` of each paper, in the order of `texts`.
    texts
        From `topic_texts`.
    words
        Terms by topic.
    terms
        How many are kept.
    given
        Labels that are not made from terms.
    """
    rows = []
    text_of = pd.Series(texts, index=members["paper_id"])
    for topic, group in members.groupby("topic"):
        central = group.sort_values(["similarity", "paper_id"], ascending=[False, True])["paper_id"]
        chosen = distinct_terms(words.shown.get(int(topic), []))[:terms]
        spelled = spell_terms(chosen, text_of[central.head(50)].tolist())
        outlier = topic == OUTLIER
        label = given.get(int(topic)) or label_topic(spelled) or f"topic {topic}"
        rows.append(
            {
                "topic": int(topic),
                "label": "no topic" if outlier else label,
                "terms": "" if outlier else "; ".join(spelled),
                "size": len(group),
                "central_papers": "" if outlier else "; ".join(central.head(5)),
            }
        )
    return tell_apart(pd.DataFrame(rows))


def tell_apart(topics: pd.DataFrame) -> pd.DataFrame:
    """Labels that several topics share get the topic's number: trends are kept by label.

    Examples
    --------
    >>> tell_apart(pd.DataFrame({"topic": [0, 1], "label": ["cells", "cells"]}))["label"].tolist()
    ['cells (0)', 'cells (1)']
    """
    repeated = topics["label"].duplicated(keep=False)
    numbered = topics["label"] + " (" + topics["topic"].astype("str") + ")"
    return topics.assign(label=topics["label"].where(~repeated, numbered))


def list_paper_terms(documents: list[str], members: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The table `paper_terms`: which of its topic's terms a paper has."""
    known = {topic: set(weights) for topic, weights in words.weights.items()}
    held = [
        sorted(known.get(topic, set()).intersection(split_terms(text)))
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


def distinct_terms(terms: list[str]) -> list[str]:
    """Terms in order, each thought once: no plural beside its singular, the longest of phrases that grow by a word.

    Examples
    --------
    >>> distinct_terms(["graph", "graphs", "cell graph", "foundation model", "pathology foundation model"])
    ['graph', 'cell graph', 'pathology foundation model']
    >>> distinct_terms(["electronic health", "records", "electronic health records"])
    ['electronic health records']
    """
    kept: list[tuple[str, set[str]]] = []
    for term in terms:
        stems = _stems(term)
        if not stems or any(stems <= earlier for _, earlier in kept):
            continue
        shorter = next((place for place, (_, earlier) in enumerate(kept) if len(earlier) > 1 and earlier < stems), None)
        if shorter is None:
            kept.append((term, stems))
        else:
            kept[shorter] = (term, stems)
    # A phrase that has grown may hold a word that came between.
    return [
        term for place, (term, stems) in enumerate(kept) if not any(stems <= earlier for _, earlier in kept[:place])
    ]


def _overlap(one: str, other: str) -> bool:
    """Whether two terms share half of the shorter one's words."""
    first, second = _stems(one), _stems(other)
    return 2 * len(first & second) >= min(len(first), len(second))


def _stems(term: str) -> set[str]:
    return {_stem(word) for word in re.split(r"[ -]", term)}


def _stem(word: str) -> str:
    """A word without its plural: crude, and only ever compared with others.

    Examples
    --------
    >>> [_stem(word) for word in ("biopsies", "classes", "graphs", "analysis")]
    ['biopsy', 'class', 'graph', 'analysis']
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
