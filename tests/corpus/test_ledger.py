import json

import pandas as pd
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.ledger import check_sums
from analysis.corpus.sources import read_corpus


def build(tmp_path, *rows, source=None):
    folder = tmp_path / "raw" / "mine"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    if source:
        (folder / "source.yaml").write_text(source)
    return build_corpus(read_corpus(folder))


def test_the_raw_value_of_a_changed_field_is_kept(tmp_path):
    built = build(
        tmp_path,
        {
            "title": "SLIDE ENCODERS FOR ALL STAINS.",
            "pages": "1141--55",
            "language": "eng",
            "abstract": "Abstract: We count.",
        },
    )
    paper = built.papers.iloc[0]
    assert (paper["title"], paper["pages"], paper["language"]) == ("Slide encoders for all stains", "1141-1155", "en")
    assert json.loads(built.ledger["changed"][0]) == {
        "title": "SLIDE ENCODERS FOR ALL STAINS.", "abstract": "Abstract: We count.", "language": "eng", "pages": "1141--55",
    }  # fmt: skip


def test_what_only_lost_white_space_is_not_kept(tmp_path):
    assert build(tmp_path, {"title": "Two\n  lines", "date": "2024-03"}).ledger["changed"].isna().all()


def test_an_impossible_date_and_one_after_the_capture_are_flagged(tmp_path):
    rows = [
        {"title": "A", "date": "2025-02-30"},
        {"title": "B", "date": "2025-06-01"},
        {"title": "C", "date": "2031-01-01"},
        {"title": "D", "date": "2024-01-01"},
    ]
    built = build(tmp_path, *rows, source="title: x\ncaptured_on: 2025-01-01\n")
    flagged = built.ledger.sort_values("line")["flagged"].tolist()
    assert flagged[:3] == [
        "impossible date 2025-02-30",
        "date 2025-06-01 lies after the capture",
        "date 2031-01-01 lies after the capture",
    ]
    assert pd.isna(flagged[3])
    dates = built.papers.set_index("title")["published"]
    assert pd.isna(dates["C"])
    assert dates["B"] == pd.Timestamp("2025-06-01")


def test_a_lost_record_stops_the_corpus():
    ledger = pd.DataFrame({"record_id": ["r"], "paper_id": ["p"], "outcome": ["kept"]})
    papers = pd.DataFrame({"paper_id": ["p"]})
    check_sums(ledger, papers, records=1, rejects=0)
    with pytest.raises(ValueError, match="1 rows for 2 records and 0 rejects"):
        check_sums(ledger, papers, records=2, rejects=0)
    with pytest.raises(ValueError, match="names 1 papers of 2"):
        check_sums(ledger, pd.DataFrame({"paper_id": ["p", "q"]}), records=1, rejects=0)
