import numpy as np
import pandas as pd
import pytest
from queries import HELD_OUT, QUERIES

from analysis.library.search import (
    Space,
    build_space,
    index_texts,
    match_words,
    rank_papers,
    split_words,
    weigh_words,
)

TEXTS = ["Cells and hearts", "Cells and valves", "Rain on roofs"]
WORDS = pd.Series({"cells": 2, "hearts": 1, "rain": 1, "roofs": 1, "valves": 1, "weather": 0}).rename_axis("word")
# Two meanings: of bodies and of weather.
VECTORS = np.array([[1.0, 0.1, 0.0], [0.9, 0.0, 0.1], [0.0, 1.0, 0.2]])
ALONE = np.array([[1.0, 0, 0], [1, 0.1, 0], [0, 1, 0], [0.1, 1, 0], [1, 0, 0.1], [0, 1, 0.1]])


def test_a_word_that_no_paper_has_finds_what_it_means():
    space = build_space(TEXTS, VECTORS, WORDS, ALONE, dimensions=3)
    ranked = rank_papers("weather", space, WORDS, index_texts(TEXTS))
    assert ranked.idxmax() == 2
    assert rank_papers("nothing known", space, WORDS, index_texts(TEXTS)).eq(0).all()


def test_of_papers_alike_in_meaning_the_one_with_the_word_comes_first():
    space = build_space(TEXTS, VECTORS, WORDS, ALONE, dimensions=3)
    assert rank_papers("valves", space, WORDS, index_texts(TEXTS)).idxmax() == 1
    assert rank_papers("hearts", space, WORDS, index_texts(TEXTS)).idxmax() == 0


def test_words_count_by_hand():
    """BM25 with k1 = 1.2, b = 0.75 of one text that has a word twice and one that lacks it, both of three words."""
    scores = match_words("a", index_texts(["a a b", "b b b"]))
    assert scores.tolist() == pytest.approx([np.log1p((2 - 1 + 0.5) / 1.5) * 2 * 2.2 / (2 + 1.2), 0.0])


def test_the_space_does_not_hang_on_signs_and_fits_into_bytes():
    space = build_space(TEXTS, VECTORS, WORDS, ALONE, dimensions=2)
    assert space.words.dtype == space.papers.dtype == np.int8
    assert space.papers.shape == (3, 2)
    assert np.linalg.norm(space.papers, axis=1) == pytest.approx([127] * 3, abs=1)
    again = build_space(TEXTS, VECTORS, WORDS, ALONE, dimensions=2)
    assert (again.words == space.words).all()


def test_one_paper_makes_a_space_whether_it_has_words_or_none():
    for words in (WORDS, WORDS * 0):
        space = build_space(TEXTS[:1], VECTORS[:1], words, ALONE, dimensions=2)
        assert space.papers.shape == (1, 2)
        assert space.words.any()


def test_words_are_split_as_the_page_splits_them():
    assert split_words("Schrödinger's 3D U-Net: αβ, 中文") == ["schrödinger's", "3d", "u-net", "αβ", "中文"]
    assert weigh_words(np.zeros(2), 0).tolist() == [1.0, 1.0]


@pytest.mark.slow
@pytest.mark.parametrize(("queries", "least"), [(QUERIES, 18), (HELD_OUT, 16)])
def test_queries_in_other_words_find_their_papers_among_the_first_three(clone, queries, least):
    folder = clone / "data" / "processed"
    papers, words, places = (
        pd.read_parquet(folder / f"{name}.parquet") for name in ("papers", "search_words", "search_papers")
    )
    assert (papers["paper_id"] == places["paper_id"]).all()
    vectors = [np.stack(table["vector"].to_numpy()).astype(np.int8) for table in (words, places)]
    texts = (papers["title"].fillna("") + ". " + papers["abstract"].fillna("")).tolist()
    known = words.set_index("word")["papers"]
    indexed, found = index_texts(texts), 0
    for query, right in queries.items():
        best = rank_papers(query, Space(*vectors), known, indexed).nlargest(3).index
        found += any(papers["paper_id"][place].removeprefix("arxiv:") in right for place in best)
    assert found >= least
