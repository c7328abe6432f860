import pandas as pd
import pytest
from samples import YEAR, make_papers, make_sources

from analysis.periods import (
    choose_period,
    drop_later,
    find_gaps,
    find_windows,
    measure_coverage,
    place_in_periods,
)


def test_only_sources_that_take_everything_in_a_window_cover_it():
    table = make_sources(
        YEAR,
        {**YEAR, "source": "rank", "selection": "ranking"},
        {**YEAR, "source": "one", "selection": "author"},
        {"source": "loose"},
        {**YEAR, "source": "fact", "selection": "facts"},
    )
    days = pd.date_range("2024-03-01", "2024-03-20").append(pd.DatetimeIndex(["2024-05-09"]))
    papers = make_papers(*({"published": day, "sources": ["loose", "rank"]} for day in days))
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


def test_a_few_papers_of_unknown_selection_are_no_window():
    """Eight papers of another database once turned the months of an arXiv corpus to years."""
    days = pd.date_range("2024-01-01", "2024-12-30", freq="D")
    many = [{"published": day, "sources": ["arxiv"]} for day in days]
    few = [{"published": f"{1990 + 4 * n}-05-05", "sources": ["other"]} for n in range(8)]
    papers = make_papers(*many, *few)
    windows = find_windows(make_sources({"source": "arxiv"}, {"source": "other"}), papers)
    assert windows["covers_from"].notna().to_dict() == {"arxiv": True, "other": False}
    assert choose_period(windows, papers) == "month"


def test_a_window_ends_where_its_source_was_captured():
    table = make_sources({**YEAR, "captured_on": "2024-06-30"})
    assert find_windows(table, make_papers({}))["covers_to"].tolist() == [pd.Timestamp("2024-06-30")]


def test_papers_dated_to_the_year_make_periods_of_years():
    papers = make_papers(*[{"published": "2024-01-01", "date_precision": "year"}] * 3, {"published": "2024-05-01"})
    assert choose_period(find_windows(make_sources(YEAR), papers), papers) == "year"


def test_a_paper_of_two_sources_counts_for_the_better_one_whatever_they_are_called():
    """The longer window has the paper in its whole series; what is left to the other begins a level of its own."""
    days = pd.date_range("2024-01-10", "2024-12-10", freq="MS")
    for long, short in (("a", "b"), ("b", "a")):
        both = make_papers(*({"published": day, "sources": ["a", "b"]} for day in days))
        alone = make_papers(*({"published": day, "sources": [short]} for day in days)).assign(
            paper_id=lambda f: "q" + f["paper_id"]
        )
        papers = pd.concat([both, alone], ignore_index=True)
        table = make_sources(
            {**YEAR, "source": long, "covers_from": "2024-06-01"}, {**YEAR, "source": short, "covers_to": "2024-12-31"}
        )
        placed = place_in_periods(papers, measure_coverage(table, papers, period="month"))
        assert set(placed["source"]) == {short}
        table = make_sources({**YEAR, "source": long}, {**YEAR, "source": short, "covers_from": "2024-06-01"})
        placed = place_in_periods(papers, measure_coverage(table, papers, period="month"))
        left = placed[placed["source"] == short]
        assert (set(left["paper_id"].str[0]), left["period"].min()) == ({"q"}, pd.Timestamp("2024-06-01"))


def test_levels_tell_better_sources_apart_however_many_there_are():
    """The first of sixty sources ends a month before all others: from then on more is left to the last one."""
    months = pd.date_range("2024-01-01", periods=12, freq="MS", unit="s")
    names = [f"s{number:02d}" for number in range(60)]
    coverage = pd.MultiIndex.from_product([names, months], names=["source", "period"]).to_frame(index=False)
    first = coverage["source"] == "s00"
    covered = (coverage["period"] < months[-1]).where(first, coverage["period"] > months[0])
    coverage = coverage.assign(
        length="month", papers=first.astype(int), covered=covered, partial=False, assumed=False, spread=False
    )
    papers = make_papers(*({"published": month, "sources": ["s59"]} for month in months))
    placed = place_in_periods(papers, coverage).set_index("period")["level"].sort_index()
    assert (placed.index[0], placed.iloc[:-1].nunique(), placed.iloc[-1] == placed.iloc[-2]) == (months[1], 1, False)


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
