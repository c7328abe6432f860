"""What a topic is called: its terms, its label, its most central papers."""

import re
from collections import Counter

import pandas as pd

OUTLIER = -1


def topic_texts(papers: pd.DataFrame) -> list[str]:
    """What terms are taken from: title and abstract without addresses and bare numbers."""
    texts = papers["title"] + ". " + papers["abstract"].fillna("")
    return [re.sub(r"https?://\S+|\b\d[\d.,%]*\b", " ", text) for text in texts]


def term_documents(texts: list[str]) -> list[str]:
    """Each paper as its distinct terms, so that BERTopic counts papers and not repetitions in one abstract.

    Terms of a single paper (in corpora of 1,000 papers and more: of fewer than five) are left out.
    """
    from analysis.topic_words import extract_terms, join_terms

    terms = [sorted(set(extract_terms(text))) for text in texts]
    counts = Counter(term for found in terms for term in found)
    least = 5 if len(texts) >= 1000 else 2
    return [join_terms(term for term in found if counts[term] >= least) for found in terms]


def describe_topics(
    paper_topics: pd.DataFrame, texts: list[str], words: dict[int, list[str]], *, terms: int
) -> pd.DataFrame:
    """The table `topics`: label, terms, size and the papers nearest each topic's centre."""
    from analysis.topic_words import spell_terms

    rows = []
    text_of = pd.Series(texts, index=paper_topics["paper_id"])
    for topic, members in paper_topics.groupby("topic"):
        central = members.sort_values(["similarity", "paper_id"], ascending=[False, True])["paper_id"]
        chosen = distinct_terms(words.get(int(topic), []))[:terms]
        spelled = spell_terms(chosen, text_of[central.head(30)].tolist())
        outlier = topic == OUTLIER
        rows.append(
            {
                "topic": int(topic),
                "label": "no topic" if outlier else label_topic(spelled) or f"topic {topic}",
                "terms": "" if outlier else "; ".join(spelled),
                "size": len(members),
                "parent": None,
                "central_papers": "" if outlier else "; ".join(central.head(5)),
            }
        )
    topics = pd.DataFrame(rows)
    # Trends are kept by label, so two topics may not share one.
    repeated = topics["label"].duplicated(keep=False)
    numbers = " (" + topics["topic"].astype("str") + ")"
    return topics.assign(label=topics["label"].where(~repeated, topics["label"] + numbers))


def label_topic(terms: list[str]) -> str:
    """A short label from a topic's terms in order of weight: phrases say more than single words.

    Examples
    --------
    >>> label_topic(["segmentation", "cells", "whole slide images", "nuclei instance segmentation"])
    'whole slide images · nuclei instance segmentation · segmentation'
    """
    return " · ".join(sorted(terms[:6], key=lambda term: not re.search("[ -]", term))[:3])


def distinct_terms(terms: list[str]) -> list[str]:
    """Terms in order, each thought once: no plural beside its singular, the longest of phrases that grow by a word.

    Examples
    --------
    >>> distinct_terms(["graph", "graphs", "cell graph", "foundation model", "pathology foundation model"])
    ['graph', 'cell graph', 'pathology foundation model']
    """
    kept: list[tuple[str, set[str]]] = []
    for term in terms:
        stems = {word[:-1] if word.endswith("s") and len(word) > 3 else word for word in term.split()}
        if not stems or any(stems <= earlier for _, earlier in kept):
            continue
        shorter = next((place for place, (_, earlier) in enumerate(kept) if len(earlier) > 1 and earlier < stems), None)
        if shorter is None:
            kept.append((term, stems))
        else:
            kept[shorter] = (term, stems)
    return [term for term, _ in kept]
