import pandas as pd
import pytest
from samples import YEAR, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.ground import find_members, lay_ground
from analysis.trends.windows import compare_windows, match_windows


def test_the_latest_year_stands_beside_the_one_before():
    papers, labels = monthly_papers([0.1] * 13 + [0.2] * 12, total=50)
    table = make_sources({**YEAR, "covers_to": "2026-01-31"})
    ground = lay_ground(papers, measure_coverage(table, papers, period="month"))
    names = labels[["kind", "label"]].drop_duplicates(ignore_index=True)
    found = compare_windows(names, find_members(labels, names, ground), ground, length="month", seed=1).iloc[0]
    assert (found["earlier"], found["later"]) == (60, 120)
    assert found["ratio"] == pytest.approx(2, abs=0.02)
    assert found["ratio_low"] < 2 < found["ratio_high"]


def test_a_window_too_short_for_the_year_before_gives_none():
    papers, labels = monthly_papers([0.1] * 12, total=50)
    ground = lay_ground(papers, measure_coverage(make_sources(YEAR), papers, period="month"))
    names = labels[["kind", "label"]].drop_duplicates(ignore_index=True)
    assert (
        compare_windows(names, find_members(labels, names, ground), ground, length="month", seed=1)
        .isna()
        .all(axis=None)
    )


def test_years_are_compared_in_halves():
    years = pd.date_range("2015-01-01", "2021-01-01", freq="YS")
    earlier, later = match_windows(years, length="year")
    assert (earlier.year.tolist(), later.year.tolist()) == ([2016, 2017, 2018], [2019, 2020, 2021])
