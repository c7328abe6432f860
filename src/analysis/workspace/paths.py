"""Where things are: the only module that knows folders."""

import os
from pathlib import Path

from analysis.workspace.errors import FieldnotesError


class RootError(FieldnotesError):
    """No workspace is where one was looked for."""


def find_root(start: Path | str | None = None) -> Path:
    """Find the project folder, the one that holds ``dvc.yaml`` and ``params.default.yaml``.

    Parameters
    ----------
    start
        Folder to look upwards from; when omitted the one that the variable ``FIELDNOTES_ROOT`` names, else the working
        directory.

    Raises
    ------
    RootError
        If neither ``start`` nor any folder above it is the project.
    """
    start = Path(start or os.environ.get("FIELDNOTES_ROOT") or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "dvc.yaml").is_file() and (folder / "params.default.yaml").is_file():
            return folder
    raise RootError(
        f"no dvc.yaml and params.default.yaml in {start} or above it; run this from inside the project folder, or "
        "name it in FIELDNOTES_ROOT"
    )


def own_params_file() -> Path:
    """The settings that a person edits; made from the shipped ones before the first run."""
    return find_root() / "params.yaml"


def default_params_file() -> Path:
    """The settings as they ship."""
    return find_root() / "params.default.yaml"


def raw_folder(corpus: str) -> Path:
    """The folder that holds the raw files of one corpus."""
    return find_root() / "data" / "raw" / corpus


def unseen_file() -> Path:
    """What stands for the raw files that DVC cannot track; made before a run, empty for nearly every corpus."""
    return find_root() / "data" / "raw" / ".unseen"


def table_file(name: str, *, root: Path | str | None = None) -> Path:
    """The Parquet file of a table, or of a slice of one such as ``trends/topic``."""
    return find_root(root) / "data" / "processed" / f"{name}.parquet"


def processed_folder(name: str) -> Path:
    """A folder of results that are not tables, such as the saved topic model."""
    return find_root() / "data" / "processed" / name


def overrides_file(name: str) -> Path:
    """What a person decided about works; there may be none."""
    return find_root() / "data" / "overrides" / f"{name}.csv"


def names_file(kind: str) -> Path:
    """What a program proposed to call ``topics``, or to say of ``fields``; there may be none."""
    return find_root() / "data" / "names" / f"{kind}.csv"


def lexicon_folder() -> Path:
    """The methods that a person adds to the lexicon."""
    return find_root() / "data" / "lexicon"


def baselines_folder() -> Path:
    """The named snapshots to compare with."""
    return find_root() / "data" / "baselines"


def student_file(corpus: str) -> Path:
    """The student that embeds a large corpus; made when first asked for, then kept."""
    return find_root() / "data" / "students" / f"{corpus}.safetensors"


def cache_folder() -> Path:
    """What can be recomputed but is slow to; never read by DVC."""
    return find_root() / "data" / "cache"


def run_folder() -> Path:
    """Where DVC and a run keep what tells that they are at work."""
    return find_root() / ".dvc" / "tmp"


def notebook_file(name: str) -> Path:
    """A notebook of the pipeline, by its name without ending."""
    return find_root() / "notebooks" / f"{name}.ipynb"


def executed_file(stage: str) -> Path:
    """The notebook of a stage as it was run, with its outputs."""
    return find_root() / "reports" / "executed" / f"{stage}.ipynb"


def traceback_file(stage: str) -> Path:
    """The traceback of a stage's last failed run."""
    return cache_folder() / "tracebacks" / f"{stage}.txt"


def page_file(name: str) -> Path:
    """A report page, by its name (``overview``, ``fields/multimodal-fusion``)."""
    return find_root() / "reports" / f"{name}.html"


def metrics_file(name: str) -> Path:
    """The figures of one stage as JSON."""
    return find_root() / "reports" / "metrics" / f"{name}.json"
