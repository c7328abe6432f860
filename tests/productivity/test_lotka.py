import numpy as np
import pandas as pd
import pytest

from analysis.productivity import fit_lotka


@pytest.mark.parametrize("power", [1.8, 2.0, 2.6])
def test_the_exponent_that_authors_were_drawn_with_is_found(power):
    papers = pd.Series(np.random.default_rng(3).zipf(power, 3000))
    lotka = fit_lotka(papers, seed=1, draws=40)
    assert lotka.low < power < lotka.high
    assert lotka.high - lotka.low < 0.2
    assert lotka.fit > 0.05


def test_authors_who_follow_no_such_law_are_told_so():
    lotka = fit_lotka(pd.Series(np.random.default_rng(3).poisson(4, 500) + 1), seed=1, draws=40)
    assert lotka.fit == 0


def test_observed_shares_sum_to_one_and_expected_ones_to_less():
    lotka = fit_lotka(pd.Series([1] * 40 + [2] * 9 + [3] * 4 + [7]), seed=1, draws=10)
    assert lotka.table["share"].sum() == pytest.approx(1)
    assert lotka.table["expected"].sum() < 1
    assert lotka.table["authors"].sum() == lotka.authors == 54


@pytest.mark.parametrize("papers", [[], [1] * 12, [1] * 60])
def test_too_few_authors_or_one_number_of_papers_fit_nothing(papers):
    lotka = fit_lotka(pd.Series(papers, dtype="int64"), seed=1)
    assert np.isnan([lotka.exponent, lotka.low, lotka.fit]).all()
    assert lotka.authors == len(papers)
