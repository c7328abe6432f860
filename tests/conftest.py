"""One project folder for small tests, and one run of the whole pipeline that several tests look at."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from odd import ODD, prepare_odd
from samples import ROOT, copy_project, shuffle_raw, start_repro

from benchmarks.processors import OLD_PROCESSOR, forget_vectors

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


# What runs the pipeline, or looks at what it wrote.
_OF_A_RUN = {"clone", "clones", "shuffled", "odd", "browser"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what needs a run of the pipeline out of `make check`; what shares a run or a file goes to one process."""
    for item in items:
        asked = _OF_A_RUN & set(getattr(item, "fixturenames", ()))
        if asked:
            item.add_marker(pytest.mark.slow)
        item.add_marker(pytest.mark.xdist_group("odd" if "odd" in asked else "run" if asked else str(item.path)))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder as the working directory, with the settings as they ship."""
    for name in ("params.default.yaml", "params.yaml"):
        shutil.copy(ROOT / "params.default.yaml", tmp_path / name)
    (tmp_path / "dvc.yaml").write_text("stages: {}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def clones(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two clones in which `dvc repro` has run: one as shipped, one with records shuffled, on an older processor.

    The second has another hash seed as well, and computes the vectors that the first has from the shipped file.
    """
    shipped = copy_project(tmp_path_factory.mktemp("clone"))
    shuffled = copy_project(tmp_path_factory.mktemp("shuffled"))
    shuffle_raw(shuffled / "data" / "raw" / "demo")
    forget_vectors(shuffled)
    runs = [start_repro(shipped, hash_seed="1"), start_repro(shuffled, hash_seed="77", **OLD_PROCESSOR)]
    for run in runs:
        output, _ = run.communicate()
        assert run.returncode == 0, output[-4000:]
    return shipped, shuffled


@pytest.fixture(scope="session")
def clone(clones: tuple[Path, Path]) -> Path:
    """The clone of the project as shipped, its pipeline run."""
    return clones[0]


@pytest.fixture(scope="session")
def shuffled(clones: tuple[Path, Path]) -> Path:
    """The clone with shuffled records, its pipeline run; tests may change it."""
    return clones[1]


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Clones in which `dvc repro` has run on corpora of almost nothing and of hostile texts."""
    places = tmp_path_factory.mktemp("odd")
    folders = {name: prepare_odd(places / name.replace(" ", "-"), rows) for name, rows in ODD.items()}
    for run in [start_repro(folder, hash_seed="0") for folder in folders.values()]:
        output, _ = run.communicate()
        assert run.returncode == 0, output[-4000:]
    return folders
