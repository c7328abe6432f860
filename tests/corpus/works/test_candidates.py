import pandas as pd

from analysis.corpus.works.candidates import find_candidates

IDS = ("doi",)


def pairs(*titles, doi=None):
    count = len(titles)
    frame = pd.DataFrame({"title_key": titles, "year": 2024, "author_key": "", "doi": doi or [None] * count})
    return find_candidates(frame, identifiers=IDS).values.tolist()


def test_equal_identifiers_and_equal_titles_are_compared():
    assert pairs("one title of many words", "another one altogether", doi=["x", "x"]) == [[0, 1]]
    assert pairs("one title of many words", "one title of many words") == [[0, 1]]


def test_titles_with_two_rare_words_in_common_are_compared_where_they_are_alike():
    assert pairs("a survey of slide encoders", "survey of the slide encoders") == [[0, 1]]
    assert (
        pairs("a survey of slide encoders", "slide encoders considered harmful by many readers of this journal") == []
    )


def test_a_title_and_the_same_without_subtitle_are_compared():
    assert pairs("guest editorial", "guest editorial on rare and unrelated matters of interest") == [[0, 1]]


def test_each_copy_of_a_title_meets_each_copy_of_a_similar_one():
    assert pairs("a survey of slide encoders", "a survey of slide encoders", "survey of slide encoders") == [
        [0, 1],
        [0, 2],
        [1, 2],
    ]


def test_a_title_that_thousands_have_costs_no_thousands_of_pairs_each():
    assert len(pairs(*["editorial"] * 2_000)) <= 2_000 * 5


def test_nothing_to_compare_gives_no_pairs():
    assert pairs() == []
    assert pairs("alone") == []
    assert pairs(None, None, "") == []
