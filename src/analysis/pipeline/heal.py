"""What a killed run leaves behind, put right before the next one."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from analysis.pipeline.lifeline import is_running
from analysis.pipeline.one_run import busy_with_dvc
from analysis.workspace import PART_OF_FILE, executed_file, find_root, run_folder, write_text

# Scratch folders are named by the process that uses them.
SCRATCH = "fieldnotes-"
_WRITTEN = ("data/processed", "data/cache", "data/raw", "data/students", "data/baselines", "reports", ".")
_HASH = re.compile(r"[0-9a-f]{32}(\.dir)?")


def heal_project() -> list[str]:
    """Remove DVC's files that were cut short, and parts of files and scratch folders of processes that are gone.

    DVC rewrites ``dvc.lock`` in place after each stage. Where it was cut short it becomes again what it was when the
    last stage began; if that is not known it is removed, and every stage runs.

    Returns
    -------
    list of str
        What was found, a sentence each.
    """
    told = []
    lock, rwlock = find_root() / "dvc.lock", run_folder() / "rwlock"
    if lock.exists() and not is_whole(lock):
        told.append(_restore(lock))
    if rwlock.exists() and not any(True for _ in busy_with_dvc()):
        # Cut short, or of processes that are gone; DVC takes one that nobody has waited for to be at work.
        rwlock.unlink()
    remove_parts()
    return told


def keep_lock() -> None:
    """Keep a copy of ``dvc.lock`` where it is complete; while a stage runs DVC does not write it."""
    lock = find_root() / "dvc.lock"
    if is_whole(lock):
        write_text(_kept_lock(), lock.read_text(encoding="utf-8"))


def _kept_lock() -> Path:
    return run_folder() / "dvc.lock"


def _restore(lock: Path) -> str:
    kept = _kept_lock()
    if is_whole(kept):
        write_text(lock, kept.read_text(encoding="utf-8"))
        return "dvc.lock was cut short by a killed run and is again as its last stage found it"
    lock.unlink()
    return "dvc.lock was cut short by a killed run and is made anew; every stage runs again"


def is_whole(lock: Path) -> bool:
    """Whether a ``dvc.lock`` is complete: all that DVC writes for a stage stands in each."""
    try:
        text = lock.read_text(encoding="utf-8")
        # A lock of many stages is read before each of them; in C that takes a hundredth of a second.
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except (OSError, UnicodeError, yaml.YAMLError):
        return False
    if not isinstance(found, dict) or found.get("schema") != "2.0" or not text.endswith("\n"):
        return False
    stages = found.get("stages", {})
    return isinstance(stages, dict) and all(map(_is_stage, stages.values()))


def _is_stage(stage: Any) -> bool:
    if not isinstance(stage, dict) or not isinstance(stage.get("cmd"), str) or not stage.get("outs"):
        return False
    files = [*(stage.get("deps") or []), *stage["outs"]]
    return all(
        isinstance(file, dict) and isinstance(file.get("path"), str) and _HASH.fullmatch(str(file.get("md5")))
        for file in files
    )


def remove_parts() -> None:
    """Delete unfinished files and scratch folders of processes that are gone."""
    for place in _WRITTEN:
        folder = find_root() / place
        for path in folder.glob(".*.tmp") if place == "." else folder.rglob(".*.tmp"):
            found = PART_OF_FILE.fullmatch(path.name)
            if found and not is_running(int(found[1])):
                path.unlink(missing_ok=True)
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*"):
        process = folder.name.removeprefix(SCRATCH).partition("-")[0]
        if process.isdigit() and not is_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(fields: Iterable[str], own: Iterable[str]) -> None:
    """Delete executed notebooks of fields and of pages of one's own that are no longer in the pipeline.

    The front page depends on their folder, so this is done before a run, never by a stage.

    Parameters
    ----------
    fields, own
        Those that are.
    """
    kept = {f"report-field-{name}" for name in fields} | {f"mine-{name}" for name in own}
    folder = executed_file("any").parent
    for path in (*folder.glob("report-field-*.ipynb"), *folder.glob("mine-*.ipynb")):
        if path.stem not in kept:
            path.unlink()
