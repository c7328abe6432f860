import pandas as pd
import pytest

from analysis.completeness import ANALYSES, grade, measure_completeness, warn_incomplete


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
