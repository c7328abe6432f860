"""One run at a time, with the settings it began with."""

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import yaml

from analysis.pipeline.lifeline import find_starter, is_dvc, is_running
from analysis.workspace import FieldnotesError, own_params_file, read_json, run_folder, write_json

# Set by a run for what it starts, which then does not wait for it.
_WITHIN = "FIELDNOTES_RUN"


class BusyError(FieldnotesError):
    """Another run is going on; the message says which."""


@contextlib.contextmanager
def only_run(what: str) -> Iterator[None]:
    """Be the only run of this project, until the block ends or the process does.

    Raises
    ------
    BusyError
        If a run, or a plain ``dvc repro``, is going on.
    """
    if os.environ.get(_WITHIN):
        yield
        return
    with _open_lock() as file:
        _hold(file)
        refuse_second_run()
        file.truncate(0)
        file.write(f"{os.getpid()} {what}\n")
        file.flush()
        os.environ[_WITHIN] = str(os.getpid())
        try:
            yield
        finally:
            del os.environ[_WITHIN]
            file.truncate(0)


def refuse_second_run() -> None:
    """Stop where DVC is at work in this project.

    Raises
    ------
    BusyError
        With the number of the process.
    """
    # A stage of that very DVC is no second run.
    own = find_starter()
    for process, command in busy_with_dvc():
        if process not in {own, os.getpid()}:
            raise BusyError(
                f"a run is going on (process {process}: {command}); wait for it, or end it with kill {process}"
            )


def refuse_during_run() -> None:
    """Stop where any run is going on, before something is changed that it reads.

    Raises
    ------
    BusyError
        With the number of the process.
    """
    with _open_lock() as file:
        _hold(file)
    refuse_second_run()


def read_digest() -> str:
    """A hash of what ``params.yaml`` says, whatever its comments and order."""
    said = yaml.safe_load(own_params_file().read_text(encoding="utf-8"))
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def keep_settings(digest: str, *, run: int) -> None:
    """Remember with which settings a process of DVC began."""
    write_json(_settings_file(), {"run": _name_run(run), "settings": digest})


def check_settings() -> None:
    """Compare ``params.yaml`` with what the run began with; the first stage of a run decides where nobody did before.

    Raises
    ------
    BusyError
        If ``params.yaml`` says something else by now.
    """
    run = find_starter()
    if run is None:
        return
    try:
        kept = read_json(_settings_file())
    except (OSError, ValueError):
        kept = {}
    if kept.get("run") != _name_run(run):
        keep_settings(read_digest(), run=run)
    elif kept.get("settings") != read_digest():
        raise BusyError("params.yaml was changed while this run went on; start it again to go on with what it says now")


def _open_lock() -> TextIO:
    run_folder().mkdir(parents=True, exist_ok=True)
    return (run_folder() / "run.lock").open("a+", encoding="utf-8")


def _hold(file: TextIO) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        process, _, what = file.read().strip().partition(" ")
        raise BusyError(
            f"a run is going on (process {process or 'unknown'}: {what or 'starting'}); wait for it, or end it"
            + (f" with kill {process}" if process else "")
        ) from None


def busy_with_dvc() -> Iterator[tuple[int, str]]:
    """The processes that DVC's own lock file names, as far as it can be read and they are DVC's and running."""
    try:
        for place in read_json(run_folder() / "rwlock").values():
            for entry in _entries(place):
                if is_running(int(entry["pid"])) and is_dvc(int(entry["pid"])):
                    yield int(entry["pid"]), str(entry["cmd"])
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return


def _entries(place: dict[str, Any]) -> list[Any]:
    return [*place.get("read", []), *([place["write"]] if place.get("write") else [])]


def _settings_file() -> Path:
    return run_folder() / "settings.json"


def _name_run(process: int) -> str:
    """A process by its number and when it began, since numbers come again."""
    try:
        began = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        began = ""
    return f"{process} {began}"
