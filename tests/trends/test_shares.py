import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import YEAR, make_papers, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.shares import count_trends, find_starts, gather_labels, name_communities, share_interval
from analysis.workspace.tables import check_table


def test_shares_and_totals_are_those_counted_by_hand():
    papers, labels = monthly_papers([0.1, 0.3], total=10)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    trends = count_trends(labels, papers, coverage)
    assert trends[["papers", "total", "share"]].values.tolist() == [[1, 10, 0.1], [3, 10, 0.3]]
    check_table("trends", trends)


def test_shares_of_exclusive_labels_sum_to_one():
    papers, labels = monthly_papers([0.2, 0.5, 0.9], total=10)
    rest = papers[~papers["paper_id"].isin(labels["paper_id"])]
    others = pd.DataFrame({"paper_id": rest["paper_id"], "kind": "topic", "label": "y"})
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    trends = count_trends(pd.concat([labels, others]), papers, coverage)
    assert trends.groupby("period")["share"].sum().tolist() == pytest.approx([1, 1, 1])


@given(st.integers(0, 50), st.integers(1, 50))
def test_an_interval_holds_its_share_and_stays_between_zero_and_one(papers, more):
    low, high = share_interval(pd.Series([papers]), pd.Series([papers + more]))
    assert 0 <= low[0] <= papers / (papers + more) <= high[0] <= 1


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


def test_dates_known_to_the_year_only_are_placed_in_no_month():
    papers = make_papers(
        {"published": "2024-01-01", "date_precision": "year"}, {"published": "2024-01-15"}, {"published": "2024-03-09"}
    )
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    assert coverage["papers"].tolist() == [1, 0, 1]
    labels = pd.DataFrame({"paper_id": ["p1", "p2"], "kind": "topic", "label": "x"})
    assert count_trends(labels, papers, coverage)["papers"].tolist() == [1, 0, 0]


def test_communities_are_named_by_their_two_authors_of_the_most_papers():
    groups = pd.Series([1, 1, 1, 2], index=list("pqrs"))
    nodes = pd.DataFrame(
        {
            "author_id": list("abcd"),
            "name": ["Ada", "Bo", "Cy", "Di"],
            "weight": [1, 3, 2, 5],
            "community": [1, 1, 1, 2],
        }
    )
    named = name_communities(groups, nodes, min_papers=3)
    assert named["paper_id"].tolist() == ["p", "q", "r"]
    assert set(named["label"]) == {"Bo, Cy (community 1)"}
    assert len(name_communities(groups.iloc[:0], nodes.iloc[:0])) == 0


def test_a_series_begins_after_the_first_paper_of_what_is_young():
    papers = make_papers({"published": "2024-03-05"}, {"published": "2024-05-05"}, {"published": "2024-02-02"})
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    labels = pd.DataFrame({"paper_id": ["p1", "p2", "p3"], "kind": "method", "label": ["new", "new", "old"]})
    methods = pd.DataFrame({"method": ["new", "old"], "introduced": [2024, 2015]})
    starts = find_starts(labels, papers, methods, coverage)
    assert starts.to_dict() == {("method", "new"): pd.Timestamp("2024-04-01")}


def test_keywords_of_few_papers_count_for_nothing():
    nothing = pd.DataFrame({"paper_id": [], "topic": [], "label": [], "method": [], "kind": [], "field": []})
    named = pd.DataFrame({"paper_id": list("ppqr"), "keyword": ["hair", "skin", "hair", "scalp"]})
    labels = gather_labels(nothing, nothing, nothing, None, named, min_keyword_papers=2)
    assert labels.values.tolist() == [["p", "keyword", "hair"], ["q", "keyword", "hair"]]
