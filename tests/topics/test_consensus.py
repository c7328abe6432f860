import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics.consensus import Run, number_by_size, vote
from analysis.topics.neighbours import Edges

# Two triangles joined by one edge.
TRIANGLES = Edges(
    6, np.array([0, 0, 1, 2, 3, 3, 4]), np.array([1, 2, 2, 3, 4, 5, 5]), np.array([1.0, 1, 1, 0.1, 1, 1, 1])
)
RIGHT = np.array([0, 0, 0, 1, 1, 1])
WRONG = np.array([0, 0, 1, 1, 1, 1])


def test_the_majority_wins_and_each_paper_knows_by_how_much():
    runs = [Run(RIGHT, False), Run(RIGHT, True), Run(RIGHT, False), Run(WRONG, True)]
    found = vote(TRIANGLES, runs, min_papers=2, seed=1)
    assert found.topic.tolist() == [0, 0, 0, 1, 1, 1]
    assert found.confidence.tolist() == [1, 1, 0.75, 1, 1, 1]
    # The wrong run's clusters share 2 of 3, and 3 of 4 papers.
    assert found.found.tolist() == [1, 1]
    assert found.stability == pytest.approx([(1 + 2 / 3) / 2, (1 + 3 / 4) / 2])


def test_a_run_counts_only_for_the_papers_it_saw():
    partial = np.array([0, 0, -1, 1, 1, -1])
    found = vote(TRIANGLES, [Run(RIGHT, False), Run(partial, True)], min_papers=2, seed=1)
    assert found.topic.tolist() == RIGHT.tolist()
    assert found.confidence.tolist() == [1] * 6
    assert found.stability.tolist() == [1, 1]


def test_names_of_clusters_mean_nothing():
    runs = [Run(RIGHT, False), Run(1 - RIGHT, False), Run(RIGHT + 5, True)]
    assert vote(TRIANGLES, runs, min_papers=2, seed=1).confidence.tolist() == [1] * 6


def test_small_groups_are_no_topics():
    found = vote(TRIANGLES, [Run(RIGHT, False), Run(RIGHT, True)], min_papers=4, seed=1)
    assert found.topic.tolist() == [-1] * 6
    assert np.isnan(found.confidence).all()


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40), st.integers(1, 4))
def test_numbers_go_by_size_and_keep_groups_together(labels, least):
    labels = np.array(labels)
    numbers = number_by_size(labels, min_papers=least)
    sizes = np.bincount(numbers[numbers >= 0])
    assert (np.diff(sizes) <= 0).all()
    assert (sizes >= least).all()
    for value in np.unique(labels):
        assert len(set(numbers[labels == value])) == 1
        assert (numbers[labels == value][0] == -1) == ((labels == value).sum() < least)
