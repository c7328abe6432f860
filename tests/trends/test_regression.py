import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.trends.regression import fit_slopes


def make_cells(papers):
    """Cells of some strata x periods of a month."""
    strata, periods = np.shape(papers)
    return pd.DataFrame(
        {
            "stratum": np.repeat([f"s{n}" for n in range(strata)], periods),
            "years": np.tile(np.arange(periods) / 12, strata),
            "papers": np.ravel(papers),
        }
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_slopes_are_those_of_a_poisson_regression_with_a_level_for_each_stratum(seed):
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    dice = np.random.default_rng(seed)
    cells = make_cells(dice.integers(50, 200, (3, 18)))
    levels = np.repeat([0.1, 0.3, 0.05], 18)
    counts = dice.poisson(cells["papers"] * levels * np.exp(0.4 * cells["years"]))[None, :].astype(float)
    found = fit_slopes(counts, cells)
    design = np.column_stack([cells["years"], pd.get_dummies(cells["stratum"]).to_numpy(float)])
    expected = GLM(counts[0], design, family=Poisson(), offset=np.log(cells["papers"])).fit()
    assert found.a_year[0] == pytest.approx(expected.params[0], abs=1e-6)
    assert found.expected[0] == pytest.approx(expected.fittedvalues, rel=1e-6)
    # Of binomial counts, so somewhat less than Poisson's.
    assert 0.6 * expected.bse[0] < np.sqrt(found.variance[0]) <= expected.bse[0] * 1.001


def test_a_label_of_every_paper_has_no_slope_and_no_doubt():
    cells = make_cells(np.full((1, 12), 30))
    found = fit_slopes(np.full((1, 12), 30.0), cells)
    assert found.a_year[0] == pytest.approx(0, abs=1e-9)
    assert found.variance[0] == pytest.approx(0, abs=1e-3)


def test_a_wave_of_the_year_is_no_growth():
    """Three years of a share that swings by half: without the season its phase looks like a slope."""
    cells = make_cells(np.full((1, 36), 400))
    share = 0.1 * (1 - 0.5 * np.sin(2 * np.pi * cells["years"].to_numpy()))
    counts = (400 * share)[None, :]
    assert abs(fit_slopes(counts, cells).a_year[0]) > 0.08
    assert abs(fit_slopes(counts, cells, season=True).a_year[0]) < 0.02


def test_many_labels_are_fitted_as_each_alone():
    dice = np.random.default_rng(3)
    cells = make_cells(np.full((2, 10), 80))
    counts = dice.poisson(6, (5, 20)).astype(float)
    together = fit_slopes(counts, cells)
    alone = [fit_slopes(row[None, :], cells).a_year[0] for row in counts]
    assert together.a_year == pytest.approx(alone, abs=1e-9)
