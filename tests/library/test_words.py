import numpy as np

from analysis.embed import embed_names
from analysis.library.words import choose_words, embed_words, general_words

MODEL = "openvino all-MiniLM-L6-v2 f32"


def test_words_of_a_small_corpus_stand_beside_general_ones():
    words = choose_words(["Cells of hearts. A", "Hearts and cells; cells"], most=100)
    assert words[words > 0].to_dict() == {"and": 1, "cells": 2, "hearts": 2, "of": 1}
    assert len(words) == 100
    assert words.index.is_monotonic_increasing
    assert "the" in words.index


def test_of_a_large_corpus_a_quarter_of_the_words_stay_general():
    words = choose_words([" ".join(f"word{number}" for number in range(500))], most=100)
    assert (words > 0).sum() == 75
    assert len(words) == 100


def test_general_words_are_the_most_frequent_first():
    words = general_words()
    assert words[:3] == ["the", "of", "and"]
    assert len(words) == len(set(words)) == 6000


def test_vectors_that_ship_are_those_that_are_computed(project):
    words = ["cells", "the", "zzyzx-unheard"]
    assert (embed_words(words, model=MODEL) == embed_names(words, model=MODEL)).all()


def test_no_words_have_no_vectors(project):
    assert embed_names([], model=MODEL).shape == (0, 384)
    assert np.isfinite(embed_words(["the"], model=MODEL)).all()
