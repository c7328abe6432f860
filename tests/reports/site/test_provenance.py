import datetime as dt
import subprocess

import pandas as pd
from samples import make_papers

from analysis.reports.site.provenance import find_changed, find_commit, trace
from analysis.workspace import read_settings

SOURCES = pd.DataFrame({"title": ["S"], "licence": [None], "share": ["full"], "captured_on": [pd.NaT], "records": [3]})


def test_the_day_is_the_one_that_is_set_else_that_of_the_latest_paper(project):
    settings = read_settings(stages=[])
    papers = make_papers({"published": "2024-05-01"}, {"published": "2025-01-31"})
    origin = trace(settings, papers, SOURCES, fingerprint="f")
    assert origin.as_of == "2025-01-31"
    assert origin.told() == "corpus demo, 2 papers to 2025-01-31"
    assert origin.sources[0]["licence"] == ""
    fixed = settings.model_copy(update={"as_of": dt.date(2024, 12, 31)})
    assert trace(fixed, papers, SOURCES, fingerprint="f").as_of == "2024-12-31"
    assert trace(settings, make_papers({"published": None}), SOURCES, fingerprint="f").as_of == ""


def test_settings_that_differ_from_those_that_ship_are_told(project):
    assert find_changed() == {}
    own = project / "params.yaml"
    own.write_text(own.read_text().replace("seed: 7", "seed: 8").replace("title: Multimodal fusion", "title: Other"))
    assert find_changed() == {"seed": "8", "fields.multimodal-fusion": "a definition of one's own"}
    own.unlink()
    assert find_changed() == {}


def test_the_commit_is_that_of_the_workspace_and_says_where_files_differ(tmp_path):
    assert find_commit(tmp_path) == ""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x", "--allow-empty"]):
        subprocess.run([*git, *arguments], check=True)
    commit = find_commit(tmp_path)
    assert len(commit) == 10
    (tmp_path / "sub").mkdir()
    # A workspace that merely lies inside somebody's repository is not at its commit.
    assert find_commit(tmp_path / "sub") == ""
    (tmp_path / "file").write_text("x")
    assert find_commit(tmp_path) == commit
    subprocess.run([*git, "add", "file"], check=True)
    assert find_commit(tmp_path) == f"{commit} with changes"
