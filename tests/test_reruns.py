"""What a change makes stale, as `dvc status` of a finished clone tells it: what hangs on it, and nothing else."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from samples import ROOT, environment, outs_of

STAGES = yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"]
SOURCE = Path("src/analysis")


@pytest.fixture(scope="module")
def finished(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished clone whose files may be changed."""
    folder = tmp_path_factory.mktemp("reruns") / "clone"
    shutil.copytree(untouched, folder, symlinks=True)
    shutil.rmtree(folder / ".dvc" / "tmp")
    return folder


def stale(clone: Path) -> set[str]:
    """The stages whose own inputs have changed, without those that only follow."""
    found = subprocess.run(
        ["dvc", "status", "--json"], cwd=clone, env=environment(clone), capture_output=True, text=True, check=True
    )
    return {name.partition("@")[0] for name in json.loads(found.stdout)}


@contextmanager
def changed(clone: Path, changes: dict[Path, tuple[str, str]]) -> Iterator[None]:
    """Files with a text replaced, put back afterwards."""
    before = {path: (clone / path).read_text(encoding="utf-8") for path in changes}
    try:
        for path, (old, new) in changes.items():
            assert old in before[path], path
            (clone / path).write_text(before[path].replace(old, new, 1), encoding="utf-8")
        yield
    finally:
        for path, text in before.items():
            (clone / path).write_text(text, encoding="utf-8")


def behind(stages: set[str]) -> set[str]:
    """These stages and all that read what they write."""
    found = set(stages)
    while more := {
        name
        for name, stage in STAGES.items()
        for dep in stage["deps"]
        for other in found
        for out in outs_of(STAGES[other])
        if name not in found and (dep == out or dep.startswith(f"{out}/"))
    }:
        found |= more
    return found


def test_a_finished_run_leaves_nothing_stale(finished):
    assert stale(finished) == set()


def test_a_new_knob_of_a_report_reruns_that_report_alone(finished):
    changes = {
        SOURCE / "reports/topics/settings.py": ("    map_papers:", "    more_papers: Count = 5\n    map_papers:"),
        Path("params.yaml"): ("  map_papers: 10000", "  map_papers: 10000\n  # More of them.\n  more_papers: 5"),
        Path("notebooks/report-topics.ipynb"): ("map_papers = 10000", "map_papers = 10000\\nmore_papers = 5"),
    }
    with changed(finished, changes):
        assert stale(finished) == {"report-topics", "site"}


def test_a_new_column_of_growth_reruns_trends_and_what_reads_it(finished):
    with changed(finished, {SOURCE / "trends/shapes.py": ('"basis": "str"', '"basis": "str", "doubling": "float?"')}):
        found = stale(finished)
    assert "trends" in found
    assert found <= {
        "trends", "report-overview", "report-topics", "report-methods", "report-keywords", "report-venues", "report-field",
    }  # fmt: skip
    assert not behind(found) & {"corpus", "embed", "topics", "authors", "methods", "report-corpus", "report-authors"}


def test_a_new_method_of_the_lexicon_reruns_methods_and_what_hangs_on_it(finished):
    with changed(finished, {SOURCE / "methods/data/methods.csv": ("\n", "\nNewNet,architecture,,2026,,\n")}):
        found = stale(finished)
    assert "methods" in found
    assert found <= behind({"methods"})
    assert not behind(found) & {"corpus", "embed", "topics", "authors", "institutions", "keywords", "report-corpus"}


def test_a_change_of_the_layout_reruns_what_lays_out(finished):
    with changed(finished, {SOURCE / "reports/graphs/layout.py": ('"iterations": 80', '"iterations": 90')}):
        assert stale(finished) == {"report-authors", "report-methods", "report-keywords", "report-citations"}


@pytest.mark.parametrize(
    ("file", "stages"),
    [
        ("data/lexicon/mine.csv", {"methods"}),
        ("data/overrides/works.csv", {"corpus", "authors", "institutions", "topics", "keywords", "citations"}),
        ("data/lexicon/README.md", set()),
    ],
)
def test_what_a_person_writes_reruns_the_stage_that_reads_it(finished, file, stages):
    before = (finished / file).read_bytes() if (finished / file).exists() else None
    (finished / file).write_text("A word.")
    try:
        assert stale(finished) == stages
    finally:
        (finished / file).write_bytes(before) if before else (finished / file).unlink()


@pytest.mark.parametrize("room", ["graphs", "reports/plots", "embed", "topics"])
def test_a_change_in_a_room_reruns_no_stage_that_does_not_name_it(finished, room):
    file = next(path for path in sorted((ROOT / SOURCE / room).glob("*.py")) if path.name != "__init__.py")
    named = {name for name, stage in STAGES.items() if f"src/analysis/{room}" in stage["deps"]}
    with changed(finished, {file.relative_to(ROOT): ('"""', '"""A new word. ')}):
        assert stale(finished) == named
