import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis.topics.neighbours as neighbours
from analysis.embed import to_grid
from analysis.topics.neighbours import cut_neighbours, find_neighbours, share_neighbours


def unit(count, dimensions=16, *, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, dimensions)).astype("float32")
    return to_grid(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@given(st.integers(3, 60), st.integers(0, 5))
def test_the_nearest_are_those_of_all_pairs(count, seed):
    vectors = unit(count, seed=seed)
    found = find_neighbours(vectors, neighbours=2, seed=1)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -2)
    best = -np.sort(-cosines, axis=1)[:, :2]
    assert np.allclose(np.take_along_axis(cosines, found, 1), best, atol=1e-5)
    assert (found != np.arange(count)[:, None]).all()


def test_of_equal_cosines_the_first_papers_count():
    vectors = np.eye(16)[[0, 1, 1, 0, 1, 1, 1]]
    found = find_neighbours(vectors, neighbours=2, seed=1)
    assert found.tolist() == [[3, 1], [2, 4], [1, 4], [0, 1], [1, 2], [1, 2], [1, 2]]
    assert (vectors[0] @ vectors[found[0]].T).tolist() == [1, 0]


@given(st.integers(3, 60), st.integers(0, 5), st.integers(1, 30))
def test_blocks_change_nothing(count, seed, block):
    vectors = unit(count, seed=seed)
    wanted = find_neighbours(vectors, neighbours=2, seed=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "_BLOCK", block)
        found = find_neighbours(vectors, neighbours=2, seed=1)
    assert (found == wanted).all()


@pytest.mark.slow
def test_the_approximate_search_finds_nearly_all_and_never_the_paper_itself(monkeypatch):
    vectors = unit(2000)
    exact = find_neighbours(vectors, neighbours=10, seed=1)
    monkeypatch.setattr(neighbours, "_EXACT", 100)
    near = find_neighbours(vectors, neighbours=10, seed=1)
    same = [len(set(a) & set(b)) for a, b in zip(exact.tolist(), near.tolist(), strict=True)]
    assert np.mean(same) > 8.5
    assert (near != np.arange(2000)[:, None]).all()
    assert all(len(set(row)) == 10 for row in near.tolist())


@pytest.mark.slow
def test_many_copies_of_one_paper_are_no_trouble(monkeypatch):
    vectors = np.vstack([np.tile(unit(1), (60, 1)), unit(60, seed=2)])
    for exact in (40_000, 10):
        monkeypatch.setattr(neighbours, "_EXACT", exact)
        found = find_neighbours(vectors, neighbours=5, seed=1)
        assert found.shape == (120, 5)
        assert (found != np.arange(120)[:, None]).all()


def test_a_pair_weighs_the_share_of_common_neighbours():
    # 0, 1, 2 are each other's; 3 looks at 0 and 1.
    places = np.array([[1, 2], [0, 2], [0, 1], [0, 1]])
    edges = share_neighbours(places)
    weights = dict(zip(zip(edges.first.tolist(), edges.second.tolist(), strict=True), edges.weight, strict=True))
    assert weights == pytest.approx({(0, 1): 1, (0, 2): 1, (1, 2): 1, (0, 3): 0.5, (1, 3): 0.5})


def test_papers_that_are_left_out_are_nobodys_neighbours():
    # 3 looks at 0 only, as if 1 were not there; their neighbourhoods {0, 2} and {3, 0} share one of three.
    edges = share_neighbours(np.array([[2, -1], [-1, -1], [0, -1], [0, -1]]))
    assert edges.papers == 4
    weights = dict(zip(zip(edges.first.tolist(), edges.second.tolist(), strict=True), edges.weight, strict=True))
    assert weights == pytest.approx({(0, 2): 1, (0, 3): 1 / 3})


@given(st.integers(10, 60), st.integers(0, 5))
def test_the_neighbours_among_some_are_those_found_among_them_alone(count, seed):
    vectors = unit(count, seed=seed)
    keep = np.random.default_rng(seed).random(count) < 0.8
    near = find_neighbours(vectors, neighbours=count - 1, seed=1)
    cut = cut_neighbours(near, keep=keep, width=3)
    assert (cut[~keep] == -1).all()
    alone = find_neighbours(vectors[keep], neighbours=min(3, keep.sum() - 1), seed=1)
    inside = np.flatnonzero(keep)
    assert (inside[alone] == cut[keep][:, : alone.shape[1]]).all()
