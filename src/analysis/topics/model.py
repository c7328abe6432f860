"""A fitted topic model on disk, without pickle, and the topics of papers it has not seen."""

import copy
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.embed import encode_all, open_encoder
from analysis.topics.clusters import OUTLIER
from analysis.topics.fit import FittedTopics, TopicsError
from analysis.topics.labels import NO_TOPIC
from analysis.topics.neighbours import default_neighbours
from analysis.topics.outliers import cosines_to, topic_centres
from analysis.workspace import processed_folder

# Fitted papers that new ones are compared with: more make no difference that can be measured.
_EXAMPLES = 10_000
_TABLES, _HEAD = "examples.safetensors", "examples.json"


class TopicModel(NamedTuple):
    """What tells the topic of a new paper: fitted papers with their topics, and what embeds a text as theirs."""

    topics: np.ndarray
    labels: list[str]
    centres: np.ndarray
    examples: np.ndarray
    example_topics: np.ndarray
    encoder: str
    outlier_similarity: float


def save_model(fitted: FittedTopics, folder: Path | str) -> None:
    """Save BERTopic's own files, and beside them what `load_model` reads: safetensors and JSON alone.

    Parameters
    ----------
    fitted
        From `fit_topics`. A corpus of one topic has no BERTopic model; the rest is saved.
    folder
        Emptied first.
    """
    from safetensors.numpy import save_file

    folder, vectors = Path(folder), fitted.vectors
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    topic = fitted.paper_topics["topic"].to_numpy()
    if fitted.model is not None:
        model = _prepare(fitted.model, _rows_by_number(vectors, topic))
        model.save(folder, serialization="safetensors", save_ctfidf=True, save_embedding_model=False)
    numbers, centres = topic_centres(vectors, topic)
    drawn = np.argsort(pd.util.hash_array(fitted.paper_topics["paper_id"].to_numpy(dtype=object)), kind="stable")
    drawn = np.sort(drawn[topic[drawn] != OUTLIER][:_EXAMPLES])
    tables = {"topics": numbers, "centres": centres, "examples": vectors[drawn], "example_topics": topic[drawn]}
    save_file({name: np.ascontiguousarray(table) for name, table in tables.items()}, folder / _TABLES)
    labels = fitted.topics.set_index("topic").loc[numbers, "label"].tolist()
    head = {
        "encoder": fitted.figures["encoder"], "labels": labels, "outlier_similarity": fitted.outlier_similarity
    }  # fmt: skip
    (folder / _HEAD).write_text(json.dumps(head, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _prepare(model: Any, centres: np.ndarray) -> Any:
    """A copy of a BERTopic model as it can be saved."""
    ready = copy.copy(model)
    ready.topic_embeddings_ = centres
    # BERTopic writes the vocabulary as JSON, which knows no numpy integers.
    ready.vectorizer_model = copy.copy(model.vectorizer_model)
    places = model.vectorizer_model.vocabulary_
    ready.vectorizer_model.vocabulary_ = {term: int(places[term]) for term in sorted(places)}
    return ready


def _rows_by_number(vectors: np.ndarray, topic: np.ndarray) -> np.ndarray:
    """The mean of each topic's papers where BERTopic looks for it: outliers first, then topics by number."""
    first = min(int(topic.min()), 0)
    rows = np.zeros((topic.max() - first + 1, vectors.shape[1]), dtype=vectors.dtype)
    for number in np.unique(topic):
        rows[number - first] = vectors[topic == number].mean(axis=0, dtype=np.float64)
    return rows


def load_model(folder: Path | str | None = None) -> TopicModel:
    """Load what `save_model` saved: that of the last run when no folder is given.

    Raises
    ------
    TopicsError
        If the folder holds no model.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    folder = processed_folder("topic_model") if folder is None else Path(folder)
    try:
        head = json.loads((folder / _HEAD).read_text(encoding="utf-8"))
        return TopicModel(**load_file(folder / _TABLES), **head)
    except (OSError, SafetensorError, ValueError, TypeError) as error:
        raise TopicsError(f"{folder} holds no topic model ({error}); run `dvc repro topics`") from None


def assign_topics(model: TopicModel, texts: Sequence[str]) -> pd.DataFrame:
    """Topics of texts that were not fitted: those of the nearest fitted papers.

    Parameters
    ----------
    model
        From `load_model`.
    texts
        Title and abstract of each paper, as ``"Title. Abstract"``. The title alone says less: of the shipped papers
        87 % get their fitted topic by it, 97 % by both.

    Returns
    -------
    pandas.DataFrame
        `topic` and `label` (-1, "no topic", where no centre is near enough), `confidence` (share of the nearest
        fitted papers that are of the topic, weighted by cosine), `similarity` to the topic's centre.
    """
    if isinstance(texts, str):
        raise TypeError("texts is one text; give a list of them")
    return assign_vectors(model, encode_all(open_encoder(model.encoder), list(texts)))


def assign_vectors(model: TopicModel, vectors: np.ndarray) -> pd.DataFrame:
    """The same for vectors, shape (papers, dimensions).

    Examples
    --------
    >>> model = TopicModel(np.array([0, 1]), ["a", "b"], np.eye(2), np.eye(2), np.array([0, 1]), "", 0.3)
    >>> assign_vectors(model, np.array([[0.8, 0.6], [-1.0, 0.0]])).to_numpy().tolist()
    [[0, 'a', 0.571, 0.8], [-1, 'no topic', 0.0, nan]]
    """
    cosines = vectors @ model.examples.T
    voters = min(default_neighbours(len(model.examples)), len(model.examples))
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :voters]
    weight = np.clip(np.take_along_axis(cosines, nearest, 1), 0, None)
    place = np.searchsorted(model.topics, model.example_topics)[nearest]
    votes = np.zeros((len(vectors), len(model.topics)))
    np.add.at(votes, (np.arange(len(vectors))[:, None], place), weight)
    best = votes.argmax(axis=1)
    rows = np.arange(len(vectors))
    similarity = cosines_to(vectors, model.centres)[rows, best]
    inside = similarity >= model.outlier_similarity
    confidence = votes[rows, best] / np.maximum(weight.sum(axis=1), 1e-12)
    labels = pd.Series(model.labels, dtype="str")[best].to_numpy()
    return pd.DataFrame(
        {
            "topic": np.where(inside, model.topics[best], OUTLIER),
            "label": np.where(inside, labels, NO_TOPIC),
            "confidence": np.where(inside, confidence, 0.0).round(3),
            "similarity": np.where(inside, similarity, np.nan).round(3),
        }
    )
