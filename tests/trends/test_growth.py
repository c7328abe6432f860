import math

import numpy as np
import pandas as pd
import pytest
from samples import YEAR, make_papers, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.drift import find_drift, stratify
from analysis.trends.growth import estimate_growth
from analysis.trends.power import papers_needed
from analysis.trends.shares import count_trends
from analysis.trends.verdicts import Limits
from analysis.workspace.tables import check_table


def test_a_planted_growth_is_found_with_its_size():
    """A share that doubles within a year, month by month."""
    shares = [0.1 * 2 ** (month / 12) for month in range(12)]
    papers, labels = monthly_papers(shares, total=1000)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    growth = estimate_growth(labels, papers, coverage).iloc[0]
    assert growth["verdict"] == "rising"
    assert growth["growth"] == pytest.approx(1, abs=0.05)
    assert growth["low"] < 1 < growth["high"]
    check_table("growth", estimate_growth(labels, papers, coverage))


def test_growth_is_the_slope_that_a_log_linear_fit_by_hand_finds():
    papers, labels = monthly_papers([0.1, 0.12, 0.11, 0.16, 0.15, 0.2, 0.22, 0.21], total=200)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month", as_of="2024-08-31")
    found = estimate_growth(labels, papers, coverage).iloc[0]["growth"]
    years = np.array([(pd.Timestamp(2024, month, 1) - pd.Timestamp(2024, 1, 1)).days for month in range(1, 9)]) / 365.25
    counts = labels.assign(month=labels["paper_id"].str[2:4]).groupby("month").size().to_numpy()

    def likelihood(slope: float) -> float:
        weights = np.exp(slope * years)
        return float((counts * np.log(weights / weights.sum())).sum())

    slopes = np.linspace(-3, 5, 80_001)
    best = slopes[np.argmax([likelihood(slope) for slope in slopes[::50]]) * 50]
    assert found == pytest.approx(math.expm1(best), abs=0.02)


def test_estimates_have_no_more_digits_than_every_processor_finds():
    papers, labels = monthly_papers([0.1, 0.12, 0.11, 0.16, 0.15, 0.2, 0.22, 0.21], total=200)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month", as_of="2024-08-31")
    row = estimate_growth(labels, papers, coverage).iloc[0]
    for value in row[["growth", "low", "high"]]:
        assert value == round(value, 6)
    assert row["p_value"] == float(f"{row['p_value']:.6g}")


def test_a_share_that_never_changes_grows_by_nothing_at_all():
    """What a solver leaves of a slope of 0 hangs on the processor."""
    papers, labels = monthly_papers([1.0] * 12, total=30)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage).iloc[0]
    assert row["growth"] == 0
    assert not np.signbit(row["growth"])
    assert row["p_value"] == 1


def test_a_steady_share_has_no_clear_change():
    papers, labels = monthly_papers([0.2] * 12, total=100)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage).iloc[0]
    assert row["verdict"] == "unclear"
    assert row["low"] < 0 < row["high"]


def test_false_alarms_stay_below_the_stated_rate():
    """Forty labels without any growth: hardly one may be called growing or declining."""
    random = np.random.default_rng(0)
    papers, _ = monthly_papers([0] * 12, total=200)
    labels = pd.concat(
        pd.DataFrame(
            {"paper_id": papers.loc[random.random(len(papers)) < 0.1, "paper_id"], "kind": "topic", "label": f"{n:02d}"}
        )
        for n in range(40)
    )
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    verdicts = estimate_growth(labels, papers, coverage)["verdict"]
    assert (verdicts == "unclear").sum() >= 39


def test_few_papers_give_no_number():
    papers, labels = monthly_papers([0.01] * 12, total=100)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage, limits=Limits(papers=20)).iloc[0]
    assert (row["verdict"], row["papers"]) == ("too few papers", 12)
    assert pd.isna(row["growth"])


def test_a_ranking_is_confounded_however_many_papers_it_has():
    papers, labels = monthly_papers([0.1 * 2 ** (month / 12) for month in range(12)], total=100)
    coverage = measure_coverage(make_sources({**YEAR, "selection": "ranking"}), papers, period="month")
    row = estimate_growth(labels, papers, coverage).iloc[0]
    assert row["verdict"] == "confounded with source"
    assert pd.isna(row["growth"])


def test_two_sources_with_different_levels_do_not_make_a_trend():
    """Source s holds the first year at 10 %, source t the second at 30 %: within each nothing changes."""
    papers_s, labels_s = monthly_papers([0.1] * 12, source="s")
    papers_t, labels_t = monthly_papers([0.3] * 12, source="t", first="2025-01-10")
    both = make_sources(
        YEAR, {"source": "t", "selection": "all", "covers_from": "2025-01-01", "covers_to": "2025-12-31"}
    )
    papers, labels = pd.concat([papers_s, papers_t]), pd.concat([labels_s, labels_t])
    row = estimate_growth(labels, papers, measure_coverage(both, papers, period="month")).iloc[0]
    assert row["verdict"] == "unclear"
    assert abs(row["growth"]) < 0.05


