import pandas as pd
import pytest

from analysis.completeness import (
    ANALYSES,
    find_cut_lists,
    grade,
    list_whole,
    measure_completeness,
    warn_incomplete,
)


def test_every_field_is_told_with_its_share_and_what_rests_on_it():
    ids = [f"p{n}" for n in range(10)]
    papers = pd.DataFrame(
        {"paper_id": ids, "title": "T", "published": pd.to_datetime(["2020"] * 9 + [None]), "abstract": ["A"] * 5 + [None] * 5,
         "venue": None, "doi": ["10.1/x"] * 8 + [None] * 2, "language": "en"}
    )  # fmt: skip
    known = {"references": pd.Series(ids[:3] * 4), "authors": pd.Series(ids)}
    found = measure_completeness(papers, known).set_index("field")
    assert list(found.index) == list(ANALYSES)
    assert found["papers"].to_dict() == {
        "title": 10, "date": 9, "authors": 10, "abstract": 5, "references": 3, "citations": 0, "keywords": 0,
        "affiliations": 0, "venue": 0, "DOI": 8, "language": 10,
    }  # fmt: skip
    assert found.loc[["title", "date", "DOI", "abstract", "references", "venue"], "grade"].tolist() == [
        "complete", "good", "acceptable", "poor", "critical", "missing",
    ]  # fmt: skip


@pytest.mark.parametrize(("share", "warned"), [(1.0, False), (0.8, False), (0.79, True), (0.01, True), (0.0, False)])
def test_a_page_warns_where_more_than_a_fifth_is_missing_and_says_nothing_of_nothing(share, warned):
    assert bool(warn_incomplete(share, "references")) is warned


def test_grades_fall_with_the_share():
    order = ["complete", "good", "acceptable", "poor", "critical", "missing"]
    grades = [order.index(grade(1 - step / 200)) for step in range(201)]
    assert grades == sorted(grades)


def lists(**lengths: list[int]) -> pd.DataFrame:
    """Of each source lists of so many entries, the first of paper p0."""
    rows = [
        (f"p{number}", source)
        for source, own in lengths.items()
        for number, length in enumerate(own)
        for _ in range(length)
    ]
    return pd.DataFrame(rows, columns=["paper_id", "source"])


def test_lists_that_end_at_one_length_are_cut_and_shorter_ones_of_that_source_are_not_trusted_either():
    references = lists(scopus=[10] * 18 + [4, 11], wos=list(range(5, 20)) + list(range(5, 15)))
    assert find_cut_lists(references).values.tolist() == [["scopus", 10, 20, 19]]
    assert set(list_whole(references)) == {f"p{number}" for number in range(25)}
    assert list_whole(references[references["source"] == "scopus"]).empty


@pytest.mark.parametrize(
    "lengths",
    [
        [10] * 19,
        [10] * 10 + list(range(1, 10)) + [8, 9],
        [10] * 15 + [12] * 5,
        list(range(1, 60)),
    ],
    ids=["few lists", "fewer than half", "one in four longer", "all lengths"],
)
def test_other_lists_are_whole(lengths):
    references = lists(wos=lengths)
    assert find_cut_lists(references).empty
    assert len(list_whole(references)) == len(lengths)


def test_no_lists_are_neither():
    assert find_cut_lists(lists()).empty
    assert list_whole(lists()).empty
