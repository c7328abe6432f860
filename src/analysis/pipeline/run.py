"""Run one stage of the pipeline: what ``python -m analysis.pipeline STAGE`` does.

The stage's notebook is executed with its own section of ``params.yaml``; the stage `site` makes pages of the reports.
"""

import os
import re
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analysis.pipeline.heal import SCRATCH, keep_lock
from analysis.pipeline.lifeline import INTERRUPTED, listen
from analysis.pipeline.one_run import check_settings, only_run
from analysis.pipeline.own_pages import OWN, list_own_pages
from analysis.workspace import (
    FOR_PAGE,
    MARK,
    FieldnotesError,
    executed_file,
    find_root,
    notebook_file,
    read_settings,
    say,
    stage_parameters,
    traceback_file,
    write_text,
)

NOTEBOOKS = {
    "corpus": "01-corpus",
    "embed": "02-embed",
    "topics": "03-topics",
    "authors": "04-authors",
    "methods": "05-methods",
    "trends": "06-trends",
    "institutions": "07-institutions",
    "keywords": "08-keywords",
    "library": "09-library",
    "digest": "10-digest",
    "citations": "11-citations",
}


class Place(NamedTuple):
    """A stage's notebook, as it stands and as it was run."""

    notebook: Path
    executed: Path


class StageError(FieldnotesError):
    """A stage failed; the message says where, what was found and what to do."""


def run_stage(stage: str) -> Path:
    """Execute the notebook of a stage and write it, and its page if it is one of one's own.

    Parameters
    ----------
    stage
        ``corpus``, ``topics``, ``report-overview``, ``report-field@NAME``, ``mine/NAME``, …

    Returns
    -------
    pathlib.Path
        The page of a notebook of one's own, else the executed notebook.

    Raises
    ------
    StageError
        If there is no such stage, its parameters are not those its notebook declares, or a cell fails.
    SettingsError
        If ``params.yaml`` cannot be used.
    """
    place, began = _locate(stage), time.time()
    settings = read_settings(stages=[stage.partition("@")[0]])
    check_settings()
    parameters: dict[str, Any] = {}
    # A notebook of one's own has the parameters that it sets itself.
    if not stage.startswith(OWN):
        parameters = stage_parameters(settings, stage)
        check_parameters(place.notebook, parameters)
    executed = execute(place.notebook, parameters, stage=stage, cell_timeout=settings.run.cell_timeout)
    # DVC notes the settings that it finds after a stage: they must be those that the stage was run with.
    check_settings()
    _remove_unwritten(stage, before=began)
    write_text(place.executed, _to_json(executed))
    if not stage.startswith(OWN):
        return place.executed
    from analysis.reports.site import write_own_page

    return write_own_page(executed, name=stage, settings=settings, own=list_own_pages())


def _locate(stage: str) -> Place:
    """Where a stage's files are."""
    base = stage.partition("@")[0]
    notebook = notebook_file(NOTEBOOKS.get(base, base))
    if not notebook.is_file() or not (base in NOTEBOOKS or base.startswith(("report-", OWN))):
        reports = sorted(path.stem for path in notebook_file("any").parent.glob("report-*.ipynb"))
        raise StageError(f"there is no stage {stage!r} (known: {', '.join([*NOTEBOOKS, *reports, 'site'])})")
    return Place(notebook, executed_file(notebook.stem if base in NOTEBOOKS else re.sub("[@/]", "-", stage)))


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Compare the parameters a stage is given with those its notebook declares; any difference is an error."""
    from papermill.inspection import inspect_notebook

    declared = set(inspect_notebook(str(notebook)))
    missing, unknown = sorted(declared - set(parameters)), sorted(set(parameters) - declared)
    if missing or unknown:
        raise StageError(
            f"{notebook.name} and params.yaml disagree: "
            f"declared but not set: {', '.join(missing) or 'none'}; "
            f"set but not declared: {', '.join(unknown) or 'none'}"
        )


def execute(notebook: Path, parameters: dict[str, Any], *, stage: str, cell_timeout: int) -> Any:
    """Execute a notebook, showing each cell and what it writes to standard error, and strip what changes between runs.

    Returns
    -------
    nbformat.NotebookNode
        The notebook with its outputs.

    Raises
    ------
    StageError
        If a cell fails or takes longer than `cell_timeout` seconds.
    """
    import tempfile

    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError

    from analysis.pipeline.narration import NarratedEngine, Narration

    # BERTopic's progress bars ask for widgets, which a pipeline has no use for.
    os.environ.setdefault("PYTHONWARNINGS", "ignore::Warning:tqdm.auto")
    os.environ[FOR_PAGE] = "yes"
    papermill_engines.register("narrated", NarratedEngine)
    narration = Narration(_tell_place(stage))
    with tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-") as scratch:
        try:
            executed = papermill.execute_notebook(
                str(notebook),
                str(Path(scratch) / notebook.name),
                parameters=parameters,
                engine_name="narrated",
                narration=narration,
                sockets=Path(scratch) / "kernel",
                progress_bar=False,
                cwd=str(find_root()),
                execution_timeout=cell_timeout,
                stderr_file=narration,
            )
        except PapermillExecutionError as error:
            raise StageError(
                _report_failure(stage, narration.cell, error.ename, error.evalue, error.traceback)
            ) from None
        except CellTimeoutError:
            reason = f"took longer than {cell_timeout} s; raise run.cell_timeout in params.yaml"
            raise StageError(f"stage {stage}, cell {narration.cell!r}: {reason}") from None
        except DeadKernelError:
            reason = "the process died; most often the machine ran out of memory"
            raise StageError(f"stage {stage}, cell {narration.cell!r}: {reason}") from None
    return strip(executed)


def _read_stages() -> dict[str, Any]:
    return yaml.safe_load((find_root() / "dvc.yaml").read_text(encoding="utf-8"))["stages"] or {}


def _remove_unwritten(stage: str, *, before: float) -> None:
    """Delete what an earlier run left in the folders that a stage fills: DVC keeps them until the stage is done."""
    for out in _read_stages().get(stage.partition("@")[0], {}).get("outs", []):
        folder = find_root() / (next(iter(out)) if isinstance(out, dict) else out)
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()


def _tell_place(stage: str) -> str:
    """What a stage does, and which of the pipeline's it is."""
    stages = _read_stages()
    base = stage.partition("@")[0]
    if base not in stages:
        return stage
    return f"{stage} (stage {list(stages).index(base) + 1} of {len(stages)}): {stages[base].get('desc', '')}"


