import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.productivity import compare_groups, count_by_source, count_local, mean_interval, normalise_counts

PAPERS = pd.DataFrame(
    {"paper_id": list("pqrs"), "published": pd.to_datetime(["2015-01-01", "2018-01-01", "2020-01-01", None])}
)


@given(
    st.lists(st.tuples(st.sampled_from("pqrsx"), st.sampled_from("pqrsxy")), max_size=30).map(
        lambda rows: list(dict.fromkeys(rows))
    )
)
def test_local_counts_are_what_a_double_loop_counts(pairs):
    citations = pd.DataFrame(pairs, columns=["paper_id", "work_id"])
    local = count_local(citations, PAPERS)
    assert local.to_dict() == {paper: sum(cited == paper for _, cited in pairs) for paper in "pqrs"}


def test_each_source_counts_for_itself_until_its_own_day():
    counts = pd.DataFrame(
        {"paper_id": ["p", "p", "q", "s"], "source": ["wos", "scopus", "wos", "wos"], "cited_by": [10, 14, 3, 1]}
    )
    sources = pd.DataFrame({"source": ["wos", "scopus"], "captured_on": [pd.Timestamp("2020-01-01"), pd.NaT]})
    found = count_by_source(counts, sources, PAPERS).set_index(["source", "paper_id"])
    assert found["per_year"].round(2).dropna().to_dict() == {("wos", "p"): 2.0, ("wos", "q"): 1.5}
    assert found.index.tolist() == [("scopus", "p"), ("wos", "p"), ("wos", "q"), ("wos", "s")]


def test_a_count_of_a_source_that_is_not_described_has_no_years():
    none = pd.DataFrame({"source": pd.Series(dtype="str"), "captured_on": pd.Series(dtype="datetime64[us]")})
    papers = pd.DataFrame({"paper_id": ["p"], "published": pd.to_datetime(["2020-01-01"])})
    counted = count_by_source(pd.DataFrame({"paper_id": ["p"], "source": ["x"], "cited_by": [3]}), none, papers)
    assert counted["cited_by"].tolist() == [3]
    assert counted[["years", "per_year"]].isna().all(axis=None)


def test_a_paper_younger_than_a_year_counts_as_one_year_old():
    counts = pd.DataFrame({"paper_id": ["r"], "source": ["wos"], "cited_by": [4]})
    sources = pd.DataFrame({"source": ["wos"], "captured_on": pd.to_datetime(["2020-02-01"])})
    assert count_by_source(counts, sources, PAPERS)["per_year"].tolist() == [4.0]


def test_scores_average_to_one_in_every_group_that_has_one():
    ids = [f"p{n}" for n in range(40)]
    random = np.random.default_rng(1)
    counts = pd.Series(random.poisson(3, 40), ids)
    years = pd.Series([2018, 2019] * 20, ids)
    topics = pd.Series([0] * 17 + [1] * 20 + [2] * 3, ids)
    scores = normalise_counts(counts, years, topics)
    assert scores.groupby(years)["year_score"].mean().round(9).tolist() == [1.0, 1.0]
    by_both = scores.groupby([years, topics])["topic_score"]
    assert by_both.mean().dropna().round(9).tolist() == [1.0] * 4
    assert by_both.size()[by_both.mean().isna()].max() < 5


def test_a_group_that_nobody_cites_has_no_score():
    counts = pd.Series([0] * 6, list("abcdef"))
    assert normalise_counts(counts, pd.Series([2020] * 6, list("abcdef")))["year_score"].isna().all()


def test_intervals_of_skewed_means_hold_the_mean_nineteen_times_in_twenty():
    random = np.random.default_rng(2)
    held = 0
    for _ in range(100):
        low, high = mean_interval(random.lognormal(0, 0.8, 60), seed=1, draws=400)
        held += low <= np.exp(0.32) <= high
    assert held >= 88


def test_a_paper_counts_in_each_of_its_groups_once():
    scores = pd.Series(range(6), list("abcdef"), dtype=float)
    rows = pd.DataFrame({"paper_id": [*"abcdef", "a", "a"], "venue": [*["Wells"] * 6, "Lakes", "Wells"]})
    found = compare_groups(scores, rows, by="venue", seed=1)
    assert found[["venue", "papers", "mean", "median"]].values.tolist() == [["Wells", 6, 2.5, 2.5]]
    assert found["low"].item() < 2.5 < found["high"].item()


@pytest.mark.parametrize("values", [np.array([3.0]), np.array([2.0, 2.0]), np.array([])])
def test_no_spread_no_interval(values):
    low, high = mean_interval(values, seed=1)
    assert low == high or (np.isnan(low) and np.isnan(high))


@pytest.mark.parametrize("size", [20, 60, 400])
def test_intervals_are_those_of_scipy_and_hang_on_no_order(size):
    from scipy.stats import bootstrap

    values = np.random.default_rng(size).geometric(0.3, size).astype(float)
    low, high = mean_interval(values, seed=3, draws=20_000)
    assert (low, high) == mean_interval(values[::-1], seed=3, draws=20_000)
    told = bootstrap((values,), np.mean, n_resamples=20_000, method="BCa", rng=np.random.default_rng(1))
    width = high - low
    assert abs(low - told.confidence_interval.low) < 0.1 * width
    assert abs(high - told.confidence_interval.high) < 0.1 * width
