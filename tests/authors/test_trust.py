import pandas as pd

from analysis.authors.names import list_names
from analysis.authors.trust import trust_identifiers
from analysis.text.names import split_name


def trusted(*rows: tuple[str, str, str | None]) -> list[str | None]:
    frame = pd.DataFrame(rows, columns=["paper_id", "name", "orcid"])
    parts = [split_name(name) for name in frame["name"]]
    frame = frame.assign(family=[family for family, _ in parts], given=[given for _, given in parts])
    names, place = list_names(frame)
    kept = trust_identifiers(frame.assign(name=place, author_key=None), names)["orcid"]
    return [None if pd.isna(value) else value for value in kept]


def test_an_identifier_of_several_authors_of_a_paper_is_nobodys():
    assert trusted(("p", "Ann Roe", "1"), ("p", "Bo Ng", "1"), ("q", "Ann Roe", "1")) == [None, None, None]


def test_an_identifier_on_a_name_with_nothing_in_common_does_not_count_there():
    rows = (("p", "Ann Roe", "1"), ("q", "Ann Roe", "1"), ("r", "Bo Ng", "1"))
    assert trusted(*rows) == ["1", "1", None]


def test_a_person_who_changed_the_family_name_keeps_the_identifier():
    assert trusted(("p", "Pascale Feldkamp", "1"), ("q", "Pascale Moreira", "1")) == ["1", "1"]


def test_an_initial_in_common_is_not_enough():
    assert trusted(("p", "J. Lee", "1"), ("q", "J. Lee", "1"), ("r", "J. Kim", "1")) == ["1", "1", None]