def strip(notebook: Any) -> Any:
    """A copy of a notebook without times, ids and counters, so that two runs give the same bytes."""
    from copy import deepcopy

    clean = deepcopy(notebook)
    language = clean.metadata.get("kernelspec", {"name": "python3", "language": "python", "display_name": "Python 3"})
    clean.metadata = {"kernelspec": language, "language_info": {"name": "python"}}
    for number, cell in enumerate(clean.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {"tags": sorted(cell.metadata.get("tags", []))}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [output for output in cell.outputs if output.output_type != "stream"]
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
                shown = str(output.get("data", {}).get("text/html", ""))
                if '<div id="altair-viz' in shown and "})(" in shown:
                    from analysis.reports.pages import VEGA

                    del output.data["text/html"]
                    output.data[VEGA] = _find_chart(shown)
    return clean


def _find_chart(shown: str) -> dict[str, Any]:
    """The chart in the HTML that Altair shows it by, which loads scripts from the network and has a random id."""
    import json

    return json.JSONDecoder().raw_decode(shown, shown.index("})(") + len("})("))[0]


def _to_json(notebook: Any) -> str:
    import nbformat

    return nbformat.writes(notebook) + "\n"


def _report_failure(stage: str, cell: str, name: str, value: str, lines: list[str]) -> str:
    # An error of ours shows itself without the lines of code that led to it.
    if lines and lines[0].startswith(MARK):
        return f"stage {stage}, cell {cell!r}: {value}"
    path = traceback_file(stage)
    write_text(path, re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(lines)) + "\n")
    return f"stage {stage}, cell {cell!r}: {name}: {value}\n  traceback: {path.relative_to(find_root())}"


def main(arguments: list[str] | None = None) -> int:
    """Run the stage named on the command line; returns the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1:
        say("usage: python -m analysis.pipeline STAGE")
        return 2
    listen()
    started = time.monotonic()
    try:
        with only_run(arguments[0]):
            result = _run(arguments[0])
    except FieldnotesError as error:
        say(f"\nerror: {error}")
        return 1
    except OSError as error:
        say(f"\nerror: {arguments[0]}: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}")
        return 1
    except KeyboardInterrupt:
        say(f"\n{arguments[0]} interrupted; nothing half-done was kept, `make reports` goes on from here")
        return INTERRUPTED
    say(f"{arguments[0]}: {result.relative_to(find_root())} ({time.monotonic() - started:.1f} s)")
    return 0


def _run(stage: str) -> Path:
    keep_lock()
    if stage != "site":
        return run_stage(stage)
    from analysis.reports.site import write_site

    settings = read_settings(stages=["topics", "trends"])
    check_settings()
    return write_site(settings, own=list_own_pages())


if __name__ == "__main__":
    # How stages of one's own pages called it before.
    sys.exit(main())
