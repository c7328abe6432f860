"""Vectors kept by engine and text, so that only new texts are computed."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from analysis.embed.grid import lies_on_grid
from analysis.workspace import FieldnotesError

_ASKED_AT_ONCE = 500


class CacheError(FieldnotesError):
    """The cached vectors cannot be used; the message says why and what to do."""


@contextmanager
def open_cache(path: Path) -> Iterator[sqlite3.Connection]:
    """The cache in a SQLite file, made if it is not there.

    Raises
    ------
    CacheError
        If the file is damaged, or another run holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path, timeout=30)) as store:
            store.execute("PRAGMA journal_mode=WAL")
            store.execute(
                "CREATE TABLE IF NOT EXISTS vectors"
                " (model TEXT, hash TEXT, vector BLOB, PRIMARY KEY (model, hash)) WITHOUT ROWID"
            )
            yield store
    except sqlite3.OperationalError as error:
        advice = "wait if another run holds them, else move away what stands there"
        raise CacheError(f"the vectors in {path} cannot be used ({error}); {advice}") from None
    except sqlite3.DatabaseError as error:
        advice = "delete the file, and they are computed again"
        raise CacheError(f"the vectors in {path} are damaged ({error}); {advice}") from None


def load_vectors(store: sqlite3.Connection, model: str, hashes: Sequence[str]) -> dict[str, np.ndarray]:
    """The known vectors by the hash of their text; rows that hold none, of whatever cause, are not known."""
    known: dict[str, np.ndarray] = {}
    for start in range(0, len(hashes), _ASKED_AT_ONCE):
        wanted = hashes[start : start + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(wanted))
        rows = store.execute(
            f"SELECT hash, vector FROM vectors WHERE model = ? AND hash IN ({marks})", [model, *wanted]
        )
        known |= {key: vector for key, blob in rows if (vector := _unpack(blob)) is not None}
    lengths = Counter(map(len, known.values()))
    usual = max(lengths, key=lengths.get, default=0)
    return {key: vector for key, vector in known.items() if len(vector) == usual}


def save_vectors(store: sqlite3.Connection, model: str, hashes: Sequence[str], vectors: np.ndarray) -> None:
    """Keep vectors, all or none."""
    with store:
        store.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(model, key, vector.astype(np.float32).tobytes()) for key, vector in zip(hashes, vectors, strict=True)],
        )


def _unpack(blob: bytes) -> np.ndarray | None:
    """A vector of the grid that is about 1 long, or None."""
    if len(blob) == 0 or len(blob) % 4:
        return None
    vector = np.frombuffer(blob, dtype=np.float32)
    return vector if lies_on_grid(vector) and abs(float(vector @ vector) - 1) < 0.02 else None
