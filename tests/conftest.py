"""One project folder for small tests, and one run of the whole pipeline that several tests look at."""

import shutil
import subprocess
from pathlib import Path

import pytest
from samples import ROOT, copy_project, environment


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder as the working directory, with the shipped params.yaml."""
    shutil.copy(ROOT / "params.yaml", tmp_path)
    (tmp_path / "dvc.yaml").write_text("stages: {}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the project in which `dvc repro` has run."""
    folder = copy_project(tmp_path_factory.mktemp("clone"))
    run = subprocess.run(
        ["dvc", "repro"], cwd=folder, env=environment(folder, PYTHONHASHSEED="1"), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    return folder
