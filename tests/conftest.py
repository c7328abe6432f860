"""One project folder for small tests, and one run of the whole pipeline that several tests look at."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from odd import ODD, prepare_odd
from samples import ROOT, copy_project, shuffle_raw, start_repro

from benchmarks.processors import OLD_PROCESSOR, forget_vectors

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


# What runs the pipeline, or looks at what it wrote.
_OF_A_RUN = {"clone", "clones", "shuffled", "untouched", "odd", "browser"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what needs a run of the pipeline out of `make check`."""
    for item in items:
        if _OF_A_RUN & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@contextmanager
def made_once(factory: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that all processes which test share, and whether it has to be filled; the others wait until it is."""
    base = factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(f"{place}.lock"):
        made = (place / "made").is_file()
        yield place, not made
        (place / "made").touch()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder as the working directory, with the settings as they ship."""
    for name in ("params.default.yaml", "params.yaml"):
        shutil.copy(ROOT / "params.default.yaml", tmp_path / name)
    (tmp_path / "dvc.yaml").write_text("stages: {}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def clones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Clones in which `dvc repro` has run: as shipped; with records shuffled, on an older processor; a copy of the first.

    The second has another hash seed as well, and computes the vectors that the first has from the shipped file.
    """
    with made_once(tmp_path_factory, "clones") as (place, missing):
        shipped, shuffled, untouched = (place / name for name in ("clone", "shuffled", "untouched"))
        if missing:
            copy_project(shipped)
            copy_project(shuffled)
            shuffle_raw(shuffled / "data" / "raw" / "demo")
            forget_vectors(shuffled)
            runs = [start_repro(shipped, hash_seed="1"), start_repro(shuffled, hash_seed="77", **OLD_PROCESSOR)]
            wait_for(runs)
            shutil.copytree(shipped, untouched, symlinks=True)
    return shipped, shuffled, untouched


@pytest.fixture(scope="session")
def clone(clones: tuple[Path, Path, Path]) -> Path:
    """The clone of the project as shipped, its pipeline run."""
    return clones[0]


@pytest.fixture(scope="session")
def shuffled(clones: tuple[Path, Path, Path]) -> Path:
    """The clone with shuffled records, its pipeline run; tests may change it."""
    return clones[1]


@pytest.fixture(scope="session")
def untouched(clones: tuple[Path, Path, Path]) -> Path:
    """The clone as shipped, for tests to copy: none runs or changes anything in it."""
    return clones[2]


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Clones in which `dvc repro` has run on corpora of almost nothing and of hostile texts."""
    with made_once(tmp_path_factory, "odd") as (place, missing):
        folders = {name: place / name.replace(" ", "-") for name in ODD}
        if missing:
            for name, rows in ODD.items():
                prepare_odd(folders[name], rows)
            wait_for([start_repro(folder, hash_seed="0") for folder in folders.values()])
    return folders


def wait_for(runs: "list[subprocess.Popen[str]]") -> None:
    """Wait for runs; all have to end well."""
    for run in runs:
        output, _ = run.communicate()
        assert run.returncode == 0, output[-4000:]
