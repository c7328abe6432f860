import pytest

from analysis.institutions.names import find_institution, institution_key


@pytest.mark.parametrize(
    ("address", "institution"),
    [
        ("Department of Physics, University of Toronto, Toronto, Canada", "University of Toronto"),
        ("Univ Cagliari, Dept Dermatol, Cagliari, Italy", "Univ Cagliari"),
        ("Flux Technology Co., Ltd., Taipei, Taiwan", "Flux Technology Co. Ltd"),
        ("Keio Univ Sch Med, Tokyo, Japan", "Keio Univ"),
        ("Heart Clinic, Desun Hospital, Kolkata, India", "Heart Clinic"),
        ("Department of Medicine, Boston, USA", None),
        (None, None),
    ],
)
def test_an_address_names_an_institution(address, institution):
    assert find_institution(address) == institution


@pytest.mark.parametrize(
    "spellings",
    [
        ("Univ Oxford", "University of Oxford", "Oxford University"),
        ("Natl Cheng Kung Univ", "National Cheng Kung University"),
        ("Univ Turin", "Università degli Studi di Torino"),
        ("Tech Univ Munich", "Technische Universität München"),
    ],
)
def test_spellings_of_one_institution_meet(spellings):
    assert len({institution_key(name, "XX") for name in spellings}) == 1


def test_universities_of_both_orders_of_a_name_stay_apart():
    assert institution_key("Washington University", "US") != institution_key("University of Washington", "US")
    assert institution_key("York Univ", "CA") != institution_key("Univ York", "GB")
