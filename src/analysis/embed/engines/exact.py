"""The packaged transformer in double precision, for the few texts that f32 leaves in doubt.

What f32 gives differs between processors in the seventh digit. Rounded to the grid nearly all of it is equal; where a
value stands too near the middle between two steps, this decides, with nine digits to spare.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

_LAYERS, _HEADS = 6, 12
_EPSILON = 1e-12


class ExactTransformer:
    """all-MiniLM-L6-v2 (BERT: Devlin et al., NAACL 2019) in NumPy.

    Parameters
    ----------
    path
        Its ONNX file.
    """

    def __init__(self, path: Path) -> None:
        self._weights = _read_weights(path)

    def encode_tokens(self, tokens: Sequence[Sequence[int]]) -> np.ndarray:
        """Vectors of length 1, float64, shape (texts, 384), of texts as their word pieces' numbers."""
        from threadpoolctl import threadpool_limits

        # A text on each thread: half of the time goes to steps that BLAS would leave on one.
        with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as pool:
            return np.array(list(pool.map(self._encode, tokens)))

    def _encode(self, pieces: Sequence[int]) -> np.ndarray:
        weights = self._weights
        place = weights["embeddings.position_embeddings.weight"][: len(pieces)]
        hidden = weights["embeddings.word_embeddings.weight"][list(pieces)] + place
        hidden = self._normalise(hidden + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            hidden = self._pass_layer(hidden, f"encoder.layer.{layer}")
        mean = hidden.mean(axis=0)
        return mean / np.sqrt((mean * mean).sum())

    def _pass_layer(self, hidden: np.ndarray, name: str) -> np.ndarray:
        from scipy.special import erf

        attended = self._project(self._attend(hidden, f"{name}.attention.self"), f"{name}.attention.output.dense")
        hidden = self._normalise(attended + hidden, f"{name}.attention.output.LayerNorm")
        inner = self._project(hidden, f"{name}.intermediate.dense")
        inner = 0.5 * inner * (1 + erf(inner / np.sqrt(2)))
        return self._normalise(self._project(inner, f"{name}.output.dense") + hidden, f"{name}.output.LayerNorm")

    def _attend(self, hidden: np.ndarray, name: str) -> np.ndarray:
        query, key, value = (
            self._project(hidden, f"{name}.{part}").reshape(len(hidden), _HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[2])
        shares = np.exp(scores - scores.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        return (shares @ value).transpose(1, 0, 2).reshape(hidden.shape)

    def _project(self, hidden: np.ndarray, name: str) -> np.ndarray:
        return hidden @ self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]

    def _normalise(self, hidden: np.ndarray, name: str) -> np.ndarray:
        centred = hidden - hidden.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def _read_weights(path: Path) -> dict[str, np.ndarray]:
    """The model's tables by their names; the file names those of a projection by its bias alone."""
    import openvino

    weights = {}
    for node in openvino.Core().read_model(path).get_ordered_ops():
        kind, name = node.get_type_name(), node.get_friendly_name().removeprefix("inner.")
        if kind == "Constant" and name.endswith((".bias", "LayerNorm.weight", "token_type_embeddings.weight")):
            weights[name] = _value(node)
        elif kind == "Multiply" and name.endswith("embeddings.weight_mul"):
            weights[name.removesuffix("_mul")] = _value(node)
        elif kind == "Add":
            left, right = (node.input_value(place).get_node() for place in (0, 1))
            if left.get_type_name() == "MatMul" and right.get_type_name() == "Constant":
                bias = right.get_friendly_name().removeprefix("inner.")
                weights[bias.removesuffix("bias") + "weight"] = _value(left.input_value(1).get_node())
    return weights


def _value(node: Any) -> np.ndarray:
    """A table that is stored as it is, or in 8 bits with a scale for each row or column."""
    if node.get_type_name() == "Constant":
        return np.array(node.get_data(), dtype=np.float64)
    parts = [_value(node.input_value(place).get_node()) for place in range(node.get_input_size())]
    return parts[0] if len(parts) == 1 else parts[0] * parts[1]
