import pandas as pd
from samples import make_papers

from analysis.reports.field.people import describe_people, leading_authors, leading_venues

EVERYONE = pd.DataFrame({"paper_id": ["p1", "p1", "p2", "p3", "p3"], "author_id": ["a", "b", "a", "a", "c"]})


def test_authors_of_two_papers_are_listed_with_their_community():
    authors = pd.DataFrame(
        {
            "author_id": ["a", "b"],
            "name": ["Ada", "Bo"],
            "papers": [3, 1],
            "first_year": [2020, 2024],
            "namesakes": 0,
            "confidence": [0.9, 1.0],
        }
    )
    nodes = pd.DataFrame({"author_id": ["a", "b"], "community": [4, 5]})
    (row,) = leading_authors(EVERYONE, authors, nodes, most=5).to_dict("records")
    assert (row["author"], str(row["papers of the field"]), row["community"], row["first year here"]) == (
        "Ada ?",
        "3",
        4,
        "2020",
    )


def test_who_is_new_is_told_only_where_the_corpus_reaches_back():
    papers = make_papers({"published": "2020-01-01"}, {"published": "2022-01-01"}, {"published": "2024-01-01"})
    inside = EVERYONE[EVERYONE["paper_id"] == "p3"]
    (_, (template, values)) = describe_people(inside, EVERYONE, papers)
    assert template.startswith("{new} of them have no paper here before")
    assert (values["new"], values["since"], values["back"]) == (1, "2023-01-01", "2020-01-01")
    short = papers.assign(published=pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"]))
    assert "does not reach back" in describe_people(inside, EVERYONE, short)[1][0]


def test_venues_are_counted():
    papers = make_papers({"venue": "A"}, {"venue": "A"}, {"venue": "B"}, {"venue": None})
    assert leading_venues(papers, most=5).to_dict() == {"A": 2, "B": 1}
