from urllib.parse import parse_qs

from analysis.digest.searches import Wanted, address_of, list_searches

FIELDS = {"fusion": {"title": "Fusion"}, "again": {"title": "Fusion"}}


def test_searches_of_ones_own_come_first_and_names_are_told_apart():
    found = list_searches({"Fusion": {"words": None, "label_cancer": ["lung"]}}, FIELDS, follow_fields=True)
    assert [wanted.name for wanted in found] == ["Fusion", "Fusion (fusion)", "Fusion (again)"]
    assert found[0].filters == {"label-cancer": ["lung"]}
    assert [wanted.name for wanted in list_searches({"x": {"words": "a"}}, FIELDS, follow_fields=False)] == ["x"]


def test_a_field_is_asked_for_by_its_name_or_its_title():
    found = list_searches({"x": {"field": ["fusion", "Other"]}}, FIELDS, follow_fields=False)
    assert found[0].filters == {"field": ["Fusion", "Other"]}


def test_the_address_is_what_the_library_reads():
    address = address_of(Wanted("x", "a & b", {"method": ["U-Net", "C+D"]}))
    assert parse_qs(address) == {"q": ["a & b"], "method": ["U-Net", "C+D"]}
