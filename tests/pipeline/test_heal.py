"""What a killed run leaves is put right, and nothing else is touched."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml

from analysis.pipeline.heal import SCRATCH, heal_project, is_whole, keep_lock, remove_leftovers
from analysis.workspace import executed_file, run_folder, write_json, write_text

LOCK = {
    "schema": "2.0",
    "stages": {
        "corpus": {
            "cmd": "python -m analysis.pipeline corpus",
            "deps": [{"path": "data/raw/demo", "hash": "md5", "md5": "a" * 32 + ".dir", "size": 1, "nfiles": 1}],
            "outs": [{"path": "data/processed/papers.parquet", "hash": "md5", "md5": "b" * 32, "size": 1}],
        }
    },
}


@pytest.fixture
def gone():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_executed_notebooks_of_what_is_gone_are_removed_and_no_others(project):
    names = ("01-corpus", "report-methods", "report-field-a", "report-field-gone", "mine-b", "mine-gone")
    for name in names:
        write_text(executed_file(name), "{}")
    remove_leftovers(["a"], ["b"])
    assert {path.stem for path in executed_file("any").parent.iterdir()} == {
        name for name in names if "gone" not in name
    }


def test_a_whole_lock_file_stays_and_one_cut_anywhere_goes(project):
    text = yaml.safe_dump(LOCK)
    lock = project / "dvc.lock"
    lock.write_text(text)
    assert heal_project() == []
    assert lock.exists()
    for end in range(len(text)):
        lock.write_text(text[:end])
        if is_whole(lock):
            # Nothing of a stage is missing but its sizes, or all of it is: DVC takes both.
            stages = yaml.safe_load(text[:end]).get("stages", {})
            assert [stage["outs"][0]["md5"] for stage in stages.values()] in ([], ["b" * 32]), text[:end]


def test_a_lock_file_cut_short_is_again_what_the_last_stage_found(project):
    lock, text = project / "dvc.lock", yaml.safe_dump(LOCK)
    lock.write_text(text)
    keep_lock()
    for end in (0, 20, len(text) - 5):
        lock.write_text(text[:end])
        # A broken one is never kept in place of a whole one.
        keep_lock()
        (told,) = heal_project()
        assert "again as its last stage found it" in told
        assert lock.read_text() == text


def test_a_broken_lock_file_is_removed_with_a_word(project):
    (project / "dvc.lock").write_text("schema: '2.0'\nstages:\n  corpus:\n    cmd: pyth")
    assert "dvc.lock was cut short" in heal_project()[0]
    assert not (project / "dvc.lock").exists()


@pytest.mark.parametrize("content", ['{"a": {"re', "", "[]", "null"])
def test_a_lock_of_files_that_is_broken_is_removed(project, content):
    write_text(run_folder() / "rwlock", content)
    heal_project()
    assert not (run_folder() / "rwlock").exists()


def test_a_lock_of_files_that_dead_processes_left_is_removed(project, gone):
    write_json(run_folder() / "rwlock", {"x": {"write": {"pid": gone, "cmd": "dvc repro"}}})
    heal_project()
    assert not (run_folder() / "rwlock").exists()


def test_parts_of_files_and_scratch_of_processes_that_are_gone_are_removed(project, gone):
    folder = project / "data" / "processed"
    folder.mkdir(parents=True)
    for process in (gone, os.getpid()):
        (folder / f".papers.parquet.x.{process}.tmp").touch()
    (folder / "papers.parquet").touch()
    scratch = Path(tempfile.gettempdir()) / f"{SCRATCH}{gone}-x"
    scratch.mkdir()
    heal_project()
    assert {path.name for path in folder.iterdir()} == {f".papers.parquet.x.{os.getpid()}.tmp", "papers.parquet"}
    assert not scratch.exists()