def test_sources_that_disagree_are_confounded():
    rising, labels_s = monthly_papers([0.1 * 3 ** (month / 12) for month in range(12)], source="s", total=300)
    falling, labels_t = monthly_papers([0.3 / 3 ** (month / 12) for month in range(12)], source="t", total=300)
    both = make_sources(YEAR, {**YEAR, "source": "t"})
    papers, labels = pd.concat([rising, falling]), pd.concat([labels_s, labels_t])
    row = estimate_growth(labels, papers, measure_coverage(both, papers, period="month")).iloc[0]
    assert row["verdict"] == "confounded with source"
    assert "disagree" in row["basis"]


def test_adding_a_field_leaves_the_rows_of_other_kinds_as_they_were():
    papers, labels = monthly_papers([0.1 * 2 ** (month / 12) for month in range(12)], total=200)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    more = pd.concat([labels, labels.assign(kind="field", label="f")])
    before = estimate_growth(labels, papers, coverage)
    after = estimate_growth(more, papers, coverage)
    pd.testing.assert_frame_equal(before, after[after["kind"] == "topic"].reset_index(drop=True))


def test_papers_without_dates_are_counted_nowhere():
    papers = make_papers({"published": None}, {"published": None})
    labels = pd.DataFrame({"paper_id": ["p1"], "kind": "topic", "label": "x"})
    coverage = measure_coverage(make_sources(YEAR), papers, period="year")
    assert len(coverage) == 0
    assert len(count_trends(labels, papers, coverage)) == 0
    assert estimate_growth(labels, papers, coverage)["verdict"].tolist() == ["too few papers"]


def test_the_papers_needed_suffice_four_times_out_of_five():
    random = np.random.default_rng(1)
    needed = papers_needed(0.1, growth=1.0)
    first, second = random.binomial(needed, 0.1, 4000) / needed, random.binomial(needed, 0.2, 4000) / needed
    mean = (first + second) / 2
    found = np.abs(second - first) / np.sqrt(2 * mean * (1 - mean) / needed) > 1.96
    assert found.mean() == pytest.approx(0.8, abs=0.03)


def test_a_paper_that_two_sources_list_is_evidence_once():
    """The same papers listed by a second source must not make a change look surer."""
    papers, labels = monthly_papers([0.1, 0.14, 0.09, 0.15, 0.12, 0.16, 0.13, 0.17, 0.12, 0.18, 0.14, 0.17], total=60)
    once = estimate_growth(labels, papers, measure_coverage(make_sources(YEAR), papers, period="month"))
    twice = papers.assign(sources=[["s", "t"]] * len(papers))
    both = make_sources(YEAR, {**YEAR, "source": "t"})
    repeated = estimate_growth(labels, twice, measure_coverage(both, twice, period="month"))
    assert repeated.loc[0, ["growth", "low", "high", "p_value"]].tolist() == pytest.approx(
        once.loc[0, ["growth", "low", "high", "p_value"]].tolist()
    )


def test_a_window_that_is_only_short_is_not_called_confounded():
    papers, labels = monthly_papers([0.5] * 4, total=100)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage, limits=Limits(periods=6)).iloc[0]
    assert row["verdict"] == "too few papers"
    assert row["basis"] == "the sources cover 4 complete periods at most; 6 are needed"


def test_papers_that_all_fall_into_one_period_give_no_rate():
    papers, labels = monthly_papers([0] * 5 + [0.5] + [0] * 6, total=100)
    row = estimate_growth(labels, papers, measure_coverage(make_sources(YEAR), papers, period="month")).iloc[0]
    assert row["verdict"] == "too few papers"
    assert pd.isna(row["growth"])


def test_a_verdict_of_change_always_comes_with_an_interval_that_leaves_out_no_change():
    random = np.random.default_rng(3)
    papers, _ = monthly_papers([0] * 12, total=120)
    month = papers["paper_id"].str[2:4].astype(int)
    labels = pd.concat(
        pd.DataFrame(
            {
                "paper_id": papers.loc[random.random(len(papers)) < 0.05 + 0.004 * n * month / 12, "paper_id"],
                "kind": "topic",
                "label": f"{n:02d}",
            }
        )
        for n in range(40)
    )
    growth = estimate_growth(labels, papers, measure_coverage(make_sources(YEAR), papers, period="month"))
    changed = growth[growth["verdict"].isin(["rising", "falling"])]
    assert len(changed) > 3
    assert ((changed["low"] > 0) | (changed["high"] < 0)).all()


@pytest.mark.parametrize("growth", [0, 0.0, -1, -2])
def test_a_growth_that_no_number_of_papers_tells_from_none_is_refused(growth):
    with pytest.raises(ValueError, match="growth must lie above -1 and not be 0"):
        papers_needed(0.1, growth=growth)


