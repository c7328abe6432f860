import pandas as pd
import pytest

from analysis.text.venues import is_same_venue, unify_venues, venue_key


def test_case_marks_and_small_words_make_no_other_venue():
    names = pd.Series(["Journal of the ACM", "JOURNAL OF THE ACM", "Journal of ACM", None])
    assert unify_venues(names).tolist()[:3] == ["Journal of ACM"] * 3
    assert pd.isna(unify_venues(names)[3])


def test_an_abbreviation_takes_the_full_name_where_the_corpus_has_just_one():
    names = pd.Series(
        ["Med. Image Anal.", "Medical Image Analysis", "J. Biol.", "Journal of Biology", "Journal of Biologists"]
    )
    assert unify_venues(names).tolist()[:3] == ["Medical Image Analysis", "Medical Image Analysis", "J. Biol."]


def test_the_order_of_records_has_no_say():
    names = ["Nature", "NATURE", "Nat. Med.", "Nature Medicine", "nature medicine"]
    straight = unify_venues(pd.Series(names))
    turned = unify_venues(pd.Series(names[::-1]))
    assert straight.tolist() == turned.tolist()[::-1]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("J Am Coll Cardiol", "Journal of the American College of Cardiology", True),
        ("Proc Natl Acad Sci", "Proceedings of the National Academy of Sciences", True),
        ("Circulation", "Circulation Research", False),
        ("Physical Review", "Physical Review A", False),
        ("Frontiers in Oncology", "Frontiers in Radiation Oncology", False),
        ("Brain Simulation", "Brain Stimulation", False),
        ("Modern Art", "Modern Architecture", False),
        ("VLDB", "The VLDB Journal", False),
        ("Science", "Nature", False),
    ],
)
def test_two_names_are_compared_word_by_word(a, b, same):
    assert is_same_venue(venue_key(a), venue_key(b)) is same


def test_an_abbreviation_of_two_names_is_neither():
    names = pd.Series(["MOL CELL", "Molecular Cell", "Molecules and Cells"])
    assert unify_venues(names).tolist() == names.tolist()


def test_a_name_half_abbreviated_is_no_other_name():
    names = pd.Series(["Med Image Anal", "Med Image Analysis", "Medical Image Analysis", "Medical Image Analysis"])
    assert unify_venues(names)[0] == "Medical Image Analysis"
