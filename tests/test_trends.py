import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_papers

from analysis.periods import choose_period, drop_later, find_gaps, find_windows, measure_coverage
from analysis.tables import check_table
from analysis.trends import count_trends, estimate_growth, gather_labels, papers_needed, share_interval


def sources(*rows: dict[str, object]) -> pd.DataFrame:
    defaults = {"selection": "unknown", "covers_from": None, "covers_to": None}
    frame = pd.DataFrame([{**defaults, **row} for row in rows])
    return frame.astype({"covers_from": "datetime64[s]", "covers_to": "datetime64[s]"})


def monthly(shares: list[float], *, total: int = 100, source: str = "s", label: str = "x", first: str = "2024-01-10"):
    """Papers with the given share of a label in consecutive months, and the label's rows."""
    rows, labelled = [], []
    for month, share in enumerate(shares):
        day = pd.Timestamp(first) + pd.DateOffset(months=month)
        for number in range(total):
            paper_id = f"{source}-{month:02d}-{number:03d}"
            rows.append({"paper_id": paper_id, "published": day, "sources": source})
            if number < round(share * total):
                labelled.append({"paper_id": paper_id, "kind": "topic", "label": label})
    return make_papers(*rows), pd.DataFrame(labelled)


YEAR = {"source": "s", "selection": "all", "covers_from": "2024-01-01", "covers_to": "2024-12-31"}


def test_only_sources_that_take_everything_in_a_window_cover_it():
    table = sources(
        YEAR,
        {**YEAR, "source": "rank", "selection": "ranking"},
        {**YEAR, "source": "one", "selection": "author"},
        {"source": "loose"},
        {**YEAR, "source": "fact", "selection": "facts"},
    )
    papers = make_papers(
        {"published": "2024-03-01", "sources": "loose"}, {"published": "2024-05-09", "sources": "loose; rank"}
    )
    windows = find_windows(table, papers)
    assert windows["covers_from"].notna().to_dict() == {
        "s": True,
        "rank": False,
        "one": False,
        "loose": True,
        "fact": False,
    }
    assert windows.loc["loose", ["covers_from", "covers_to", "assumed"]].tolist() == [
        pd.Timestamp("2024-03-01"), pd.Timestamp("2024-05-09"), True,
    ]  # fmt: skip


def test_the_first_and_last_period_of_a_window_are_partial():
    papers = make_papers({"published": "2024-01-20"}, {"published": "2024-02-10"}, {"published": "2024-03-05"})
    table = sources({"source": "s", "selection": "all", "covers_from": "2024-01-15", "covers_to": "2024-03-10"})
    coverage = measure_coverage(table, papers, period="month")
    assert coverage["covered"].tolist() == [True, True, True]
    assert coverage["partial"].tolist() == [True, False, True]
    assert coverage["papers"].tolist() == [1, 1, 1]


def test_a_period_still_running_at_as_of_is_partial_and_later_papers_do_not_count():
    papers = make_papers({"published": "2024-01-20"}, {"published": "2024-02-20"})
    coverage = measure_coverage(sources(YEAR), papers, period="month", as_of="2024-02-10")
    assert coverage[["papers", "partial"]].values.tolist() == [[1, False], [0, True]]


def test_gaps_are_the_weekdays_without_a_paper_inside_the_window():
    days = [day for day in pd.bdate_range("2024-01-01", "2024-01-31") if day.day not in (10, 11, 25)]
    papers = make_papers(*({"published": day} for day in days))
    gaps = find_gaps(sources({**YEAR, "covers_to": "2024-01-31"}), papers)
    assert gaps[["day", "run"]].values.tolist() == [
        [pd.Timestamp("2024-01-10"), 2],
        [pd.Timestamp("2024-01-11"), 2],
        [pd.Timestamp("2024-01-25"), 1],
    ]


def test_a_source_with_papers_on_few_days_has_no_gaps():
    papers = make_papers({"published": "2024-01-02"}, {"published": "2024-06-03"})
    assert len(find_gaps(sources(YEAR), papers)) == 0


@pytest.mark.parametrize(
    ("last", "period"), [("2024-12-31", "month"), ("2028-12-31", "quarter"), ("2034-12-31", "year")]
)
def test_periods_get_longer_with_the_span(last, period):
    table = sources({**YEAR, "covers_to": last})
    assert choose_period(find_windows(table, make_papers({})), make_papers({})) == period


def test_shares_and_totals_are_those_counted_by_hand():
    papers, labels = monthly([0.1, 0.3], total=10)
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    trends = count_trends(labels, papers, coverage)
    assert trends[["papers", "total", "share"]].values.tolist() == [[1, 10, 0.1], [3, 10, 0.3]]
    check_table("trends", trends)


def test_shares_of_exclusive_labels_sum_to_one():
    papers, labels = monthly([0.2, 0.5, 0.9], total=10)
    rest = papers[~papers["paper_id"].isin(labels["paper_id"])]
    others = pd.DataFrame({"paper_id": rest["paper_id"], "kind": "topic", "label": "y"})
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    trends = count_trends(pd.concat([labels, others]), papers, coverage)
    assert trends.groupby("period")["share"].sum().tolist() == pytest.approx([1, 1, 1])


