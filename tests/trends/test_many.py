import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.trends.many import correct_weighed, draw_together, weigh_labels


@given(st.lists(st.floats(0.01, 5), min_size=1, max_size=40), st.floats(0.5, 10))
def test_weights_are_of_mean_one_and_never_fall_with_precision(errors, span):
    weights = weigh_labels(np.array(errors), span=span)
    assert weights.mean() == pytest.approx(1, abs=1e-3)
    order = np.argsort(errors)
    assert (np.diff(weights[order]) <= 1e-6).all()


def test_labels_of_one_precision_are_corrected_as_by_benjamini_and_hochberg():
    p_values = np.array([0.001, 0.02, 0.03, 0.8, 0.9, 0.95])
    found = correct_weighed(p_values, np.full(6, 0.2), span=2.0)
    plain = np.array([0.006, 0.06, 0.06, 0.95, 0.95, 0.95])
    # Three of six above one half, and one more: all taken for unchanged.
    assert found == pytest.approx(np.minimum(plain, 1))


def test_where_most_change_fewer_are_taken_for_unchanged():
    p_values = np.array([0.001] * 8 + [0.6, 0.7])
    assert correct_weighed(p_values, np.full(10, 0.2), span=2.0).min() < 0.001 * 10 / 8


def test_noise_is_drawn_to_none_and_what_stands_out_is_kept():
    dice = np.random.default_rng(0)
    errors = np.full(60, 0.2)
    noise = dice.normal(0, 0.2, 60)
    drawn = draw_together(noise, errors)
    assert np.abs(drawn.slope).max() < 0.1
    assert drawn.false_sign.min() > 0.3
    noise[:10] = 2.0
    drawn = draw_together(noise, errors)
    assert (drawn.slope[:10] > 1.7).all()
    assert drawn.false_sign[:10].max() < 1e-6
    assert (drawn.error[:10] <= 0.2 + 1e-9).all()


def test_the_least_sure_is_drawn_the_most():
    slopes = np.array([1.0, 1.0, *np.linspace(-1, 1, 20)])
    errors = np.array([0.1, 0.8, *np.full(20, 0.1)])
    drawn = draw_together(slopes, errors).slope
    assert drawn[1] < drawn[0]


def test_no_labels_are_no_error():
    assert len(correct_weighed(np.array([]), np.array([]), span=1.0)) == 0
    assert len(draw_together(np.array([]), np.array([])).slope) == 0
