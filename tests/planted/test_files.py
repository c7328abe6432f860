import json

import pandas as pd
import pytest

from analysis.methods.lexicon import read_lexicon
from analysis.methods.tag import Tagger, tag_papers
from analysis.planted.compare import compare_bursts, compare_growth, read_truth
from analysis.planted.files import METHODS, PlantError, plant
from analysis.planted.texts import TOPICS
from analysis.workspace.paths import raw_folder


def test_each_planted_method_is_what_the_tagger_reads():
    """Written into a sentence it is found under its own name, and under no other."""
    papers = pd.DataFrame(
        {
            "paper_id": list(METHODS),
            "title": "On corneal topography",
            "abstract": [f"We use {name}." for name in METHODS],
        }
    ).assign(type="method")
    lexicon = read_lexicon()
    found = tag_papers(papers, Tagger(lexicon))
    found = found[~found["kind"].isin(["modality", "organ", "task"])]
    assert found.drop_duplicates(["paper_id", "method"])["method"].tolist() == found["paper_id"].tolist()
    assert set(found["paper_id"]) == set(METHODS)


def test_no_topics_words_name_a_planted_method():
    text = " ".join(word for words in TOPICS.values() for word in words)
    papers = pd.DataFrame({"paper_id": ["p"], "title": [text], "abstract": None, "type": "method"})
    assert not set(tag_papers(papers, Tagger(read_lexicon()))["method"]) & set(METHODS)


def test_a_planted_corpus_says_what_it_holds(project):
    folder = plant("made-up", papers=600, seed=3)
    truth = json.loads((folder / "truth.json").read_text())
    lines = [line for file in folder.glob("*/papers.jsonl") for line in file.read_text().splitlines()]
    assert len(lines) == truth["records"]
    records = [json.loads(line) for line in lines]
    works = {record["doi"] for record in records if "doi" in record}
    assert works == set(truth["topics"])
    assert sum("doi" not in record for record in records) == truth["records"] - truth["works"]
    days = {record["date"] for record in records}
    assert not days & set(truth["lost_days"])
    named = {label["label"]: label["papers"] for label in truth["labels"]}
    first = next(iter(named))
    assert sum(first in record["abstract"] for record in records if "doi" in record) == named[first]
    cited = [reference for record in records for reference in record.get("references", [])]
    assert {reference for cites in truth["references"].values() for reference in cites} <= works
    assert set(cited) <= works | set(truth["spellings"])
    assert len(set(truth["spellings"])) > len(set(truth["spellings"].values()))
    assert set(truth["venues"]) == works
    assert all(record["venue"] for record in records)
    assert read_truth("made-up") == truth


def test_the_same_seed_gives_the_same_bytes(project):
    one, other = plant("one", papers=500, seed=4), plant("other", papers=500, seed=4)
    for file in ("listing/papers.jsonl", "library/papers.jsonl", "truth.json"):
        assert (one / file).read_bytes() == (other / file).read_bytes()


def test_what_is_there_or_too_small_is_refused(project):
    with pytest.raises(PlantError, match="ask for 500 or more"):
        plant("small", papers=50)
    raw_folder("taken").mkdir(parents=True)
    with pytest.raises(PlantError, match="is there already"):
        plant("taken")
    assert read_truth("taken") is None


def test_found_is_held_against_planted():
    truth = {
        "labels": [
            {"label": "a", "sort": "rising", "papers": 90, "growth": 0.44, "burst_from": None, "burst_to": None},
            {"label": "b", "sort": "burst", "papers": 90, "growth": 0.0, "burst_from": "2021-03-01", "burst_to": "2021-08-31"},
        ]
    }  # fmt: skip
    growth = pd.DataFrame(
        {"kind": "method", "label": ["a", "b"], "counted": 80, "growth": [0.5, 0.1], "low": [0.1, 0], "high": [0.9, 1], "verdict": "rising"}
    )  # fmt: skip
    table = compare_growth(truth, growth)
    assert table["inside"].tolist() == [True, None]
    bursts = pd.DataFrame(
        {
            "kind": "method",
            "label": ["b"],
            "first": pd.to_datetime(["2021-04-01"]),
            "last": pd.to_datetime(["2021-08-01"]),
        }
    )
    (row,) = compare_bursts(truth, bursts).to_dict("records")
    assert (row["found"], row["overlap"]) == ("2021-04 to 2021-08", 0.83)
