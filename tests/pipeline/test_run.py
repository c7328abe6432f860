import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from samples import ROOT, environment

from analysis.pipeline.narration import name_cells
from analysis.pipeline.run import StageError, check_parameters, main, run_stage, strip

pytestmark = pytest.mark.slow

RUN = [sys.executable, "-m", "analysis.pipeline"]


def write_notebook(project: Path, *cells: str, parameters: str = 'corpus = "x"\ncolumns = {}\nfilter = {}') -> Path:
    """A notebook in the place of the corpus stage's."""
    made = [nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    for number, cell in enumerate(cells):
        made += [nbformat.v4.new_markdown_cell(f"Step {number}. More."), nbformat.v4.new_code_cell(cell)]
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    path = project / "notebooks" / "01-corpus.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=kernel), path)
    return path


def run(project: Path, *, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, "corpus"],
        cwd=project,
        env=environment(ROOT),
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def test_a_stage_is_executed_with_its_parameters_and_tells_its_progress(project):
    write_notebook(project, "corpus.upper()", "import sys; print('half way', file=sys.stderr)")
    result = run(project)
    assert result.returncode == 0, result.stderr
    assert "2 of 2: Step 1." in result.stderr
    assert "Step 1.\nhalf way\n" in result.stderr
    executed = nbformat.read(project / "reports" / "executed" / "01-corpus.ipynb", 4)
    assert executed.cells[3].outputs[0]["data"]["text/plain"] == "'DEMO'"


def test_two_runs_give_the_same_bytes_without_times_ids_and_paths(project):
    write_notebook(project, "import sys; print('no' + 'ise', file=sys.stderr)", "1 + 1")
    target = project / "reports" / "executed" / "01-corpus.ipynb"
    assert run(project).returncode == 0
    first = target.read_bytes()
    assert run(project).returncode == 0
    assert target.read_bytes() == first
    assert str(project).encode() not in first
    assert b"noise" not in first


def test_a_failed_cell_is_told_by_stage_cell_and_error_with_the_traceback_in_a_file(project):
    write_notebook(project, "1 / 0")
    result = run(project)
    assert result.returncode == 1
    assert "error: stage corpus, cell 'Step 0.': ZeroDivisionError: division by zero" in result.stderr
    assert "Traceback" not in result.stderr
    assert "1 / 0" in (project / "data" / "cache" / "tracebacks" / "corpus.txt").read_text()
    assert not (project / "reports").exists()


def test_a_cell_that_takes_too_long_is_stopped(project):
    path = project / "params.yaml"
    path.write_text(path.read_text().replace("cell_timeout: 7200", "cell_timeout: 2"))
    write_notebook(project, "import time; time.sleep(60)")
    result = run(project)
    assert result.returncode == 1
    assert "took longer than 2 s; raise run.cell_timeout" in result.stderr


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ("other = 1", "declared but not set: other; set but not declared: corpus"),
        ('corpus = "x"\nmore = 2', "declared but not set: more; set but not declared: none"),
    ],
)
def test_unknown_and_missing_parameters_are_errors(project, parameters, message):
    path = write_notebook(project, parameters=parameters)
    with pytest.raises(StageError, match=message):
        check_parameters(path, {"corpus": "demo"})


def test_an_unknown_stage_is_named_with_those_there_are(project):
    with pytest.raises(StageError, match="no stage 'korpus' \\(known: corpus, embed"):
        run_stage("korpus")


def test_a_typo_in_the_settings_is_one_clear_line_and_no_traceback(project, capsys):
    path = project / "params.yaml"
    path.write_text(path.read_text().replace("corpus: demo", "corpus: ../demo"))
    write_notebook(project)
    assert main(["corpus"]) == 1
    assert "corpus: found '../demo'; the name of such a folder" in capsys.readouterr().err


