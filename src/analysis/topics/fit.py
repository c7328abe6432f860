"""Topics of a corpus: what many runs agree on, named by BERTopic."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.topics.clusters import OUTLIER, build_graph, cluster_graph, cluster_space
from analysis.topics.consensus import Consensus, choose_resolution, run_many, vote
from analysis.topics.guide import add_given, match_names, pull_to_seeds
from analysis.topics.identity import Baseline, keep_labels, match_topics, number_topics, report_changes
from analysis.topics.labels import describe_topics, list_paper_terms, term_documents, topic_texts
from analysis.topics.layout import map_papers, measure_trust
from analysis.topics.neighbours import (
    Edges,
    Neighbours,
    default_neighbours,
    drop_papers,
    find_neighbours,
    share_neighbours,
)
from analysis.topics.outliers import assign_outliers, topic_centres
from analysis.topics.quality import measure_coherence, measure_topics
from analysis.topics.representation import name_topics
from analysis.topics.tree import build_tree

_FEWEST = 12


class Clustering(NamedTuple):
    """How papers are grouped; the options of `fit_topics` of the same names, each with its value."""

    clusterer: str
    topics: int | None
    min_papers: int
    runs: int
    seed: int


class TopicsError(ValueError):
    """The corpus cannot be given topics; the message says why and what to do."""


class FittedTopics(NamedTuple):
    """What the topics stage writes: five tables, the fitted BERTopic model (None for one topic), the scorecard."""

    topics: pd.DataFrame
    paper_topics: pd.DataFrame
    paper_terms: pd.DataFrame
    topic_tree: pd.DataFrame
    topic_changes: pd.DataFrame
    model: Any
    figures: dict[str, Any]


def fit_topics(
    papers: pd.DataFrame,
    vectors: np.ndarray,
    *,
    seed: int,
    clusterer: str = "leiden",
    topics: int | None = None,
    min_papers: int | None = None,
    neighbors: int | None = None,
    runs: int = 20,
    outlier_similarity: float = 0.3,
    terms: int = 10,
    guided: Sequence[Sequence[str]] = (),
    zero_shot: Sequence[str] = (),
    zero_shot_similarity: float = 0.5,
    meanings: Mapping[str, np.ndarray] | None = None,
    baseline: Baseline | None = None,
    encoder: str = "",
) -> FittedTopics:
    """Fit topics to papers. The order of the rows changes nothing.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, in the order of `vectors`.
    vectors
        Shape (papers, dimensions), rows of length 1.
    seed
        Start of every random number.
    clusterer
        ``leiden`` on the graph of shared neighbours, or ``hdbscan`` after UMAP.
    topics
        About how many; as many as the graph shows by itself when None.
    min_papers, neighbors
        Smallest topic, and neighbours of a paper to look at; sized from the corpus when None.
    runs
        Clusterings that vote.
    outlier_similarity
        Cosine to a topic's centre from which an outlier joins it.
    terms
        Words and phrases to describe a topic with.
    guided
        Words for each topic to look for: papers near them are drawn together.
    zero_shot, zero_shot_similarity
        Topics given by name: papers as alike as this to one of them are its own, the others are clustered.
    meanings
        The vectors of the names, and of each topic's seed words joined by spaces, in the space of `vectors`.
    baseline
        A run whose topics keep their numbers and names; largest first when None.
    encoder
        What made the vectors: the centres of a baseline are compared only if it is the same.

    Returns
    -------
    FittedTopics
        `paper_topics` in order of `paper_id`.

    Raises
    ------
    TopicsError
        If there are no papers, or the vectors are not theirs.
    """
    papers, vectors = _sort(papers, vectors)
    meanings = meanings or {}
    seeds = np.array([meanings[" ".join(words)] for words in guided])
    given = match_names(vectors, np.array([meanings[name] for name in zero_shot]), similarity=zero_shot_similarity)
    near = _look_around(pull_to_seeds(vectors, seeds), neighbors, seed)
    how = Clustering(clusterer, topics, min_papers or default_topic_size(len(papers)), runs, seed)
    found, names = add_given(_group(near, vectors, given < 0, how), given, zero_shot)
    members, steadiness = _place(papers, vectors, found, outlier_similarity, baseline, encoder)
    members[["x", "y"]] = map_papers(vectors, near, seed=seed)
    labels = {int(steadiness["topic"][place]): name for place, name in names.items()}
    fitted = _describe(papers, vectors, members, steadiness, labels, baseline, terms)
    return fitted._replace(figures=found.figures | fitted.figures)


def default_topic_size(papers: int) -> int:
    """The smallest topic worth naming: 4 of 67 papers, 35 of 5,000, 158 of 100,000.

    Examples
    --------
    >>> [default_topic_size(count) for count in (10, 67, 5_000, 100_000)]
    [3, 4, 35, 158]
    """
    return max(3, round(papers**0.5 / 2))


def _sort(papers: pd.DataFrame, vectors: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """Papers and vectors in order of `paper_id`, so that the order they come in changes nothing."""
    if len(papers) == 0:
        raise TopicsError("the corpus holds no paper; put exports with titles into its folder in data/raw")
    if len(papers) != len(vectors):
        raise TopicsError(f"{len(papers)} papers but {len(vectors)} vectors; run `dvc repro embed`")
    order = np.argsort(papers["paper_id"].to_numpy(dtype=object), kind="stable")
    return papers.iloc[order].reset_index(drop=True), np.ascontiguousarray(vectors[order])


def _look_around(vectors: np.ndarray, neighbors: int | None, seed: int) -> Neighbours | None:
    """The neighbours of each paper; None where there are too few papers for any structure."""
    if len(vectors) < _FEWEST:
        return None
    neighbors = min(neighbors or default_neighbours(len(vectors)), len(vectors) - 1)
    return find_neighbours(vectors, neighbors=neighbors, seed=seed)


def _group(near: Neighbours | None, vectors: np.ndarray, free: np.ndarray, how: Clustering) -> Consensus:
    """What the runs agree on, among papers that are free to join any topic."""
    if near is not None:
        edges = drop_papers(share_neighbours(near), keep=free)
        cluster, resolution = _choose_clusterer(edges, vectors, near.places.shape[1], how)
        done = run_many(cluster, papers=np.flatnonzero(free), count=len(vectors), runs=how.runs, seed=how.seed)
        found = vote(edges, done, min_papers=how.min_papers, seed=how.seed, resolution=resolution, topics=how.topics)
        if (found.topic != OUTLIER).any():
            return found
    # Too few papers, or nothing that tells them apart: one topic of all.
    everyone, unknown = np.where(free, 0, OUTLIER), np.full(1, np.nan)
    return Consensus(everyone, np.full(len(vectors), np.nan), unknown, unknown, {"runs": 0})


def _choose_clusterer(
    edges: Edges, vectors: np.ndarray, neighbors: int, how: Clustering
) -> tuple[Callable[[np.ndarray, int], np.ndarray], float]:
    """A function from papers' places and a seed to their clusters, and the resolution for the vote."""
    if how.clusterer == "hdbscan":
        return lambda drawn, start: cluster_space(
            vectors[drawn], neighbors=neighbors, min_papers=how.min_papers, seed=start
        ), 1.0
    graph = build_graph(edges)
    resolution = choose_resolution(graph, topics=how.topics, min_papers=how.min_papers, seed=how.seed)
    return lambda drawn, start: cluster_graph(
        graph.induced_subgraph(drawn.tolist()), resolution=resolution, seed=start
    ), resolution


