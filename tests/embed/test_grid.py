import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.embed.grid import STEP, find_doubtful, lies_on_grid, to_grid

SEEDS = st.integers(0, 2**32 - 1)


def unit_vectors(count, seed, dimensions=384):
    values = np.random.default_rng(seed).normal(size=(count, dimensions))
    return values / np.linalg.norm(values, axis=1, keepdims=True)


@given(arrays(np.float64, 20, elements=st.floats(-1, 1)))
def test_a_value_moves_by_half_a_step_at_most_and_once(values):
    placed = to_grid(values)
    assert (np.abs(placed - values) <= STEP / 2).all()
    assert (to_grid(placed) == placed).all()
    assert lies_on_grid(placed)


def test_there_is_one_zero():
    assert not np.signbit(to_grid(np.array([-0.0, -1e-9, 0.0]))).any()


@given(SEEDS)
def test_a_cosine_is_the_same_in_whatever_order_its_terms_are_added(seed):
    one, other = to_grid(unit_vectors(2, seed))
    exact = int((one / STEP).astype(int) @ (other / STEP).astype(int)) * STEP**2
    shuffled = np.random.default_rng(seed).permutation(384)
    sequential = np.float32(0)
    for product in one[shuffled] * other[shuffled]:
        sequential += product
    assert one @ other == exact == sequential
    assert (one[shuffled] * other[shuffled]).sum() == exact


@given(SEEDS)
def test_only_doubtful_rows_can_be_rounded_otherwise_by_another_processor(seed):
    vectors = unit_vectors(50, seed).astype(np.float32)
    noise = np.random.default_rng(seed).uniform(-2e-7, 2e-7, vectors.shape)
    moved = (to_grid(vectors) != to_grid(vectors + noise)).any(axis=1)
    assert set(np.flatnonzero(moved)) <= set(find_doubtful(vectors, np.full(50, 200)).tolist())


@pytest.mark.parametrize("value", [np.nan, np.inf, STEP / 3])
def test_what_is_no_value_of_the_grid_is_told(value):
    assert not lies_on_grid(np.array([0.0, value]))
