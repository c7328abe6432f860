import pandas as pd
from samples import make_papers

from analysis.reports.field.reading import central_papers, conclusions, open_questions, reading_list

ABSTRACTS = {
    "p1": "We test ten models. We find that none is robust. Our results show a drop of a tenth.",
    "p2": "Whether models generalise remains unclear. We segment hearts.",
    "p3": None,
}


def make_field():
    papers = make_papers(
        {"title": "Old review", "type": "review", "published": "2020-01-01"},
        {"title": "Middle", "published": "2021-01-01"},
        {"title": "New", "published": "2024-01-01"},
    )
    papers["abstract"] = papers["paper_id"].map(ABSTRACTS)
    return papers


def test_the_nearest_to_the_middle_comes_first():
    vectors = pd.DataFrame({"paper_id": ["p1", "p2", "p3"], "vector": [[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]]})
    assert central_papers(make_field(), vectors).index[0] == "p2"
    assert len(central_papers(make_field(), vectors.iloc[:0])) == 0


def test_each_paper_stands_once_under_its_first_reason():
    members = pd.DataFrame({"paper_id": ["p1", "p2", "p3"], "score": 1.0})
    central, cited = pd.Series({"p2": 0.9, "p3": 0.5, "p1": 0.1}), pd.Series({"p2": 7, "p3": 0})
    rows = reading_list(members, make_field(), central, cited=cited, counted_by="Scopus", each=2)
    assert [str(paper) for paper in rows["paper"]] == ["Old review", "Middle", "New"]
    assert rows["why"].tolist() == [
        "review",
        "cited 7 times, as Scopus counts",
        "closest to what the field's papers have in common",
    ]


def test_sentences_are_quoted_as_they_stand():
    central = pd.Series({"p1": 0.9, "p2": 0.8})
    found = open_questions(make_field(), central, most=5)
    assert found["in their words"].tolist() == ["Whether models generalise remains unclear."]
    told = conclusions(make_field(), central, most=5)
    assert told["in their words"].tolist() == ["Our results show a drop of a tenth."]
