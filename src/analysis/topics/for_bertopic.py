"""What BERTopic is handed: vectors and weights of terms; apart from the rest, for importing it takes seconds."""

import numpy as np
import scipy.sparse as sp
from bertopic.backend import BaseEmbedder
from bertopic.vectorizers import ClassTfidfTransformer

from analysis.embed import encode_all, open_encoder

# Weights are near 1; differences between processors stand in the 16th digit.
_DIGITS = 8


class WordVectors(BaseEmbedder):
    """Gives BERTopic the vectors of words and phrases; those of papers it is handed ready-made."""

    def __init__(self) -> None:
        super().__init__()
        self._encoder = open_encoder("openvino all-MiniLM-L6-v2 f32")

    def embed(self, documents: list[str], verbose: bool = False) -> np.ndarray:
        """Vectors of short texts, float64, shape (texts, 384)."""
        return encode_all(self._encoder, list(documents)).astype(np.float64)


class UntiedWeights(ClassTfidfTransformer):
    """c-TF-IDF with no two equal weights in a topic: of equal ones the first term by name weighs more.

    BERTopic takes the weightiest terms by a partial sort, which chooses among equals as the processor has it.
    """

    def transform(self, X: sp.csr_matrix) -> sp.csr_matrix:
        """The weights of terms, shape (topics, terms)."""
        weights = super().transform(X)
        terms = weights.shape[1]
        weights.data = weights.data.round(_DIGITS) + (terms - weights.indices) / terms * 10.0 ** -(_DIGITS + 1)
        return weights
