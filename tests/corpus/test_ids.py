import pandas as pd

from analysis.corpus.ids import name_papers, title_names


def papers(*rows):
    columns = {
        "title": "A",
        "published": None,
        "arxiv_id": None,
        "doi": None,
        "pmid": None,
        "openalex_id": None,
        "told_apart_by": "",
    }
    return pd.DataFrame([{**columns, **row} for row in rows]).astype({"published": "datetime64[s]"})


def test_the_strongest_identifier_names_a_paper():
    named = name_papers(
        papers({"arxiv_id": "1", "doi": "d"}, {"doi": "e", "pmid": "9"}, {"pmid": "8"}, {"openalex_id": "W1"})
    )
    assert named.tolist() == ["arxiv:1", "doi:e", "pmid:8", "openalex:W1"]


def test_a_doi_that_several_papers_share_names_none_of_them():
    named = name_papers(papers({"title": "One", "doi": "d"}, {"title": "Two", "doi": "d", "pmid": "7"}))
    assert named[0].startswith("title:")
    assert named[1] == "pmid:7"


def test_papers_of_one_title_and_year_are_told_apart_whatever_their_order():
    rows = [{"title": "Editorial", "told_apart_by": "smith"}, {"title": "Editorial", "told_apart_by": "jones"}]
    straight, turned = name_papers(papers(*rows)), name_papers(papers(*rows[::-1]))
    assert straight.is_unique
    assert straight.tolist() == turned.tolist()[::-1]
    assert name_papers(papers({"title": "Editorial"}, {"title": "Editorial"})).is_unique


def test_a_title_is_named_by_its_letters_and_year():
    dates = pd.Series(pd.to_datetime(["2024-01-01", "2024-12-31", "2023-01-01"]))
    one, same, other = title_names(pd.Series(["Müller’s study!", "MULLER'S STUDY", "Müller’s study!"]), dates)
    assert one == same != other
