import pandas as pd
import pytest

from analysis.corpus.works.evidence import has_other_words, weigh_pairs
from analysis.corpus.works.link import complete_records
from analysis.corpus.works.traits import find_traits, read_numbers
from analysis.corpus.works.weights import WEIGHTS

TITLE = "a survey of slide encoders for stains and scanners"


def weigh(one: dict[str, object], other: dict[str, object]) -> dict[str, float]:
    columns = {"title_key": TITLE, "year": None, "arxiv_id": None, "doi": None, "pmid": None, "openalex_id": None}
    frame = complete_records(pd.DataFrame([{**columns, **one}, {**columns, **other}]))
    weights = weigh_pairs(find_traits(frame), pd.DataFrame({"a": [0], "b": [1]})).iloc[0]
    return weights[weights != 0].to_dict()


def test_a_full_title_counts_by_its_letters_up_to_a_limit():
    assert weigh({}, {"volume": "1"}) == {"same title": 12.0}
    short = {"title_key": "editorial board news"}
    assert weigh(short, {**short, "volume": "1"}) == {"same title": 5.0}


def test_title_and_abstract_together_count_little_more_than_the_title():
    text = {"abstract": "We survey encoders of slides. " * 5}
    assert weigh(text, {**text, "volume": "1"}) == {"same title": 12.0, "same abstract": 1.0}


@pytest.mark.parametrize(
    ("apart", "evidence"), [(0, "same year"), (1, "a year apart"), (2, "two years apart"), (5, "more years apart")]
)
def test_years_count_the_more_against_the_further_they_are_apart(apart, evidence):
    assert weigh({"year": 2020}, {"year": 2020 + apart})[evidence] == WEIGHTS[evidence]


def test_place_and_pages_do_not_speak_against_a_preprint():
    journal = {"venue": "Lancet", "volume": "3", "pages": "1-9", "doi": "10.1016/x", "year": 2021}
    assert weigh(journal, {**journal, "venue": "Nature", "pages": "5"}).keys() >= {
        "other venue and another year or page"
    }
    preprint = {"venue": "bioRxiv", "doi": "10.1101/2020.1.1", "pages": "7-30", "year": 2020}
    assert weigh(journal, preprint) == {"same title": 12.0}


def test_numbers_parts_and_notices_tell_works_apart():
    assert "other numbers in the title" in weigh({"title_key": f"{TITLE} 2019"}, {"title_key": f"{TITLE} 2020"})
    assert "another part of a series" in weigh({"title_key": f"{TITLE} part i"}, {"title_key": f"{TITLE} part ii"})
    assert "a notice about the other" in weigh({}, {"title_key": f"correction {TITLE}"})


def test_a_misspelling_is_no_other_word_but_a_word_that_others_use_is():
    known = frozenset({"rats", "mice", "male", "female", "modeling", "modelling"})
    assert has_other_words("insulin in rats", "insulin in mice", known)
    assert has_other_words("insulin in male cats", "insulin in female cats", known)
    assert not has_other_words("insulin in rats", "insulin in rast", known)
    assert not has_other_words("a modeling study", "a modelling study", known)
    assert not has_other_words("slide encoder", "slide encoders", known)


def test_ordinals_and_their_figures_are_one_number():
    assert read_numbers("the 4th workshop") == read_numbers("the fourth workshop")
