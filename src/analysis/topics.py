"""Topics of a corpus: BERTopic on given vectors, a map, outliers placed where they belong."""

import logging
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.topic_labels import OUTLIER, describe_topics, term_documents, topic_texts


class TopicsError(ValueError):
    """The corpus cannot be given topics; the message says why and what to do."""


class FittedTopics(NamedTuple):
    """What the topics stage writes."""

    topics: pd.DataFrame
    paper_topics: pd.DataFrame
    model: Any


def fit_topics(
    papers: pd.DataFrame,
    vectors: np.ndarray,
    *,
    seed: int,
    min_papers: int | None = None,
    neighbors: int | None = None,
    outlier_similarity: float = 0.45,
    terms: int = 8,
) -> FittedTopics:
    """Fit topics to papers.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, in the order of `vectors`.
    vectors
        Shape (papers, dimensions), rows of length 1.
    seed
        Start of UMAP's random numbers.
    min_papers, neighbors
        Smallest topic and UMAP's neighbourhood; sized from the corpus when None.
    outlier_similarity
        Cosine to a topic's centre from which an outlier joins it.
    terms
        Words and phrases to describe a topic with.

    Returns
    -------
    FittedTopics
        Tables `topics` and `paper_topics`, and the fitted BERTopic model.

    Raises
    ------
    TopicsError
        If there are no papers, or the vectors are not theirs.
    """
    if len(papers) == 0:
        raise TopicsError("the corpus holds no paper; put exports with titles into its folder in data/raw")
    if len(papers) != len(vectors):
        raise TopicsError(f"{len(papers)} papers but {len(vectors)} vectors; run `dvc repro embed`")
    min_papers = min_papers or default_topic_size(len(papers))
    if len(papers) < 3 * min_papers:
        return _one_topic(papers, vectors, terms)
    texts = topic_texts(papers)
    documents = term_documents(texts)
    model = _build_model(len(papers), seed=seed, min_papers=min_papers, neighbors=neighbors, terms=terms)
    fitted, _ = model.fit_transform(documents, vectors)
    fitted = np.asarray(fitted)
    if (fitted == OUTLIER).all():
        return _one_topic(papers, vectors, terms)
    topic, similarity = assign_outliers(vectors, fitted, threshold=outlier_similarity)
    _name_topics(model, documents, topic, terms=terms)
    paper_topics = _place_papers(papers, vectors, topic, fitted, similarity, seed=seed)
    words = {number: [term for term, _ in model.get_topic(number)] for number in sorted(set(topic.tolist()))}
    return FittedTopics(describe_topics(paper_topics, texts, words, terms=terms), paper_topics, model)


def default_topic_size(papers: int) -> int:
    """The smallest topic worth naming: 4 of 67 papers, 35 of 5,000, 158 of 100,000.

    Examples
    --------
    >>> [default_topic_size(count) for count in (10, 67, 5_000, 100_000)]
    [3, 4, 35, 158]
    """
    return max(3, round(papers**0.5 / 2))


