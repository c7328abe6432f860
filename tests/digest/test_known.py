import numpy as np
import pandas as pd
import pytest

import analysis.digest.known as known
from analysis.digest.known import read_known
from analysis.topics.identity import Baseline

PAPERS = pd.DataFrame({"paper_id": ["p", "q"]})


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Baselines whose papers are those given."""
    papers: dict[str, list[str]] = {"empty": [], "then": ["p", "gone"], "other": ["x"]}
    for name in papers:
        (tmp_path / name).mkdir()

    def read(name, *, aliases=None):
        rows = pd.DataFrame({"paper_id": papers[name], "topic": 0})
        return Baseline(pd.DataFrame(), rows, np.zeros((0, 0)), "") if papers[name] else None

    monkeypatch.setattr(known, "baselines_folder", lambda: tmp_path)
    monkeypatch.setattr(known, "read_baseline", read)


@pytest.mark.parametrize(
    ("name", "state", "papers"),
    [("then", "kept", {"p"}), ("empty", "empty", set()), ("other", "elsewhere", set()), ("nowhere", "unknown", set())],
)
def test_what_a_baseline_knew_and_why_it_knew_nothing(kept, name, state, papers):
    found = read_known(name, PAPERS)
    assert (found.state, set(found.papers)) == (state, papers)
