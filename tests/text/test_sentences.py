import pytest

from analysis.text.sentences import speaks_of_others, split_sentences


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
