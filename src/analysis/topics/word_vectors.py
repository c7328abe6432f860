"""Vectors of words for BERTopic; apart from the rest, for importing it takes seconds."""

import numpy as np
from bertopic.backend import BaseEmbedder

from analysis.embed import encode_all, open_encoder


class WordVectors(BaseEmbedder):
    """Gives BERTopic the vectors of words and phrases; those of papers it is handed ready-made."""

    def __init__(self) -> None:
        super().__init__()
        self._encoder = open_encoder("openvino all-MiniLM-L6-v2 f32")

    def embed(self, documents: list[str], verbose: bool = False) -> np.ndarray:
        """Vectors of short texts, shape (texts, 384)."""
        return encode_all(self._encoder, list(documents))
