"""Engines that turn text into vectors, one file each, all with one face."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from analysis.workspace import FieldnotesError

DIMENSIONS = 384
_ENDS_IN_WEIGHTS = re.compile(r" (?:bf16|f32) [0-9a-f]{12}$")


class EmbeddingError(FieldnotesError):
    """An engine cannot be used; the message says why and what to do."""


class Encoder(Protocol):
    """A fixed model: the same text gives the same bytes, whatever else is encoded with it.

    Its vectors lie on the grid (see `analysis.embed.grid`), and are of length 1 but for that rounding.
    """

    name: str

    def encode(self, texts: Sequence[str]) -> Iterator[tuple[list[int], np.ndarray]]:
        """Vectors, float32, a part of the texts at a time: their places in `texts` and their rows."""
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
        from analysis.embed.engines.openvino import OpenVINOEncoder

        encoder = OpenVINOEncoder(precision=rest.rpartition(" ")[2])
        if encoder.name != name:
            raise EmbeddingError(f"vectors by {name!r}: the engine has {encoder.name!r} alone; run `dvc repro embed`")
        return encoder
    if engine == "student":
        from analysis.embed.engines.student import open_student

        return open_student(rest)
    if engine == "sentence-transformers":
        from analysis.embed.engines.sentence_transformers import SentenceTransformersEncoder

        model, precision, *weights = rest.rsplit(" ", 2) if _ENDS_IN_WEIGHTS.search(rest) else rest.rsplit(" ", 1)
        encoder = SentenceTransformersEncoder(model, precision=precision)
        if weights and encoder.name != name:
            raise EmbeddingError(f"{model!r} holds other weights than those of {name!r} now; run `dvc repro embed`")
        return encoder
    raise EmbeddingError(
        f"vectors by {name!r} are of no known engine (openvino, student, sentence-transformers); run `dvc repro embed`"
    )


def encode_all(encoder: Encoder, texts: Sequence[str]) -> np.ndarray:
    """Vectors of texts in their order.

    Returns
    -------
    numpy.ndarray
        Shape (texts, dimensions), float32, rows of the grid, about 1 long.
    """
    parts = list(encoder.encode(texts))
    if not parts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    vectors = np.empty((len(texts), parts[0][1].shape[1]), dtype=np.float32)
    for places, rows in parts:
        vectors[places] = rows
    return vectors
