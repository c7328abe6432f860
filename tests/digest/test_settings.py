import pytest
from pydantic import ValidationError

from analysis.digest.searches import OTHERS
from analysis.digest.settings import DigestSettings, Search
from analysis.library.filters import FILTERS


def test_a_search_has_the_filters_of_the_library():
    names = {info.alias or name for name, info in Search.model_fields.items()}
    assert names == {"words", *FILTERS}


def test_one_value_stands_for_a_list_and_years_may_be_numbers():
    search = Search.model_validate({"year": 2026, "modality": "CT", "label-cancer": ["lung", "skin"]})
    assert (search.year, search.modality, search.label_cancer) == (["2026"], ["CT"], ["lung", "skin"])


@pytest.mark.parametrize(
    ("searches", "message"),
    [
        ({"a": {}}, "asks for nothing"),
        ({"a": {"words": " "}}, "at least 1 character"),
        ({"a": {"colour": "red"}}, "Extra inputs"),
        ({OTHERS: {"words": "x"}}, "choose another name"),
    ],
)
def test_searches_that_cannot_be_followed_are_told(searches, message):
    with pytest.raises(ValidationError, match=message):
        DigestSettings(searches=searches)
