import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from analysis.topics.consensus import Run, number_by_size, vote
from analysis.topics.neighbours import Edges, find_neighbours, share_neighbours

# Two triangles joined by one edge.
TRIANGLES = Edges(
    6, np.array([0, 0, 1, 2, 3, 3, 4]), np.array([1, 2, 2, 3, 4, 5, 5]), np.array([1.0, 1, 1, 0.1, 1, 1, 1])
)
RIGHT = np.array([0, 0, 0, 1, 1, 1])
WRONG = np.array([0, 0, 1, 1, 1, 1])


def run(cluster, bootstrap):
    """A run that saw every paper."""
    return Run(cluster, np.ones(len(cluster), dtype=bool), bootstrap)


def test_the_majority_wins_and_each_paper_knows_by_how_much():
    runs = [run(RIGHT, False), run(RIGHT, True), run(RIGHT, False), run(WRONG, True)]
    found = vote(TRIANGLES, runs, min_papers=2, seed=1)
    assert found.topic.tolist() == [0, 0, 0, 1, 1, 1]
    assert found.confidence.tolist() == [1, 1, 0.75, 1, 1, 1]
    # The wrong run's clusters share 2 of 3, and 3 of 4 papers.
    assert found.found.tolist() == [1, 1]
    assert found.stability == pytest.approx([(1 + 2 / 3) / 2, (1 + 3 / 4) / 2])


def test_a_run_counts_only_for_the_papers_it_saw():
    partial = np.array([0, 0, -1, 1, 1, -1])
    drawn = Run(partial, partial >= 0, True)
    found = vote(TRIANGLES, [run(RIGHT, False), drawn], min_papers=2, seed=1)
    assert found.topic.tolist() == RIGHT.tolist()
    assert found.confidence.tolist() == [1] * 6
    assert found.stability.tolist() == [1, 1]


def test_a_run_that_puts_papers_into_no_cluster_speaks_against_their_topic():
    noise = np.array([0, 0, 0, -1, -1, 1])
    found = vote(TRIANGLES, [run(RIGHT, False), run(RIGHT, False), run(noise, True)], min_papers=2, seed=1)
    assert found.topic.tolist() == RIGHT.tolist()
    # The bootstrap has one of the second topic's three papers, which is not half of it.
    assert found.stability.tolist() == pytest.approx([1, 1 / 3])
    assert found.found.tolist() == pytest.approx([1, 2 / 3])
    assert found.confidence.tolist() == pytest.approx([1, 1, 1, 2 / 3, 2 / 3, 2 / 3])


def test_a_run_that_lumps_all_together_agrees_only_with_topics_that_are_half_of_it():
    together = run(np.zeros(6, dtype=int), False)
    found = vote(TRIANGLES, [run(RIGHT, False)] * 3 + [together], min_papers=2, seed=1)
    # Its one cluster shares half of either topic: that is as much as counts.
    assert found.confidence.tolist() == [1] * 6
    unlike = Edges(8, *(np.concatenate([part, more]) for part, more in zip(
        TRIANGLES[1:], ([6, 6], [7, 5], [1.0, 0.1]), strict=True)))  # fmt: skip
    right = np.append(RIGHT, [1, 1])
    found = vote(unlike, [run(right, False)] * 3 + [run(np.zeros(8, dtype=int), False)], min_papers=2, seed=1)
    assert found.confidence[right == 0].tolist() == [0.75] * 3


@pytest.mark.parametrize("clusters", [1, 3])
def test_what_all_runs_agree_on_is_the_result(clusters):
    random = np.random.default_rng(0)
    vectors = random.normal(size=(300, 16)).astype("float32")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    edges = share_neighbours(find_neighbours(vectors, neighbours=40, seed=1))
    agreed = np.arange(300) % clusters
    found = vote(edges, [run(agreed, number % 2 == 1) for number in range(6)], min_papers=10, seed=1)
    assert len(found.found) == clusters
    assert adjusted_rand_score(found.topic, agreed) == 1
    assert found.found.tolist() == [1] * clusters
    assert (found.confidence == 1).all()


def test_names_of_clusters_mean_nothing():
    runs = [run(RIGHT, False), run(1 - RIGHT, False), run(RIGHT + 5, True)]
    assert vote(TRIANGLES, runs, min_papers=2, seed=1).confidence.tolist() == [1] * 6


def test_small_groups_are_no_topics():
    found = vote(TRIANGLES, [run(RIGHT, False), run(RIGHT, True)], min_papers=4, seed=1)
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
