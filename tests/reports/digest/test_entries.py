import pandas as pd
import pytest
from samples import make_papers

from analysis.digest.searches import OTHERS
from analysis.reports.digest.entries import tell_entries

PAPERS = make_papers(
    {"title": "One", "published": "2024-05-01", "venue": "V", "url": "https://example.org/a b"},
    {"title": "Two", "doi": "10.1/2"},
    {"title": "Three", "url": "javascript:x"},
)
WROTE = pd.DataFrame({"paper_id": ["p1", "p1"], "position": [2, 1], "name": ["Bo", "Ann"]})
SHORT = pd.DataFrame(
    {"paper_id": ["p1", "p2", "p3"], "summary": ["Own.", "Quoted.", None],
     "summary_basis": ["source", "extracted", "none"]}
)  # fmt: skip
SEARCHES = pd.DataFrame({"search": ["second", "first"]})
DIGEST = pd.DataFrame(
    {"search": ["first", "first", "second", OTHERS], "place": [1, 2, 1, 1], "paper_id": ["p1", "p2", "p2", "p3"],
     "why": ["field: Fusion", "x", "y", ""], "sentence": ["We fuse.", "", "", ""]}
)  # fmt: skip


@pytest.fixture
def entries():
    def make(shut=(), most=9):
        return tell_entries(DIGEST, SEARCHES, PAPERS, WROTE, SHORT, shut=shut, most=most).set_index(
            ["search", "paper_id"]
        )

    return make


def test_each_search_has_its_papers_in_order_and_what_none_finds_is_left_out(entries):
    assert list(entries().index) == [("second", "p2"), ("first", "p1"), ("first", "p2")]
    assert list(entries(most=1).index) == [("second", "p2"), ("first", "p1")]


def test_an_entry_names_people_date_link_and_the_search_that_shows_it_first(entries):
    one = entries().loc["first", "p1"]
    assert (one["by"], one["date"], one["venue"], one["link"]) == (
        "Ann, Bo", "2024-05-01", "V", "https://example.org/a%20b",
    )  # fmt: skip
    assert entries()["above"].tolist() == ["", "", "second"]
    assert entries().loc["second", "p2"]["link"] == "https://doi.org/10.1/2"


def test_a_field_that_is_followed_quotes_the_sentence_that_put_a_paper_there(entries):
    assert entries()["why"].tolist() == ["y", "field: Fusion: “We fuse.”", "x"]


def test_of_papers_that_may_not_be_shared_no_sentence_is_told(entries):
    shut = entries(shut={"p1", "p2"})
    assert shut["summary"].tolist() == ["", "Own.", ""]
    assert shut["why"].tolist() == ["y", "field: Fusion", "x"]
    assert entries()["summary"].tolist() == ["Quoted.", "Own.", "Quoted."]
