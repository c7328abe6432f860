import numpy as np
import pandas as pd
import pytest

from analysis.planted.corpus import LEAVES_IN, LEAVING, Label, describe_truth, make_corpus, standard_labels


def test_labels_have_about_as_many_papers_as_planted():
    labels = [Label("a", 200), Label("b", 400, times=3.0), Label("c", 100, burst=(10, 6))]
    corpus = make_corpus(4000, labels, seed=2)
    counts = corpus.labels["label"].value_counts()
    assert len(corpus.papers) == 4000
    assert [counts[name] for name in "abc"] == pytest.approx([200, 400, 100], rel=0.25)


def test_a_rising_label_rises_as_planted():
    corpus = make_corpus(20_000, [Label("b", 4000, times=3.0)], seed=1, leaving=False, second=False)
    carried = corpus.papers["paper_id"].isin(corpus.labels["paper_id"])
    share = carried.groupby(corpus.papers["month"]).mean()
    slope = np.polyfit(np.arange(36) / 12, np.log(share), 1)[0]
    assert slope == pytest.approx(np.log(3) / 3, abs=0.06)
    assert describe_truth([Label("b", 1, times=3.0)])["growth"][0] == pytest.approx(3 ** (1 / 3) - 1)


def test_the_category_leaves_and_the_source_begins():
    papers = make_corpus(3000, standard_labels(), seed=3).papers
    assert papers.loc[papers["month"] >= LEAVES_IN, "category"].ne(LEAVING).all()
    assert papers.loc[papers["month"] < LEAVES_IN, "category"].eq(LEAVING).any()
    assert papers.loc[papers["source"] == "library", "month"].min() == 14


def test_the_same_seed_gives_the_same_corpus():
    one, other = (make_corpus(500, standard_labels(), seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(one.papers, other.papers)
    pd.testing.assert_frame_equal(one.labels, other.labels)
