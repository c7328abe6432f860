import numpy as np
import pandas as pd
import pytest
from safetensors.numpy import save_file

import analysis.topics.baselines as baselines
from analysis.topics.baselines import BaselineError, read_baseline, save_baseline


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The files of a finished run, and a folder of baselines with the empty one."""
    monkeypatch.setattr(baselines, "baselines_folder", lambda: tmp_path / "baselines")
    monkeypatch.setattr(baselines, "table_file", lambda name: tmp_path / f"{name}.parquet")
    monkeypatch.setattr(baselines, "processed_folder", lambda name: tmp_path / name)
    pd.DataFrame({"topic": [0], "label": ["cells"], "size": [2]}).to_parquet(tmp_path / "topics.parquet")
    pd.DataFrame({"paper_id": ["a", "b"], "topic": [0, 0]}).to_parquet(tmp_path / "paper_topics.parquet")
    (tmp_path / "topic_model").mkdir()
    save_file({"centres": np.eye(2, dtype="float32")[:1]}, tmp_path / "topic_model" / "examples.safetensors")
    (tmp_path / "topic_model" / "examples.json").write_text('{"encoder": "one"}')
    (tmp_path / "baselines" / "empty").mkdir(parents=True)
    return tmp_path


def test_what_is_kept_is_what_is_read(run):
    save_baseline("2026-11")
    found = read_baseline("2026-11")
    assert found.topics["label"].tolist() == ["cells"]
    assert found.paper_topics["paper_id"].tolist() == ["a", "b"]
    assert found.centres.tolist() == [[1, 0]]
    assert found.encoder == "one"


def test_the_empty_baseline_holds_nothing(run):
    assert read_baseline("empty") is None


@pytest.mark.parametrize(
    ("name", "message"),
    [("../out", "use letters, digits"), ("empty", "is there already"), (".hidden", "use letters, digits")],
)
def test_names_that_cannot_be_used(run, name, message):
    with pytest.raises(BaselineError, match=message):
        save_baseline(name)


def test_without_a_run_there_is_nothing_to_keep_and_nothing_half_kept(run):
    (run / "topics.parquet").unlink()
    with pytest.raises(BaselineError, match=r"topics.parquet missing.*make reports"):
        save_baseline("2026-11")
    assert [path.name for path in (run / "baselines").iterdir()] == ["empty"]


def test_a_baseline_that_is_not_there_names_those_that_are(run):
    with pytest.raises(BaselineError, match="found '2026-12', known are empty"):
        read_baseline("2026-12")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("examples.json", "[]"),
        ("examples.json", "{}"),
        ("topics.parquet", None),
        ("examples.safetensors", {"centres": np.eye(2, dtype="float32")}),
        ("examples.safetensors", {"centres": np.full((1, 2), np.nan, dtype="float32")}),
        ("paper_topics.parquet", pd.DataFrame({"paper_id": ["a"], "topic": [3]})),
        ("topics.parquet", pd.DataFrame({"topic": [0], "size": [2]})),
    ],
)
def test_a_baseline_whose_parts_do_not_fit_is_refused(run, file, content):
    path = save_baseline("2026-11") / file
    path.unlink()
    if isinstance(content, str):
        path.write_text(content)
    elif isinstance(content, dict):
        save_file(content, path)
    elif content is not None:
        content.to_parquet(path)
    with pytest.raises(BaselineError, match=r"2026-11 cannot be read.*delete it"):
        read_baseline("2026-11")


def test_papers_are_known_by_the_ids_they_had_before(run):
    save_baseline("2026-11")
    aliases = pd.DataFrame({"alias": ["a", "b"], "paper_id": ["doi:a", "doi:a"]})
    assert read_baseline("2026-11", aliases=aliases).paper_topics["paper_id"].tolist() == ["doi:a"]


def test_a_broken_baseline_says_what_to_do(run):
    (save_baseline("2026-11") / "topics.parquet").write_bytes(b"half")
    with pytest.raises(BaselineError, match=r"cannot be read.*delete it"):
        read_baseline("2026-11")
