import json

import pandas as pd

from analysis.corpus.build import build_corpus
from analysis.corpus.sources import read_corpus


def test_facts_fill_what_is_missing_and_change_nothing_that_is_known(tmp_path):
    listed = {"id": "1", "title": "Wells of old", "doi": "10.1000/w", "date": "2020-05-01", "authors": ["Ann Roe"],
              "references": ["Ng T, 1999, LAKES, V3, P7"]}  # fmt: skip
    bare = {"id": "2", "title": "Lakes of old", "doi": "10.1000/l", "authors": ["Bo Ng"]}
    facts = [
        {"id": "a", "title": "Wells Of Old!", "doi": "10.1000/w", "date": "2019-01-01", "abstract": "On wells.",
         "authors": [{"first": "A.", "last": "Roe", "affiliation": "MIT"}], "references": ["https://openalex.org/W12345"],
         "cited_by": 4},
        {"id": "b", "title": "Lakes of old", "doi": "10.1000/l", "date": "2018-01-01", "authors": ["Bo Ng"],
         "references": ["https://openalex.org/W12345"]},
    ]  # fmt: skip
    for name, rows in (("list", [listed, bare]), ("completed", facts)):
        (tmp_path / "mine" / name).mkdir(parents=True)
        (tmp_path / "mine" / name / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    (tmp_path / "mine" / "completed" / "source.yaml").write_text("title: What is known\nselection: facts\n")
    built = build_corpus(read_corpus(tmp_path / "mine"))
    papers = built.papers.set_index("paper_id")
    assert papers.loc["doi:10.1000/w", ["title", "abstract"]].tolist() == ["Wells of old", "On wells."]
    assert papers["published"].dt.strftime("%Y-%m-%d").to_dict() == {
        "doi:10.1000/w": "2020-05-01", "doi:10.1000/l": "2018-01-01",
    }  # fmt: skip
    cited = built.references.groupby("paper_id")["cited"].agg(list)
    assert cited["doi:10.1000/w"] == ["Ng T, 1999, LAKES, V3, P7"]
    assert cited["doi:10.1000/l"] == ["https://openalex.org/W12345"]
    names = built.authorships.set_index("paper_id").loc["doi:10.1000/w"]
    assert (names["name"], names["affiliation"]) == ("Ann Roe", "MIT")
    told = pd.MultiIndex.from_frame(built.completed[["paper_id", "field"]])
    assert set(told) == {
        ("doi:10.1000/w", "abstract"), ("doi:10.1000/w", "affiliations"), ("doi:10.1000/l", "references"),
        ("doi:10.1000/l", "date"),
    }  # fmt: skip
    assert set(built.completed["source"]) == {"completed"}
    counts = built.citation_counts.set_index(["paper_id", "source"])["cited_by"]
    assert counts["doi:10.1000/w", "completed"] == 4
