import numpy as np
import pandas as pd
import pytest
from samples import YEAR, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.backtest import backtest
from analysis.trends.forecast import Predicted, forecast_shares, lay_series, log_score, predict, quantile
from analysis.trends.ground import lay_ground
from analysis.workspace.tables import check_table

TWO_YEARS = {**YEAR, "covers_to": "2025-12-31"}


def ground_of(shares, total=200):
    papers, labels = monthly_papers(shares, total=total)
    return labels, lay_ground(papers, measure_coverage(make_sources(TWO_YEARS), papers, period="month"))


def test_a_steady_share_is_forecast_to_stay():
    labels, ground = ground_of([0.2] * 24)
    found = forecast_shares(labels, ground, length="month")
    check_table("forecasts", found)
    assert found["period"].dt.strftime("%Y-%m").tolist() == ["2026-01", "2026-02", "2026-03"]
    assert found["share"].tolist() == pytest.approx([0.2] * 3, abs=0.005)
    assert (found["low_95"] <= found["low_80"]).all()
    assert (found["high_80"] <= found["high_95"]).all()
    assert set(found["total"]) == {200}


def test_what_comes_after_an_origin_changes_no_forecast_from_it():
    rising = [0.1 + 0.01 * month for month in range(18)]
    one, other = ground_of(rising + [0.3] * 6), ground_of(rising + [0.05] * 6)
    found = [predict(lay_series(labels, ground, until=18), until=18, ahead=3) for labels, ground in (one, other)]
    assert found[0].mean == pytest.approx(found[1].mean)
    assert found[0].shape == pytest.approx(found[1].shape)


def test_scores_and_quantiles_are_those_of_a_negative_binomial():
    each = Predicted(np.array([4.0]), np.array([6.0]))
    counts = np.arange(200)
    chances = np.exp([log_score(each, np.array([n]))[0] for n in counts])
    assert chances.sum() == pytest.approx(1)
    assert (chances * counts).sum() == pytest.approx(6)
    assert quantile(each, 0.9)[0] == counts[np.searchsorted(chances.cumsum(), 0.9)]


def test_a_back_test_counts_what_it_says():
    labels, ground = ground_of([0.2] * 24)
    found = backtest(labels, ground, length="month")
    check_table("backtest", found)
    by = found.set_index("method")
    # Six origins of three months, one label; nothing ever rises, and every interval holds what comes.
    assert set(by["origins"]) == {6}
    assert set(by["forecasts"]) == {18}
    assert by.loc["forecast", ["coverage_95", "base_rate"]].tolist() == [1.0, 0.0]
    assert by["precision"].isna().all()
    assert by["optimistic"].all()


def test_a_label_that_keeps_rising_is_foretold_better_than_by_its_last_share():
    dice = np.random.default_rng(4)
    papers, _ = monthly_papers([0] * 24, total=200)
    month = papers["paper_id"].str[2:4].astype(int)
    parts = [
        pd.DataFrame(
            {
                "paper_id": papers.loc[dice.random(len(papers)) < 0.03 * 3 ** (slope * month / 24), "paper_id"],
                "kind": "method",
                "label": f"{number:02d}",
            }
        )
        for number, slope in enumerate([1.5] * 6 + [0] * 6 + [-1] * 6)
    ]
    coverage = measure_coverage(make_sources(TWO_YEARS), papers, period="month")
    found = backtest(pd.concat(parts, ignore_index=True), lay_ground(papers, coverage), length="month")
    scores = found.set_index("method")["log_score"]
    assert scores["forecast"] > scores["persistence"]
    assert not found["optimistic"].any()


def test_few_periods_give_no_forecast_and_no_back_test():
    labels, ground = ground_of([0.2] * 3)
    assert len(forecast_shares(labels, ground, length="month")) == 0
    assert len(backtest(labels, ground, length="month")) == 0
