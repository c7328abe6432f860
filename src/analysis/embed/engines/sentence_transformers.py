"""Any model of sentence-transformers, on a GPU where there is one; an extra that is installed beside the lock."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from analysis.embed.engines import EmbeddingError
from analysis.embed.grid import to_grid

_CHUNK = 1024


class SentenceTransformersEncoder:
    """A model by its name on the hub, or its folder.

    Parameters
    ----------
    model
        Such as ``allenai/specter2_base``.
    precision
        ``bf16`` or ``f32``, the arithmetic.

    Raises
    ------
    EmbeddingError
        If sentence-transformers is not installed or the model cannot be loaded.
    """

    def __init__(self, model: str, *, precision: str) -> None:
        try:
            import torch
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EmbeddingError(
                f"engine sentence-transformers is not installed ({error}); run "
                "`.venv/bin/python -m pip install '.[transformers]'`, or set `engine: openvino` in params.yaml"
            ) from None
        kind = {"bf16": torch.bfloat16, "f32": torch.float32}[precision]
        try:
            self._model = SentenceTransformer(model, model_kwargs={"torch_dtype": kind})
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"embed.model: {model!r} cannot be loaded ({' '.join(str(error).split())[:200]}); give the name of a "
                "model on the hub, or the folder of one"
            ) from None
        # A folder can hold other weights tomorrow: vectors are kept by what made them.
        self.name = f"sentence-transformers {model} {precision} {_fingerprint(self._model)}"

    def encode(self, texts: Sequence[str]) -> Iterator[tuple[list[int], np.ndarray]]:
        """Vectors of shape (part, dimensions of the model), each text encoded alone.

        In a batch, padding would change the last bits of a row with its neighbours.
        """
        from tqdm import tqdm

        for start in tqdm(range(0, len(texts), _CHUNK), desc="  embed", ncols=80, disable=len(texts) <= _CHUNK):
            places = list(range(start, min(start + _CHUNK, len(texts))))
            part = [texts[place] for place in places]
            rows = self._model.encode(part, batch_size=1, show_progress_bar=False)
            rows = np.asarray(rows, dtype=np.float32)
            yield places, to_grid(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _fingerprint(model: Any) -> str:
    digest = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(weights.detach().cpu().float().numpy().tobytes())
    return digest.hexdigest()[:12]