@given(st.integers(0, 50), st.integers(1, 50))
def test_an_interval_holds_its_share_and_stays_between_zero_and_one(papers, more):
    low, high = share_interval(pd.Series([papers]), pd.Series([papers + more]))
    assert 0 <= low[0] <= papers / (papers + more) <= high[0] <= 1


def test_a_planted_growth_is_found_with_its_size():
    """A share that doubles within a year, month by month."""
    shares = [0.1 * 2 ** (month / 12) for month in range(12)]
    papers, labels = monthly(shares, total=1000)
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    growth = estimate_growth(labels, papers, coverage).iloc[0]
    assert growth["verdict"] == "growing"
    assert growth["growth"] == pytest.approx(1, abs=0.05)
    assert growth["low"] < 1 < growth["high"]
    check_table("growth", estimate_growth(labels, papers, coverage))


def test_growth_is_the_slope_that_a_log_linear_fit_by_hand_finds():
    papers, labels = monthly([0.1, 0.12, 0.11, 0.16, 0.15, 0.2, 0.22, 0.21], total=200)
    coverage = measure_coverage(sources(YEAR), papers, period="month", as_of="2024-08-31")
    found = estimate_growth(labels, papers, coverage).iloc[0]["growth"]
    years = np.array([(pd.Timestamp(2024, month, 1) - pd.Timestamp(2024, 1, 1)).days for month in range(1, 9)]) / 365.25
    counts = labels.assign(month=labels["paper_id"].str[2:4]).groupby("month").size().to_numpy()

    def likelihood(slope: float) -> float:
        weights = np.exp(slope * years)
        return float((counts * np.log(weights / weights.sum())).sum())

    slopes = np.linspace(-3, 5, 80_001)
    best = slopes[np.argmax([likelihood(slope) for slope in slopes[::50]]) * 50]
    assert found == pytest.approx(math.expm1(best), abs=0.02)


def test_a_steady_share_has_no_clear_change():
    papers, labels = monthly([0.2] * 12, total=100)
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage).iloc[0]
    assert row["verdict"] == "no clear change"
    assert row["low"] < 0 < row["high"]


def test_false_alarms_stay_below_the_stated_rate():
    """Forty labels without any growth: hardly one may be called growing or declining."""
    random = np.random.default_rng(0)
    papers, _ = monthly([0] * 12, total=200)
    labels = pd.concat(
        pd.DataFrame(
            {"paper_id": papers.loc[random.random(len(papers)) < 0.1, "paper_id"], "kind": "topic", "label": f"{n:02d}"}
        )
        for n in range(40)
    )
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    verdicts = estimate_growth(labels, papers, coverage)["verdict"]
    assert (verdicts == "no clear change").sum() >= 39


def test_few_papers_give_no_number():
    papers, labels = monthly([0.01] * 12, total=100)
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage, min_papers=20).iloc[0]
    assert (row["verdict"], row["papers"]) == ("too few papers to tell", 12)
    assert pd.isna(row["growth"])


def test_a_ranking_is_confounded_however_many_papers_it_has():
    papers, labels = monthly([0.1 * 2 ** (month / 12) for month in range(12)], total=100)
    coverage = measure_coverage(sources({**YEAR, "selection": "ranking"}), papers, period="month")
    row = estimate_growth(labels, papers, coverage).iloc[0]
    assert row["verdict"] == "confounded with source"
    assert pd.isna(row["growth"])


def test_two_sources_with_different_levels_do_not_make_a_trend():
    """Source s holds the first year at 10 %, source t the second at 30 %: within each nothing changes."""
    papers_s, labels_s = monthly([0.1] * 12, source="s")
    papers_t, labels_t = monthly([0.3] * 12, source="t", first="2025-01-10")
    both = sources(YEAR, {"source": "t", "selection": "all", "covers_from": "2025-01-01", "covers_to": "2025-12-31"})
    papers, labels = pd.concat([papers_s, papers_t]), pd.concat([labels_s, labels_t])
    row = estimate_growth(labels, papers, measure_coverage(both, papers, period="month")).iloc[0]
    assert row["verdict"] == "no clear change"
    assert abs(row["growth"]) < 0.05


def test_sources_that_disagree_are_confounded():
    rising, labels_s = monthly([0.1 * 3 ** (month / 12) for month in range(12)], source="s", total=300)
    falling, labels_t = monthly([0.3 / 3 ** (month / 12) for month in range(12)], source="t", total=300)
    both = sources(YEAR, {**YEAR, "source": "t"})
    papers, labels = pd.concat([rising, falling]), pd.concat([labels_s, labels_t])
    row = estimate_growth(labels, papers, measure_coverage(both, papers, period="month")).iloc[0]
    assert row["verdict"] == "confounded with source"
    assert "disagree" in row["basis"]


