import pandas as pd
import pytest
from samples import make_papers

from analysis.authors.identify import identify_authors
from analysis.text.names import has_full_given_name, name_key, split_name
from analysis.workspace.tables import check_table


def authorships(*rows: tuple[str, int, str, str | None], **more: list[str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["paper_id", "position", "name", "orcid"])
    parts = [split_name(name) for name in frame["name"]]
    frame = frame.assign(family=[family for family, _ in parts], given=[given for _, given in parts])
    return frame.assign(**{"affiliation": None, "author_key": None} | more)


PAPERS = make_papers({"published": "2024-01-01"}, {"published": "2022-01-01"}, {"published": None})


def test_spellings_of_one_name_meet():
    rows = authorships(("p1", 1, "Klaus-Robert Müller", None), ("p2", 1, "Klaus-Robert Muller", None))
    found = identify_authors(rows, PAPERS)
    author = found.authors.iloc[0]
    assert len(found.authors) == 1
    assert (author["papers"], author["first_year"], author["last_year"]) == (2, 2022, 2024)
    assert author["variants"] == ["Klaus-Robert Muller", "Klaus-Robert Müller"]
    check_table("authors", found.authors)
    check_table("paper_authors", found.paper_authors)


def test_one_name_with_two_orcids_is_two_authors_and_with_one_is_one():
    two = authorships(("p1", 1, "Wei Wang", "1"), ("p2", 1, "Wei Wang", "2"))
    one = authorships(("p1", 1, "Wei Wang", "1"), ("p2", 1, "Wei Wang", None))
    assert identify_authors(two, PAPERS).authors["namesakes"].tolist() == [1, 1]
    found = identify_authors(one, PAPERS)
    assert len(found.authors) == 1
    assert found.paper_authors["basis"].tolist() == ["full name", "orcid"]
    assert found.paper_authors["confidence"].iloc[1] == 1


def test_an_id_of_the_source_ties_two_names():
    rows = authorships(("p1", 1, "Ann Roe", None), ("p2", 1, "Ann Moe", None), author_key=["scopus:1", "scopus:1"])
    found = identify_authors(rows, PAPERS)
    assert len(found.authors) == 1
    assert set(found.paper_authors["basis"]) == {"source id"}


def test_two_of_one_name_on_one_paper_are_two_people():
    found = identify_authors(authorships(("p1", 1, "Wei Wang", None), ("p1", 2, "Wei Wang", None)), PAPERS)
    assert len(found.authors) == 2


def test_a_variant_joins_where_co_authors_are_shared_and_stays_apart_where_none_are():
    circle = [(paper, place, name, None) for paper in ("p1", "p2") for place, name in enumerate(("Bo Ng", "Cy Ode"), 2)]
    shared = authorships(("p1", 1, "S. Kevin Zhou", None), ("p2", 1, "Shaohua Kevin Zhou", None), *circle)
    found = identify_authors(shared, PAPERS).authors
    assert found.loc[found["papers"] == 2, "name"].tolist().count("S. Kevin Zhou") == 1
    alone = authorships(("p1", 1, "S. Kevin Zhou", None), ("p2", 1, "Shaohua Kevin Zhou", None))
    assert len(identify_authors(alone, PAPERS).authors) == 2


def test_no_initial_bridges_two_full_names():
    """A. Roe shares co-authors with Anna and with Andrea: it joins one of them, and they stay two."""
    papers = make_papers(*({"published": f"202{year}-01-01"} for year in range(3)))
    circle = [(f"p{n}", place, name, None) for n in (1, 2, 3) for place, name in enumerate(("Bo Ng", "Cy Ode"), 2)]
    rows = authorships(("p1", 1, "Anna Roe", None), ("p2", 1, "A. Roe", None), ("p3", 1, "Andrea Roe", None), *circle)
    found = identify_authors(rows, papers).authors
    assert sorted(found.loc[found["name"].str.endswith("Roe"), "papers"]) == [1, 2]


def test_initials_are_trusted_less_than_full_names():
    found = identify_authors(authorships(("p1", 1, "A. Lee", None), ("p1", 2, "Ann Lee", None)), PAPERS)
    assert found.paper_authors.sort_values("position")["basis"].tolist() == ["initials", "full name"]
    assert len(found.authors) == 2


def test_an_author_keeps_the_id_when_rows_come_in_another_order():
    rows = authorships(("p1", 1, "Ann Lee", None), ("p2", 1, "Ann Lee", None), ("p3", 1, "Bo Xu", None))
    first = identify_authors(rows, PAPERS).authors
    second = identify_authors(rows.iloc[::-1].reset_index(drop=True), PAPERS).authors
    pd.testing.assert_frame_equal(first, second)


def test_a_corpus_without_authors_gives_empty_tables_of_the_same_kinds():
    found = identify_authors(authorships(), PAPERS)
    assert found.authors["author_id"].dtype == found.paper_authors["author_id"].dtype == "str"
    check_table("authors", found.authors)
    check_table("paper_authors", found.paper_authors)
    assert len(found.authors) == 0


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jeroen van der Laak", ("van der Laak", "Jeroen")),
        ("Zhou, S. Kevin", ("Zhou", "S. Kevin")),
        ("Md Rakibul Hasan", ("Hasan", "Md Rakibul")),
        ("The CAMELYON17 Consortium", ("The CAMELYON17 Consortium", None)),
        ("Plato", ("Plato", None)),
        ("王伟", ("王伟", None)),
    ],
)
def test_names_fall_into_family_and_given_part(name, parts):
    assert split_name(name) == parts


def test_keys_hold_letters_only():
    assert name_key("O'Reilly", "Ruairí") == "ruairi oreilly"
    assert not has_full_given_name("H. R.")
    assert has_full_given_name("H. Rashid")