def _place(
    papers: pd.DataFrame,
    vectors: np.ndarray,
    found: Consensus,
    outlier_similarity: float,
    baseline: Baseline | None,
    encoder: str,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The topic of each paper, outliers placed, and how steady each topic is; both by the topics' final numbers."""
    members = pd.DataFrame({"paper_id": papers["paper_id"].to_numpy(), "fitted_topic": found.topic})
    members["topic"], members["similarity"] = assign_outliers(vectors, found.topic, threshold=outlier_similarity)
    members["confidence"] = found.confidence
    # Numbers follow the sizes with outliers placed.
    sizes = np.bincount(members["topic"].to_numpy() + 1, minlength=len(found.found) + 1)[1:]
    numbers = np.empty(len(sizes), dtype=int)
    numbers[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    if baseline:
        _, centres = topic_centres(vectors, members["topic"].to_numpy())
        matches = match_topics(members, centres, baseline, encoder=encoder)
        # Those that the baseline does not know get the next free numbers, the largest first.
        order = np.argsort(numbers)
        numbers[order] = number_topics(order, matches, baseline)
    steadiness = pd.DataFrame({"topic": numbers, "found": found.found, "stability": found.stability})
    for column in ("topic", "fitted_topic"):
        members[column] = np.where(members[column] == OUTLIER, OUTLIER, numbers[members[column]])
    return members, steadiness


def _describe(
    papers: pd.DataFrame,
    vectors: np.ndarray,
    members: pd.DataFrame,
    steadiness: pd.DataFrame,
    labels: dict[int, str],
    baseline: Baseline | None,
    terms: int,
) -> FittedTopics:
    """Terms, labels, tree, changes and scorecard of topics whose papers are known; `labels` are given by a person."""
    texts = topic_texts(papers)
    documents = term_documents(texts)
    words = name_topics(documents, vectors, members["topic"], terms=terms)
    labels = keep_labels(words, baseline) | labels
    topics = describe_topics(members, texts, words, terms=terms, given=labels)
    _, centres = topic_centres(vectors, members["topic"].to_numpy())
    tree = build_tree(topics, centres, words)
    topics["parent"] = topics["topic"].map(tree.set_index("node")["parent"])
    topics = topics.merge(steadiness, on="topic", how="left")
    figures = measure_topics(members, topics) | _cohere(documents, texts, vectors, members, topics, terms)
    figures["map_trustworthiness"] = measure_trust(vectors, members[["x", "y"]].to_numpy())
    paper_terms = list_paper_terms(documents, members, words)
    changes = report_changes(topics, members, baseline)
    return FittedTopics(topics, members, paper_terms, tree, changes, words.model, figures)


def _cohere(
    documents: list[str],
    texts: list[str],
    vectors: np.ndarray,
    members: pd.DataFrame,
    topics: pd.DataFrame,
    terms: int,
) -> dict[str, float]:
    """Coherence of the terms, and what it was before outliers joined."""
    figures = measure_coherence(list_words(topics), texts)
    before = members.assign(topic=members["fitted_topic"])
    earlier = figures
    if (before["topic"] != members["topic"]).any():
        words = name_topics(documents, vectors, before["topic"], terms=terms)
        earlier = measure_coherence(list_words(describe_topics(before, texts, words, terms=terms, given={})), texts)
    return figures | {f"{name}_before_outliers_joined": value for name, value in earlier.items()}


def list_words(topics: pd.DataFrame, *, most: int = 10) -> list[list[str]]:
    """The first words of each topic's terms: coherence is known for single words, so phrases are taken apart."""
    cells = topics.loc[topics["topic"] != OUTLIER, "terms"]
    return [list(dict.fromkeys(word for term in cell.split("; ") for word in term.split()))[:most] for cell in cells]
