"""One run at a time, with the settings it began with."""

import os
import subprocess
import sys

import pytest
from samples import ROOT, environment

from analysis.pipeline.lifeline import find_starter, is_dvc, is_running
from analysis.pipeline.one_run import BusyError, only_run, read_digest, refuse_during_run


def test_what_a_run_starts_is_no_second_run(project):
    with only_run("one"), only_run("a stage of it"):
        pass


def test_another_process_is_refused_with_the_number_of_the_first(project):
    code = "from analysis.pipeline.one_run import only_run\nwith only_run('two'): pass"
    with only_run("one"):
        alone = {key: value for key, value in environment(ROOT).items() if key != "FIELDNOTES_RUN"}
        second = subprocess.run([sys.executable, "-c", code], cwd=project, env=alone, capture_output=True, text=True)
        assert f"a run is going on (process {os.getpid()}: one)" in second.stderr
        with pytest.raises(BusyError, match="a run is going on"):
            refuse_during_run()
    refuse_during_run()
    assert subprocess.run([sys.executable, "-c", code], cwd=project, env=alone, check=False).returncode == 0


def test_comments_and_order_are_no_change_of_settings(project):
    before = read_digest()
    path = project / "params.yaml"
    path.write_text("# mine\n" + path.read_text())
    assert read_digest() == before
    path.write_text(path.read_text().replace("seed: 7", "seed: 8"))
    assert read_digest() != before


def test_a_process_is_known_to_run_and_to_be_of_dvc():
    process = subprocess.Popen([sys.executable, "-c", "input()", "dvc"], stdin=subprocess.PIPE)
    assert is_running(process.pid)
    assert not is_dvc(process.pid)
    process.kill()
    # One that nobody has waited for has ended all the same.
    while is_running(process.pid):
        pass
    process.wait()
    assert not is_running(process.pid)
    assert find_starter() is None
