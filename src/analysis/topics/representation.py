"""BERTopic over topics that are found: c-TF-IDF, and the terms that describe each."""

import logging
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from analysis.topics.labels import Words
from analysis.topics.words import split_terms

# Terms weighed for each term shown, and how much terms of a topic should differ (0 to 1).
_CANDIDATES = 4
_DIVERSITY = 0.35


def name_topics(documents: list[str], vectors: np.ndarray, topic: pd.Series, *, terms: int) -> Words:
    """The terms that set each topic apart from the others, none close to another in meaning.

    c-TF-IDF with BM25 weights over terms (Grootendorst, 2022), then maximal marginal relevance (Carbonell and
    Goldstein, SIGIR 1998) over the terms' own vectors.

    Where all papers form one topic, or share no two terms, nothing sets a topic apart: its terms are
    those of the most papers.

    Parameters
    ----------
    documents
        From `analysis.topics.terms.term_documents`.
    vectors
        Shape (papers, dimensions).
    topic
        Of each paper, -1 for outliers.
    terms
        How many are to be shown.
    """
    numbers = topic.tolist()
    # BERTopic stops on a vocabulary of one term.
    if topic.nunique() == 1 or len({term for document in set(documents) for term in split_terms(document)}) < 2:
        return _count_words(documents, numbers)
    from bertopic.representation import MaximalMarginalRelevance

    from analysis.topics.for_bertopic import WordVectors

    model = _build_model(terms)
    # It warns that topics given by hand should come last, which they do.
    logging.getLogger("BERTopic").setLevel(logging.ERROR)
    model.fit(documents, vectors, y=numbers)
    # BERTopic numbers topics by size when it fits; here they get the numbers that they have.
    model.embedding_model = WordVectors()
    model.update_topics(
        documents,
        topics=numbers,
        top_n_words=terms * _CANDIDATES,
        vectorizer_model=model.vectorizer_model,
        ctfidf_model=model.ctfidf_model,
        representation_model=MaximalMarginalRelevance(diversity=_DIVERSITY, top_n_words=terms * 2),
    )
    weights = _weigh(model, terms * _CANDIDATES)
    # BERTopic fills up topics of few terms with words of its own.
    shown = {number: [term for term, _ in model.get_topic(number) if term in weights[number]] for number in weights}
    bare = {number for number in shown if not shown[number]}
    counted = _count_words(*_only(documents, numbers, bare))
    return Words(shown | counted.shown, weights | counted.weights, model)


def _count_words(documents: list[str], numbers: list[int], *, most: int = 40) -> Words:
    """The terms of the most papers of each topic: all that can be said where nothing sets it apart."""
    counts: dict[int, Counter[str]] = {number: Counter() for number in sorted(set(numbers))}
    for document, number in zip(documents, numbers, strict=True):
        counts[number].update(split_terms(document))
    weights = {}
    for number, found in counts.items():
        order = sorted(found, key=lambda term: (-found[term], -term.count(" "), term))[:most]
        weights[number] = {term: float(found[term]) for term in order}
    return Words({number: list(terms) for number, terms in weights.items()}, weights, None)


def _only(documents: list[str], numbers: list[int], topics: set[int]) -> tuple[list[str], list[int]]:
    pairs = [(document, number) for document, number in zip(documents, numbers, strict=True) if number in topics]
    return [document for document, _ in pairs], [number for _, number in pairs]


def _build_model(terms: int) -> Any:
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from sklearn.feature_extraction.text import CountVectorizer

    from analysis.topics.for_bertopic import UntiedWeights

    # Under "english" BERTopic would strip the marks between terms. It counts in one text per topic, so that a least
    # number of papers for a term cannot be asked of its vectoriser; `term_documents` sees to it.
    return BERTopic(
        language="multilingual",
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(analyzer=split_terms),
        ctfidf_model=UntiedWeights(bm25_weighting=True, reduce_frequent_words=True),
        top_n_words=terms * _CANDIDATES,
        calculate_probabilities=False,
        verbose=False,
    )


def _weigh(model: Any, most: int) -> dict[int, dict[str, float]]:
    """The weightiest terms of each topic by c-TF-IDF."""
    names = model.vectorizer_model.get_feature_names_out()
    weights = {}
    for place, number in enumerate(sorted(set(model.topics_))):
        row = model.c_tf_idf_[place].toarray().ravel()
        best = np.lexsort((names, -row))[:most]
        weights[int(number)] = {str(names[term]): float(row[term]) for term in best if row[term] > 0}
    return weights
