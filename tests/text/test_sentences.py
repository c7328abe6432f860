import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.sentences import _SPEAKS_OF_OTHERS, speaks_of_others, split_sentences


@pytest.mark.parametrize(
    "text", ["We test CT vs. MRI.", "As Dr. Roe says.", "See Fig. 2 of it.", "Roe et al. (2020) say."]
)
def test_a_sentence_goes_on_after_a_short_form(text):
    assert split_sentences(text) == [(0, text)]


def test_sentences_keep_their_places():
    text = "We use it. It works! Does it?"
    assert [text[start : start + len(sentence)] for start, sentence in split_sentences(text)] == [
        "We use it.",
        "It works!",
        "Does it?",
    ]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Recent work uses transformers.", True),
        ("Transformers have been applied widely.", True),
        ("However, we propose a transformer.", False),
        ("A transformer is trained.", False),
    ],
)
def test_what_others_do_is_told_from_what_the_paper_does(text, others):
    assert speaks_of_others(text) is others


@given(
    st.lists(
        st.sampled_from(
            ["Fusion", "has been", "have", "HAS shown", "remains a", "Remain limited", "how to", "nets", "fuse"]
        ),
        max_size=6,
    )
)
def test_no_word_on_others_is_missed_by_the_search_that_comes_first(words):
    sentence = " ".join(words)
    assert speaks_of_others(sentence) == (_SPEAKS_OF_OTHERS.search(sentence) is not None)
