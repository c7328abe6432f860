"""Engines that turn text into vectors, one file each, all with one face."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

DIMENSIONS = 384


class EmbeddingError(RuntimeError):
    """An engine cannot be used; the message says why and what to do."""


class Encoder(Protocol):
    """A fixed model: the same text gives the same bytes, whatever else is encoded with it."""

    name: str

    def encode(self, texts: Sequence[str]) -> Iterator[tuple[list[int], np.ndarray]]:
        """Vectors of length 1, float32, a part of the texts at a time: their places in `texts` and their rows."""
        ...


def open_encoder(name: str) -> Encoder:
    """The engine that a name in the column `model` of the table `embeddings` stands for.

    Raises
    ------
    EmbeddingError
        If there is no such engine, or what it needs is not there.

    Examples
    --------
    >>> open_encoder("openvino all-MiniLM-L6-v2 f32").name
    'openvino all-MiniLM-L6-v2 f32'
    """
    engine, _, rest = name.partition(" ")
    if engine == "openvino":
        from analysis.encoders.openvino import OpenVINOEncoder

        return OpenVINOEncoder(precision=rest.rpartition(" ")[2])
    if engine == "student":
        from analysis.encoders.student import open_student

        return open_student(rest)
    if engine == "sentence-transformers":
        from analysis.encoders.sentence_transformers import SentenceTransformersEncoder

        model, _, precision = rest.rpartition(" ")
        return SentenceTransformersEncoder(model, precision=precision)
    raise EmbeddingError(
        f"vectors by {name!r} are of no known engine (openvino, student, sentence-transformers); run `dvc repro embed`"
    )


def encode_all(encoder: Encoder, texts: Sequence[str]) -> np.ndarray:
    """Vectors of texts in their order.

    Returns
    -------
    numpy.ndarray
        Shape (texts, dimensions), float32, rows of length 1.
    """
    parts = list(encoder.encode(texts))
    if not parts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    vectors = np.empty((len(texts), parts[0][1].shape[1]), dtype=np.float32)
    for places, rows in parts:
        vectors[places] = rows
    return vectors
