import pandas as pd
import pytest
from samples import YEAR, make_papers, make_sources

from analysis.periods import choose_period, drop_later, find_gaps, find_windows, measure_coverage


def test_only_sources_that_take_everything_in_a_window_cover_it():
    table = make_sources(
        YEAR,
        {**YEAR, "source": "rank", "selection": "ranking"},
        {**YEAR, "source": "one", "selection": "author"},
        {"source": "loose"},
        {**YEAR, "source": "fact", "selection": "facts"},
    )
    papers = make_papers(
        {"published": "2024-03-01", "sources": ["loose"]}, {"published": "2024-05-09", "sources": ["loose", "rank"]}
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
    table = make_sources({"source": "s", "selection": "all", "covers_from": "2024-01-15", "covers_to": "2024-03-10"})
    coverage = measure_coverage(table, papers, period="month")
    assert coverage["covered"].tolist() == [True, True, True]
    assert coverage["partial"].tolist() == [True, False, True]
    assert coverage["papers"].tolist() == [1, 1, 1]


def test_a_period_still_running_at_as_of_is_partial_and_later_papers_do_not_count():
    papers = make_papers({"published": "2024-01-20"}, {"published": "2024-02-20"})
    coverage = measure_coverage(make_sources(YEAR), papers, period="month", as_of="2024-02-10")
    assert coverage[["papers", "partial"]].values.tolist() == [[1, False], [0, True]]


def test_gaps_are_the_weekdays_without_a_paper_inside_the_window():
    days = [day for day in pd.bdate_range("2024-01-01", "2024-01-31") if day.day not in (10, 11, 25)]
    papers = make_papers(*({"published": day} for day in days))
    gaps = find_gaps(make_sources({**YEAR, "covers_to": "2024-01-31"}), papers)
    assert gaps[["day", "run"]].values.tolist() == [
        [pd.Timestamp("2024-01-10"), 2],
        [pd.Timestamp("2024-01-11"), 2],
        [pd.Timestamp("2024-01-25"), 1],
    ]


def test_a_source_with_papers_on_few_days_has_no_gaps():
    papers = make_papers({"published": "2024-01-02"}, {"published": "2024-06-03"})
    assert len(find_gaps(make_sources(YEAR), papers)) == 0


@pytest.mark.parametrize(
    ("last", "period"), [("2024-12-31", "month"), ("2028-12-31", "quarter"), ("2034-12-31", "year")]
)
def test_periods_get_longer_with_the_span(last, period):
    table = make_sources({**YEAR, "covers_to": last})
    assert choose_period(find_windows(table, make_papers({})), make_papers({})) == period


def test_later_papers_than_the_day_of_speaking_are_left_out():
    papers = make_papers({"published": "2024-01-01"}, {"published": "2024-03-01"}, {"published": None})
    assert drop_later(papers, "2024-02-01")["paper_id"].tolist() == ["p1", "p3"]
    assert len(drop_later(papers, None)) == 3
