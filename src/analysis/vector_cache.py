"""Vectors kept by engine and text, so that only new texts are computed."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

_ASKED_AT_ONCE = 500


@contextmanager
def open_cache(path: Path) -> Iterator[sqlite3.Connection]:
    """The cache in a SQLite file, made if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path)
    try:
        store.execute("PRAGMA journal_mode=WAL")
        store.execute(
            "CREATE TABLE IF NOT EXISTS vectors"
            " (model TEXT, hash TEXT, vector BLOB, PRIMARY KEY (model, hash)) WITHOUT ROWID"
        )
        yield store
    finally:
        store.close()


def load_vectors(store: sqlite3.Connection, model: str, hashes: Sequence[str]) -> dict[str, np.ndarray]:
    """The known vectors by the hash of their text."""
    known: dict[str, np.ndarray] = {}
    for start in range(0, len(hashes), _ASKED_AT_ONCE):
        wanted = hashes[start : start + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(wanted))
        rows = store.execute(
            f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({marks})", [model, *wanted]
        )
        known |= {key: np.frombuffer(blob, dtype=np.float32) for key, blob in rows}
    return known


def save_vectors(store: sqlite3.Connection, model: str, hashes: Sequence[str], vectors: np.ndarray) -> None:
    """Keep vectors, all or none."""
    with store:
        store.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(model, key, vector.astype(np.float32).tobytes()) for key, vector in zip(hashes, vectors, strict=True)],
        )
