"""What the README says of a workspace of one's own: it takes updates, and moves to another machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from samples import copy_project, environment

from benchmarks.measure import stages_run

_NAME = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.c", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.c"}
# What a run leaves that git does not know.
_OF_A_RUN = (".dvc/cache", "data/processed", "data/cache", "reports", "dvc.lock", "params.yaml")


def call(folder: Path, command: str) -> str:
    """What a command line prints; it must succeed."""
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment(folder, **_NAME), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def pages_of(folder: Path) -> dict[str, bytes]:
    reports = folder / "reports"
    return {path.relative_to(reports).as_posix(): path.read_bytes() for path in sorted(reports.rglob("*.html"))}


def without_origin(page: bytes) -> bytes:
    """A page but for its foot, which tells the commit and the settings that are not those that ship."""
    return re.sub(rb"<footer.*?</footer>", b"", page, flags=re.DOTALL)


def status_of(folder: Path) -> list[str]:
    return call(folder, "git status --short").splitlines()


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """The project as others clone it."""
    folder = copy_project(tmp_path / "upstream")
    call(folder, "git checkout -q -b main && git add -A && git commit -q -m Shipped")
    return folder


@pytest.fixture
def workspace(untouched: Path, upstream: Path, tmp_path: Path) -> Path:
    """A clone of it in which the pipeline has run."""
    call(tmp_path, f"git clone -q '{upstream}' mine")
    folder = tmp_path / "mine"
    for name in _OF_A_RUN:
        copy = shutil.copytree if (untouched / name).is_dir() else shutil.copyfile
        copy(untouched / name, folder / name)
    return folder


def test_updating_leaves_what_is_ones_own_and_runs_what_has_changed(upstream, workspace):
    assert status_of(workspace) == []
    assert stages_run(call(workspace, "analysis ready && dvc repro")) == []
    change(workspace / "params.yaml", "rejects: 5000", "rejects: 4000")
    call(workspace, "analysis new-page my-question && analysis baseline save before && dvc repro")
    (workspace / "data/overrides/works.csv").write_text("a,b,decision,note\n")
    (workspace / "data/lexicon/mine.csv").write_text("method,kind,parents,introduced,aliases,context\n")
    own = [
        "?? data/baselines/before/", "?? data/lexicon/mine.csv", "?? data/overrides/works.csv",
        "?? notebooks/mine/dvc.yaml", "?? notebooks/mine/my-question.ipynb",
    ]  # fmt: skip
    assert status_of(workspace) == own
    settings, pages = (workspace / "params.yaml").read_text(), pages_of(workspace)

    change(upstream / "params.default.yaml", "  map_papers: 10000", "  # More.\n  more_papers: 5\n  map_papers: 9000")
    room = upstream / "src/analysis/reports/topics/settings.py"
    change(room, "    map_papers: Count = 10_000", "    more_papers: Count = 5\n    map_papers: Count = 9_000")
    change(upstream / "notebooks/report-topics.ipynb", "map_papers = 10000", "map_papers = 9000\\nmore_papers = 5")
    change(upstream / "notebooks/report-topics.ipynb", "# Topics", "# All topics")
    call(upstream, "git commit -q -a -m Update")
    call(workspace, "git pull -q")
    assert status_of(workspace) == own
    assert (workspace / "params.yaml").read_text() == settings

    # What no run has seen yet is put aside, to see what the update alone reruns.
    (workspace / "data/overrides/works.csv").unlink()
    (workspace / "data/lexicon/mine.csv").unlink()
    ran = stages_run(call(workspace, "analysis ready && dvc repro"))
    assert set(ran) == {"report-topics", "notebooks/mine/dvc.yaml:my-question", "site"}
    now = pages_of(workspace)
    assert set(now) == set(pages) >= {"mine/my-question.html"}
    changed = {name for name in pages if without_origin(pages[name]) != without_origin(now[name])}
    assert changed == {"topics.html", "index.html", "about.html"}
    assert b">All topics</h1>" in now["topics.html"]
    assert b'href="mine/my-question.html"' in now["index.html"]
    assert stages_run(call(workspace, "dvc repro")) == []


def test_a_corpus_of_ones_own_is_pushed_and_pulled_elsewhere_with_the_same_pages(upstream, workspace, tmp_path):
    shutil.copytree(workspace / "data/raw/demo", workspace / "data/raw/mine")
    call(workspace, "analysis use mine && dvc repro")
    assert status_of(workspace) == []
    call(tmp_path, "git init -q --bare remote.git")
    call(workspace, f"git remote rename origin upstream && git remote add origin '{tmp_path}/remote.git'")
    store = f"dvc remote add -q --local --default store '{tmp_path}/store'"
    call(workspace, f"{store} && dvc add -q data/raw/mine")
    assert status_of(workspace) == ["?? data/raw/mine.dvc"]
    call(workspace, "git add --all && git add --force params.yaml data/students '*dvc.lock'")
    call(workspace, "git commit -q -m 'My corpus' && dvc push -q && git push -q -u origin HEAD")

    call(tmp_path, "git clone -q -b main remote.git elsewhere")
    elsewhere = tmp_path / "elsewhere"
    call(elsewhere, f"{store} && dvc pull -q")
    assert (elsewhere / "data/raw/mine/facts/seed_facts.csv").is_file()
    assert stages_run(call(elsewhere, "analysis ready && dvc repro")) == []
    assert pages_of(elsewhere) == pages_of(workspace)
    assert b"corpus mine" in pages_of(elsewhere)["index.html"]
    assert status_of(elsewhere) == []
    change(upstream / "README.md", "Fieldnotes", "Fieldnotes, updated")
    change(upstream / ".dvc/config", "[core]", "# Changed.\n[core]")
    call(upstream, "git commit -q -a -m Update")
    call(workspace, "git pull -q --no-rebase upstream main")
    assert status_of(workspace) == []