def test_adding_a_field_leaves_the_rows_of_other_kinds_as_they_were():
    papers, labels = monthly([0.1 * 2 ** (month / 12) for month in range(12)], total=200)
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    more = pd.concat([labels, labels.assign(kind="field", label="f")])
    before = estimate_growth(labels, papers, coverage)
    after = estimate_growth(more, papers, coverage)
    pd.testing.assert_frame_equal(before, after[after["kind"] == "topic"].reset_index(drop=True))


def test_papers_without_dates_are_counted_nowhere():
    papers = make_papers({"published": None}, {"published": None})
    labels = pd.DataFrame({"paper_id": ["p1"], "kind": "topic", "label": "x"})
    coverage = measure_coverage(sources(YEAR), papers, period="year")
    assert len(coverage) == 0
    assert len(count_trends(labels, papers, coverage)) == 0
    assert estimate_growth(labels, papers, coverage)["verdict"].tolist() == ["too few papers to tell"]


def test_the_papers_needed_suffice_four_times_out_of_five():
    random = np.random.default_rng(1)
    needed = papers_needed(0.1, growth=1.0)
    first, second = random.binomial(needed, 0.1, 4000) / needed, random.binomial(needed, 0.2, 4000) / needed
    mean = (first + second) / 2
    found = np.abs(second - first) / np.sqrt(2 * mean * (1 - mean) / needed) > 1.96
    assert found.mean() == pytest.approx(0.8, abs=0.03)


def test_labels_leave_out_outliers_tasks_and_single_systems():
    topics = pd.DataFrame({"paper_id": ["p", "q"], "topic": [0, -1], "label": ["t", "no topic"]})
    methods = pd.DataFrame(
        {
            "paper_id": ["p"] * 3,
            "method": ["ViT", "MyNet", "grading"],
            "kind": ["architecture", "proposed system", "task"],
        }
    )
    fields = pd.DataFrame({"paper_id": ["p"], "field": ["f"]})
    labels = gather_labels(topics, methods, fields)
    assert labels[["kind", "label"]].values.tolist() == [["topic", "t"], ["method", "ViT"], ["field", "f"]]


def test_a_paper_that_two_sources_list_is_evidence_once():
    """The same papers listed by a second source must not make a change look surer."""
    papers, labels = monthly([0.1, 0.14, 0.09, 0.15, 0.12, 0.16, 0.13, 0.17, 0.12, 0.18, 0.14, 0.17], total=60)
    once = estimate_growth(labels, papers, measure_coverage(sources(YEAR), papers, period="month"))
    twice = papers.assign(sources="s; t")
    both = sources(YEAR, {**YEAR, "source": "t"})
    repeated = estimate_growth(labels, twice, measure_coverage(both, twice, period="month"))
    assert repeated.loc[0, ["growth", "low", "high", "p_value"]].tolist() == pytest.approx(
        once.loc[0, ["growth", "low", "high", "p_value"]].tolist()
    )


def test_dates_known_to_the_year_only_are_placed_in_no_month():
    papers = make_papers(
        {"published": "2024-01-01", "date_precision": "year"}, {"published": "2024-01-15"}, {"published": "2024-03-09"}
    )
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    assert coverage["papers"].tolist() == [1, 0, 1]
    labels = pd.DataFrame({"paper_id": ["p1", "p2"], "kind": "topic", "label": "x"})
    assert count_trends(labels, papers, coverage)["papers"].tolist() == [1, 0, 0]


def test_a_window_that_is_only_short_is_not_called_confounded():
    papers, labels = monthly([0.5] * 4, total=100)
    coverage = measure_coverage(sources(YEAR), papers, period="month")
    row = estimate_growth(labels, papers, coverage, min_periods=6).iloc[0]
    assert row["verdict"] == "too few papers to tell"
    assert row["basis"] == "the sources cover 3 complete periods at most; 6 are needed"


def test_papers_that_all_fall_into_one_period_give_no_rate():
    papers, labels = monthly([0] * 5 + [0.5] + [0] * 6, total=100)
    row = estimate_growth(labels, papers, measure_coverage(sources(YEAR), papers, period="month")).iloc[0]
    assert row["verdict"] == "too few papers to tell"
    assert pd.isna(row["growth"])


def test_a_verdict_of_change_always_comes_with_an_interval_that_leaves_out_no_change():
    random = np.random.default_rng(3)
    papers, _ = monthly([0] * 12, total=120)
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
    growth = estimate_growth(labels, papers, measure_coverage(sources(YEAR), papers, period="month"))
    changed = growth[growth["verdict"].isin(["growing", "declining"])]
    assert len(changed) > 3
    assert ((changed["low"] > 0) | (changed["high"] < 0)).all()


def test_later_papers_than_the_day_of_speaking_are_left_out():
    papers = make_papers({"published": "2024-01-01"}, {"published": "2024-03-01"}, {"published": None})
    assert drop_later(papers, "2024-02-01")["paper_id"].tolist() == ["p1", "p3"]
    assert len(drop_later(papers, None)) == 3