def assign_outliers(vectors: np.ndarray, topic: np.ndarray, *, threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Give outliers to the topic whose centre is nearest, if it is near enough.

    Parameters
    ----------
    vectors
        Shape (papers, dimensions), rows of length 1.
    topic
        Topic of each paper, -1 for outliers.
    threshold
        Cosine from which an outlier joins.

    Returns
    -------
    tuple of numpy.ndarray
        The topic of each paper, and its cosine to that topic's centre (missing for those left out).

    Examples
    --------
    >>> import numpy as np
    >>> vectors = np.array([[1.0, 0], [1, 0], [0, 1], [0.6, 0.8]])
    >>> assign_outliers(vectors, np.array([0, 0, -1, -1]), threshold=0.5)[0].tolist()
    [0, 0, -1, 0]
    """
    numbers = np.array([number for number in np.unique(topic) if number != OUTLIER])
    centres = np.stack([vectors[topic == number].mean(axis=0) for number in numbers])
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    cosines = vectors @ centres.T
    nearest = cosines.argmax(axis=1)
    joins = (topic == OUTLIER) & (cosines.max(axis=1) >= threshold)
    assigned = np.where(joins, numbers[nearest], topic)
    place = np.searchsorted(numbers, np.where(assigned == OUTLIER, numbers[0], assigned))
    similarity = np.where(assigned == OUTLIER, np.nan, cosines[np.arange(len(vectors)), place])
    return assigned, similarity


def map_papers(vectors: np.ndarray, *, seed: int) -> np.ndarray:
    """Lay papers out in the plane so that neighbours stay neighbours; shape (papers, 2)."""
    if len(vectors) < 4:
        return np.column_stack([np.arange(len(vectors), dtype=float), np.zeros(len(vectors))])
    from umap import UMAP

    neighbors = min(15, len(vectors) - 1)
    init = "spectral" if len(vectors) > 12 else "random"
    umap = UMAP(
        n_components=2, n_neighbors=neighbors, min_dist=0.15, metric="cosine", init=init, random_state=seed, n_jobs=1
    )
    return umap.fit_transform(vectors).astype(float)


def save_model(model: Any, folder: Path) -> None:
    """Save a topic model as safetensors and JSON; a corpus with one topic has none, and the folder says so."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if model is None:
        (folder / "README.txt").write_text("The papers form one topic; there is no model to save.\n", encoding="utf-8")
    else:
        # BERTopic writes the vocabulary as JSON, which knows no numpy integers.
        places = model.vectorizer_model.vocabulary_
        model.vectorizer_model.vocabulary_ = {term: int(places[term]) for term in sorted(places)}
        model.save(folder, serialization="safetensors", save_ctfidf=True, save_embedding_model=False)


def measure_topics(paper_topics: pd.DataFrame, vectors: np.ndarray) -> dict[str, float]:
    """Figures of a fit: number and sizes of topics, coverage, how well papers sit in their topics, the map's truth."""
    from sklearn.manifold import trustworthiness

    inside = paper_topics["topic"] != OUTLIER
    sizes = paper_topics[inside].groupby("topic").size()
    sample = np.arange(len(vectors))[:: max(1, len(vectors) // 3000)]
    neighbors = min(10, (len(sample) - 1) // 2)
    figures = {
        "papers": float(len(paper_topics)),
        "topics": float(len(sizes)),
        "coverage": float(inside.mean()),
        "coverage_before_outliers": float((paper_topics["fitted_topic"] != OUTLIER).mean()),
        "largest_topic": float(sizes.max()) if len(sizes) else 0.0,
        "smallest_topic": float(sizes.min()) if len(sizes) else 0.0,
        "mean_similarity_to_centre": float(paper_topics["similarity"].mean()) if inside.any() else 0.0,
    }
    if neighbors > 0:
        places = paper_topics[["x", "y"]].to_numpy()[sample]
        figures["map_trustworthiness"] = float(
            trustworthiness(vectors[sample], places, n_neighbors=neighbors, metric="cosine")
        )
    return {name: round(value, 6) for name, value in figures.items()}


def _build_model(papers: int, *, seed: int, min_papers: int, neighbors: int | None, terms: int) -> Any:
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from hdbscan import HDBSCAN
    from sklearn.feature_extraction.text import CountVectorizer
    from umap import UMAP

    from analysis.topic_words import split_terms

    neighbors = min(neighbors or (8 if papers < 300 else 15), papers - 1)
    reduced = UMAP(n_components=5, n_neighbors=neighbors, min_dist=0.0, metric="cosine", random_state=seed, n_jobs=1)
    clusters = HDBSCAN(
        min_cluster_size=min_papers,
        min_samples=max(1, min_papers // 4),
        metric="euclidean",
        cluster_selection_method="leaf" if papers < 300 else "eom",
        prediction_data=True,
    )
    # Under "english" BERTopic would strip the marks between terms. It counts in one text per topic, so that a least
    # number of papers for a term cannot be asked of its vectoriser; `term_documents` sees to it.
    return BERTopic(
        language="multilingual",
        umap_model=reduced,
        hdbscan_model=clusters,
        vectorizer_model=CountVectorizer(analyzer=split_terms),
        ctfidf_model=ClassTfidfTransformer(bm25_weighting=True, reduce_frequent_words=True),
        top_n_words=terms * 4,
        calculate_probabilities=False,
        verbose=False,
    )


def _name_topics(model: Any, documents: list[str], topic: np.ndarray, *, terms: int) -> None:
    """Recount the terms for the final members of each topic, and choose those that differ from one another."""
    from bertopic.representation import MaximalMarginalRelevance

    from analysis.topic_words import WordVectors

    logging.getLogger("BERTopic").setLevel(logging.ERROR)
    model.embedding_model = WordVectors()
    model.update_topics(
        documents,
        topics=topic.tolist(),
        top_n_words=terms * 4,
        vectorizer_model=model.vectorizer_model,
        ctfidf_model=model.ctfidf_model,
        representation_model=MaximalMarginalRelevance(diversity=0.35, top_n_words=terms * 2),
    )


def _one_topic(papers: pd.DataFrame, vectors: np.ndarray, terms: int) -> FittedTopics:
    """All papers in one topic: too few, or too alike, to tell topics apart."""
    from analysis.topic_words import extract_terms

    texts = topic_texts(papers)
    counts = pd.Series([term for text in texts for term in set(extract_terms(text))], dtype="str").value_counts()
    order = sorted(counts.index, key=lambda term: (-counts[term], -term.count(" "), term))
    words = order[: 2 * terms]
    topic, similarity = assign_outliers(vectors, np.zeros(len(papers), dtype=int), threshold=-1)
    paper_topics = _place_papers(papers, vectors, topic, topic, similarity, seed=0)
    return FittedTopics(describe_topics(paper_topics, texts, {0: words}, terms=terms), paper_topics, None)


def _place_papers(
    papers: pd.DataFrame,
    vectors: np.ndarray,
    topic: np.ndarray,
    fitted: np.ndarray,
    similarity: np.ndarray,
    *,
    seed: int,
) -> pd.DataFrame:
    """The table `paper_topics`, with each paper's place on the map."""
    position = map_papers(vectors, seed=seed)
    return pd.DataFrame(
        {
            "paper_id": papers["paper_id"].to_numpy(),
            "topic": topic,
            "fitted_topic": fitted,
            "similarity": similarity,
            "x": position[:, 0],
            "y": position[:, 1],
        }
    )
