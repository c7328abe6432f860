import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.authors.names import list_names, may_be_one, pair_names, split_given
from analysis.text.names import split_name


def named(*names: str) -> pd.DataFrame:
    parts = [split_name(name) for name in names]
    return pd.DataFrame(
        {"name": names, "family": [family for family, _ in parts], "given": [given for _, given in parts]}
    )


def pairs_of(*names: str) -> list[tuple[str, str]]:
    found = list_names(named(*names)).names
    return [(found["key"].iat[one], found["key"].iat[other]) for one, other in pair_names(found)]


def test_spellings_of_one_name_have_one_place():
    found = list_names(named("Klaus-Robert Müller", "Klaus-Robert Muller", "Min-Jun Kim", "Minjun Kim"))
    assert found.place.tolist() == [0, 0, 1, 1]
    assert found.names["key"].tolist() == ["klausrobert muller", "minjun kim"]


def test_names_that_may_be_one_persons_are_paired():
    assert pairs_of("S. Kevin Zhou", "Shaohua Kevin Zhou", "Kevin Zhou", "Karl Zhou") == [
        ("kevin zhou", "shaohuakevin zhou"),
        ("kevin zhou", "skevin zhou"),
        ("shaohuakevin zhou", "skevin zhou"),
    ]
    assert pairs_of("Anna Roe", "A. Roe", "Andrea Roe") == [("a roe", "andrea roe"), ("a roe", "anna roe")]
    assert pairs_of("Junlin Li", "Li Junlin") == [("junlin li", "li junlin")]
    assert pairs_of("Bernhard Schölkopf", "Bernhard Schoelkopf") == [("bernhard schoelkopf", "bernhard scholkopf")]


def test_what_a_hyphen_joins_is_one_given_name():
    assert pairs_of("Po-Hao Chen", "Hao Chen", "Hong-Yu Zhou", "Hong Zhou") == []


def test_a_common_name_has_more_bearers_than_a_rare_one():
    found = list_names(named("Hao Chen", "Yu Chen", "Hao Li", "Yu Li", "Zoe Roe")).names.set_index("key")["bearers"]
    # One other of five names is Chen, and one other is Hao.
    assert found["hao chen"] == 0.2
    assert found["zoe roe"] == 0


def test_an_initial_may_stand_for_every_given_name_that_is_known_with_the_family_name():
    found = list_names(named("Y. Wilks", "Yorick Wilks", "A. Joshi", "Aravind Joshi", "Amit Joshi", "Bo Joshi")).names
    bearers = found.set_index("key")["bearers"]
    # Nobody but Yorick is known; of Aravind and Amit one is another, and a part of the Joshis not begun with A.
    assert bearers["y wilks"] == 0
    assert bearers["a joshi"] == pytest.approx(1 + 1 * 3 / 6)


def test_a_body_has_no_other_bearer():
    found = list_names(pd.DataFrame({"name": ["River Group"], "family": ["River Group"], "given": [None]}))
    assert found.names["bearers"].tolist() == [0.0]


PARTS = st.lists(st.sampled_from(["a", "b", "anna", "bo", "carl"]), max_size=3).map(tuple)


@given(PARTS, PARTS)
def test_whether_names_may_be_one_does_not_hang_on_their_order(one, other):
    assert may_be_one(one, other) == may_be_one(other, one)


@given(PARTS)
def test_a_name_may_be_itself_and_its_initials(one):
    assert may_be_one(one, one) == bool(one)
    assert may_be_one(one, tuple(part[0] for part in one)) == bool(one)


def test_given_names_of_any_script_have_plain_letters():
    assert (split_given("小明"), split_given("Владимир"), split_given("Ł.")) == (("xiaoming",), ("vladimir",), ("l",))
