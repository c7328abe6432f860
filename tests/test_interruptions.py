"""Runs that are killed: the same command goes on, and nothing is left behind. `benchmarks/interruptions.py` kills more."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
import yaml
from samples import environment

from analysis.pipeline.heal import is_whole
from benchmarks.interruptions import Kill, finish, kill_runs, other_files, results

KILLS = (
    Kill("start", "dvc", "SIGKILL"),
    Kill("lock", "all", "SIGKILL"),
    Kill("soon", "run", "SIGTERM"),
    Kill("start", "all", "SIGINT"),
    Kill("lock", "dvc", "SIGTERM"),
)


@pytest.fixture
def unfinished(untouched, tmp_path):
    """A finished clone of which two stages have to run again: their tables are gone, and DVC's copies of them."""
    project = tmp_path / "project"
    shutil.copytree(untouched, project, symlinks=True)
    shutil.rmtree(project / ".dvc" / "tmp")
    stages = yaml.safe_load((project / "dvc.lock").read_text())["stages"]
    for name in ("authors", "methods"):
        table = project / "data" / "processed" / f"{name}.parquet"
        digest = next(out["md5"] for out in stages[name]["outs"] if out["path"].endswith(f"/{name}.parquet"))
        table.unlink()
        (project / ".dvc" / "cache" / "files" / "md5" / digest[:2] / digest[2:]).unlink()
    return project


def test_five_killed_runs_go_on_to_the_same_bytes(untouched, unfinished):
    files = other_files(unfinished)
    outcomes = kill_runs(unfinished, KILLS, reset=False)
    assert [(outcome.stopped, outcome.left) for outcome in outcomes] == [("", ())] * len(KILLS)
    assert finish(unfinished) == ""
    assert results(unfinished) == results(untouched)
    # What a kill at its writing would be mended from.
    assert is_whole(unfinished / ".dvc" / "tmp" / "dvc.lock")
    assert other_files(unfinished) == files


@pytest.mark.parametrize("cut", [0, 100, -40])
def test_a_lock_file_cut_short_is_healed_by_the_next_run(untouched, unfinished, cut):
    lock = unfinished / "dvc.lock"
    lock.write_text(lock.read_text()[:cut])
    (unfinished / ".dvc" / "tmp").mkdir()
    (unfinished / ".dvc" / "tmp" / "rwlock").write_text('{"a": {"re')
    done = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "ready"], cwd=unfinished, env=environment(unfinished), check=False
    )
    assert done.returncode == 0
    assert not lock.exists()
    assert not (unfinished / ".dvc" / "tmp" / "rwlock").exists()


def test_a_second_run_and_another_corpus_are_refused_while_one_goes_on(unfinished):
    command = [sys.executable, "-m", "analysis.cli"]
    more = {"cwd": unfinished, "env": environment(unfinished), "capture_output": True, "text": True, "check": False}
    params = (unfinished / "params.yaml").read_text()
    (unfinished / "data" / "raw" / "other").mkdir()
    first = subprocess.Popen(
        [*command, "run"],
        cwd=unfinished,
        env=environment(unfinished),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 60
        while not (unfinished / ".dvc" / "tmp" / "settings.json").exists() and time.monotonic() < until:
            time.sleep(0.05)
        for second in (["run"], ["run", "--corpus", "other"], ["use", "other"], ["ready"]):
            refused = subprocess.run([*command, *second], **more)
            assert refused.returncode == 1, second
            assert f"a run is going on (process {first.pid}: the pipeline)" in refused.stderr
        assert (unfinished / "params.yaml").read_text() == params
    finally:
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()


def test_settings_that_change_during_a_run_stop_it(unfinished):
    run = subprocess.Popen(
        [sys.executable, "-m", "analysis.cli", "run"], cwd=unfinished, env=environment(unfinished),
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not (unfinished / ".dvc" / "tmp" / "settings.json").exists() and time.monotonic() < until:
        time.sleep(0.05)
    params = unfinished / "params.yaml"
    params.write_text(params.read_text().replace("seed: 7", "seed: 8"))
    _, told = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "params.yaml was changed while this run went on" in told