def test_without_a_stage_the_command_says_how_it_is_used(capsys):
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_when_the_starter_is_killed_no_process_and_no_half_file_stays(project, how):
    """A shell starts the stage as DVC does; the shell dies in the middle of a cell."""
    marker = project / "kernel.pid"
    write_notebook(
        project, f"import os, time, pathlib; pathlib.Path({str(marker)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", f"import subprocess; subprocess.run({RUN + ['corpus']!r})"],
        cwd=project, env=environment(ROOT), stderr=subprocess.DEVNULL, start_new_session=True,
        # A test run in the background ignores the interrupt, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    deadline = time.monotonic() + 40
    while not marker.exists() or not marker.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    kernel = int(marker.read_text())
    runner = int(Path(f"/proc/{kernel}/stat").read_text().split()[3])
    if how == signal.SIGINT:
        os.killpg(starter.pid, how)
    else:
        starter.send_signal(how)
    starter.wait(20)
    deadline = time.monotonic() + 20
    while alive(kernel) or alive(runner):
        assert time.monotonic() < deadline, "a process outlived its starter"
        time.sleep(0.2)
    assert not (project / "reports").exists()


def test_a_stage_says_what_it_does_and_how_many_there_are(project):
    (project / "dvc.yaml").write_text("stages: {corpus: {cmd: x, desc: Raw files to papers}, topics: {cmd: y}}\n")
    write_notebook(project, "1")
    assert "corpus (stage 1 of 2): Raw files to papers\n  1 of 1: " in run(project).stderr


def test_cells_are_named_by_the_sentence_above_them():
    cells = [
        nbformat.v4.new_markdown_cell("# The title\n\nA question?"),
        nbformat.v4.new_code_cell("0"),
        nbformat.v4.new_markdown_cell("## A heading\n\nText."),
        nbformat.v4.new_code_cell("1"),
        nbformat.v4.new_code_cell("2", metadata={"tags": ["injected-parameters"]}),
        nbformat.v4.new_markdown_cell("Fit the *topics*\nof papers. Then more."),
        nbformat.v4.new_code_cell("3"),
        nbformat.v4.new_markdown_cell("## 10. Which paper_methods?\n\nText."),
        nbformat.v4.new_code_cell("4"),
    ]
    assert name_cells(cells) == {
        1: "Load the library", 3: "A heading", 6: "Fit the topics of papers.", 8: "Which paper_methods?"
    }  # fmt: skip


def test_a_chart_is_kept_without_what_changes_between_runs():
    import altair as alt

    shown = [alt.Chart(pd.DataFrame({"a": ["})("]})).mark_point().encode(x="a")._repr_mimebundle_() for _ in range(2)]
    assert shown[0] != shown[1]
    cells = [nbformat.v4.new_code_cell("1", outputs=[nbformat.v4.new_output("display_data", each)]) for each in shown]
    first, second = (cell.outputs[0].data for cell in strip(nbformat.v4.new_notebook(cells=cells)).cells)
    assert first == second
    assert "text/html" not in first
    assert first["application/vnd.vegalite.v6+json"]["mark"]["type"] == "point"


def test_stripping_leaves_the_notebook_it_was_given():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", execution_count=3)])
    before = json.dumps(notebook)
    assert strip(notebook).cells[0].execution_count is None
    assert json.dumps(notebook) == before


@pytest.fixture
def slices(project):
    """A folder of a stage with what an earlier run has left there."""
    (project / "dvc.yaml").write_text("stages: {corpus: {cmd: x, outs: [data/processed/slices: {persist: true}]}}\n")
    folder = project / "data" / "processed" / "slices"
    folder.mkdir(parents=True)
    (folder / "old.parquet").touch()
    os.utime(folder / "old.parquet", (1, 1))
    return folder


def test_what_an_earlier_run_left_in_a_folder_of_a_stage_is_removed_when_it_is_done(project, slices):
    write_notebook(project, f"open({str(slices / 'new.parquet')!r}, 'w').close()")
    assert run(project).returncode == 0
    assert [path.name for path in slices.iterdir()] == ["new.parquet"]


def test_a_stage_that_fails_leaves_what_the_last_run_wrote(project, slices):
    write_notebook(project, "1 / 0")
    assert run(project).returncode == 1
    assert (slices / "old.parquet").is_file()
