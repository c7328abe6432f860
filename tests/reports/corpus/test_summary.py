import json

import pandas as pd
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.sources import read_corpus
from analysis.facets import source_facet
from analysis.reports.corpus.summary import (
    count_changes,
    count_values,
    find_missing,
    funnel,
    list_merges,
    missing_fields,
)
from analysis.reports.pages.escaping import Linked, escape
from analysis.workspace.tables import check_table

TITLE = "Slide encoders for every stain, every scanner and every tissue"


@pytest.fixture
def corpus(tmp_path):
    """Two sources: three raw records and a broken line in one, one record in the other, which the first has too."""
    folder = tmp_path / "raw"
    folder.mkdir()
    rows = [
        {"title": TITLE, "doi": "10.1000/a", "date": "2024-03-01", "abstract": "Abstract: We count."},
        {"title": "Another title", "date": "2023", "venue": "Nature", "language": "eng"},
        {"abstract": "No title here.", "doi": "10.1000/none"},
    ]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "broken\n")
    (folder / "b.jsonl").write_text(
        json.dumps({"title": TITLE.upper(), "doi": "10.1000/A", "authors": ["Ann Lee"]}) + "\n"
    )
    raw = read_corpus(folder)
    built = build_corpus(raw)
    return raw.sources, built


def test_the_funnel_adds_up_in_every_row(corpus):
    _, built = corpus
    table = funnel(built.ledger).set_index("source")
    assert table.loc["all"].tolist() == [5, 4, 2, 1, 0, 2]
    assert (table["kept"] + table["merged"] + table["rejected"] == table["raw records"]).all()
    assert table.loc[["a", "b"]].sum().tolist() == table.loc["all"].tolist()


def test_a_merge_is_shown_with_its_reason(corpus):
    sources, built = corpus
    table = list_merges(built.ledger, built.papers, sources, rows=5)
    assert len(table) == 1
    row = table.iloc[0]
    assert TITLE in escape(row["paper"])
    assert (row["records"], row["sources"]) == (2, "a.jsonl, b.jsonl")
    assert row["weakest tie"] == "same title, title of one record in each source, same doi"
    assert row["bits"] == 25.0


def test_what_cleaning_changed_is_counted_by_field_with_an_example(corpus):
    _, built = corpus
    changes = count_changes(built.ledger).set_index("field")
    assert changes["records"].to_dict() == {"abstract": 1, "language": 1, "title": 1}
    assert changes.loc["title", "as one file has it"] == TITLE.upper()


def test_missing_fields_are_counted_by_source(corpus):
    sources, built = corpus
    missing = find_missing(built.papers, built.authorships)
    table = missing_fields(missing, built.papers, source_facet(built.papers, sources)).set_index("source")
    first = {name: value.text if isinstance(value, Linked) else value for name, value in table.loc["a.jsonl"].items()}
    assert first == {
        "papers": 2, "no abstract": 1, "no date": 0, "no authors": 1, "no DOI": 1, "no venue": 1, "no language": 1,
        "no exact day": 1,
    }  # fmt: skip


def test_values_are_counted_most_first():
    papers = pd.DataFrame({"type": ["review", "method", "method"]})
    table = count_values(papers, "type", facet="type")
    assert table["type"].tolist() == ["method", "review"]
    assert [cell.text for cell in table["papers"]] == [2, 1]


def test_an_empty_ledger_shows_nothing_merged_or_changed():
    names = [
        "record_id",
        "source",
        "file",
        "line",
        "source_id",
        "outcome",
        "reason",
        "paper_id",
        "evidence",
        "score",
        "changed",
        "flagged",
    ]
    ledger = check_table("ledger", pd.DataFrame({name: [] for name in names}))
    assert count_changes(ledger).empty
    assert list_merges(
        ledger, pd.DataFrame({"paper_id": [], "title": []}), pd.DataFrame({"source": [], "title": []}), rows=3
    ).empty