@pytest.mark.parametrize("share", [0.9995, 0.9, 0.001])
def test_papers_needed_are_a_number_for_every_share(share):
    assert papers_needed(share, growth=1.0) > 0
    assert papers_needed(share, growth=-0.5) > 0


def shares_of(months, *, total=100, categories=None, **options):
    """The growth of a label with the given shares; a category for each paper where `categories` says."""
    papers, labels = monthly_papers(months, total=total)
    if categories is not None:
        papers["category"] = categories(papers)
    table = make_sources({**YEAR, "covers_to": "2025-12-31"})
    coverage = measure_coverage(table, papers, period="month")
    strata = stratify(papers, find_drift(papers, coverage))
    return estimate_growth(labels, papers, coverage, strata=strata, **options).iloc[0]


def test_a_category_that_leaves_the_selection_makes_no_trend():
    """Category b, where the label is rare, is a third of the papers of the first year and none of the second."""
    papers, _ = monthly_papers([0] * 24, total=90)
    month, number = papers["paper_id"].str[2:4].astype(int), papers["paper_id"].str[-3:].astype(int)
    papers["category"] = np.where((number < 30) & (month < 12), "b", "a")
    carries = (papers["category"] == "a") & (number % 5 == 0)
    labels = papers.loc[carries, ["paper_id"]].assign(kind="topic", label="x")
    coverage = measure_coverage(make_sources({**YEAR, "covers_to": "2025-12-31"}), papers, period="month")
    drift = find_drift(papers, coverage)
    assert drift["drifts"].all()
    crude = estimate_growth(labels, papers, coverage).iloc[0]
    assert crude["verdict"] == "rising"
    row = estimate_growth(labels, papers, coverage, strata=stratify(papers, drift)).iloc[0]
    assert row["verdict"] == "confounded with selection"
    assert abs(row["growth"]) < 0.05
    assert row["crude"] == pytest.approx(crude["growth"])


def test_a_share_whose_whole_interval_lies_within_a_tenth_is_steady():
    assert shares_of([0.4] * 24, total=600)["verdict"] == "steady"
    assert shares_of([0.4] * 24, total=60)["verdict"] == "unclear"


def test_a_method_counts_from_when_it_could_be_named():
    starts = pd.Series(pd.to_datetime(["2025-01-01"]), index=pd.MultiIndex.from_tuples([("topic", "x")]))
    row = shares_of([0] * 12 + [0.2] * 12, starts=starts)
    assert (row["verdict"], row["periods"], f"{row['since']:%Y-%m}") == ("unclear", 12, "2025-01")
    assert shares_of([0] * 12 + [0.2] * 12)["verdict"] == "rising"
    late = pd.Series(pd.to_datetime(["2025-10-01"]), index=starts.index)
    young = shares_of([0] * 21 + [0.4] * 3, starts=late)
    assert young["basis"] == "it is new: 3 complete periods since it began; 6 are needed"


def test_the_latest_periods_stand_beside_the_year_before():
    row = shares_of([0.1] * 12 + [0.2] * 12)
    assert (row["earlier"], row["later"]) == (120, 240)
    assert row["ratio"] == pytest.approx(2, abs=0.01)


def test_a_source_of_unknown_selection_is_said_to_be_one():
    papers, labels = monthly_papers([0.1 * 2 ** (month / 12) for month in range(12)], total=100)
    coverage = measure_coverage(make_sources({"source": "s"}), papers, period="month")
    assert estimate_growth(labels, papers, coverage).iloc[0]["assumed"]


def test_fields_are_corrected_among_themselves_alone():
    """Three fields by Holm: the least p-value three times, the next twice."""
    dice = np.random.default_rng(5)
    papers, _ = monthly_papers([0] * 12, total=150)
    labels = pd.concat(
        pd.DataFrame(
            {"paper_id": papers.loc[dice.random(len(papers)) < 0.2, "paper_id"], "kind": "field", "label": name}
        )
        for name in "abc"
    )
    growth = estimate_growth(labels, papers, measure_coverage(make_sources(YEAR), papers, period="month"))
    ordered = growth.sort_values("p_value")
    steps = np.maximum.accumulate(ordered["p_value"].to_numpy() * [3, 2, 1])
    assert ordered["q_value"].to_numpy() == pytest.approx(np.minimum(steps, 1), abs=1e-5)


def test_the_papers_of_a_community_are_no_cluster_of_it():
    """All of them come from one group; that is what the label is, and says nothing of how sure its growth is."""
    papers, labels = monthly_papers([0.1 * 2 ** (month / 12) for month in range(12)], total=100)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    groups = pd.Series("other", index=papers["paper_id"]) + papers["paper_id"].str[-2:].to_numpy()
    groups[labels["paper_id"]] = "one"
    alone = estimate_growth(labels.assign(kind="community"), papers, coverage, groups=groups).iloc[0]
    plain = estimate_growth(labels, papers, coverage).iloc[0]
    assert alone[["growth", "low", "high"]].tolist() == plain[["growth", "low", "high"]].tolist()
    assert alone["verdict"] == "rising"
