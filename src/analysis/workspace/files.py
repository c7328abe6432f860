"""Files written whole or not at all."""

import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

# The name of a file that was never finished, with the process that wrote it.
PART_OF_FILE = re.compile(r"\..+\.(\d+)\.tmp")


def write_atomically(path: Path, write: Callable[[Path], Any]) -> None:
    """Let `write` fill a temporary file beside `path`, then put it in place in one step.

    A killed process leaves the old file or none, never half of one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Named by the process, so that what a killed one leaves is known for what it is.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.", suffix=f".{os.getpid()}.tmp")
    os.close(descriptor)
    temporary = Path(name)
    try:
        write(temporary)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, UTF-8 with newlines as given."""
    write_atomically(path, lambda target: target.write_bytes(text.encode("utf-8")))


def read_json(path: Path) -> Any:
    """Values written by `write_json`."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_json(path: Path, values: object) -> None:
    """Write values as JSON with sorted keys, atomically."""
    write_text(path, json.dumps(values, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
