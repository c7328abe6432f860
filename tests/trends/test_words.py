from math import comb

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import YEAR, make_papers, make_sources

from analysis.periods import measure_coverage
from analysis.trends.words import count_terms
from analysis.workspace.tables import check_table


def year_of(*months: int):
    """A paper on the tenth of each of the months, with the coverage of a source that has everything."""
    papers = make_papers(*({"published": f"2024-{month:02d}-10"} for month in months))
    topics = pd.DataFrame({"paper_id": papers["paper_id"], "topic": 0})
    return papers, topics, measure_coverage(make_sources(YEAR), papers, period="month")


def terms_of(**held: str) -> pd.DataFrame:
    """`term="p1 p2"` as rows."""
    return pd.DataFrame([(paper, term) for term, papers in held.items() for paper in papers.split()]).set_axis(
        ["paper_id", "term"], axis=1
    )


def test_papers_with_a_term_are_counted_by_period_as_by_hand():
    papers, topics, coverage = year_of(1, 1, 1, 2, 2, 3)
    counts = count_terms(topics, terms_of(mamba="p4 p5", vit="p1 p2 p4 p6"), papers, coverage)
    check_table("topic_terms", counts)
    shown = counts.assign(month=counts["period"].dt.month)[["month", "term", "papers", "total"]]
    assert shown.to_numpy().tolist() == [[1, "vit", 2, 3], [2, "mamba", 2, 2]]
    # Of 6 papers 2 have the word; that both of February's have it happens in 1 of 15 draws of 2.
    assert counts["p_value"].tolist()[1] == pytest.approx(1 / comb(6, 2))
    # 2 terms in 3 months are 6 tests; the best of them is multiplied by 6.
    assert counts["q_value"].tolist()[1] == pytest.approx(6 / 15)


def test_a_word_is_in_no_period_before_the_papers_that_use_it():
    papers, topics, coverage = year_of(1, 1, 2, 2)
    counts = count_terms(topics, terms_of(mamba="p3 p4"), papers, coverage)
    assert counts["period"].dt.month.tolist() == [2]


def test_incomplete_periods_are_marked_and_uncovered_ones_left_out():
    papers = make_papers(*({"published": day} for day in ("2023-12-30", "2023-12-31", "2024-12-01", "2024-12-02")))
    topics = pd.DataFrame({"paper_id": papers["paper_id"], "topic": 0})
    coverage = measure_coverage(make_sources(YEAR), papers, period="month", as_of="2024-12-15")
    counts = count_terms(topics, terms_of(x="p1 p2 p3 p4"), papers, coverage)
    assert counts[["papers", "partial"]].to_numpy().tolist() == [[2, True]]


def test_outliers_and_corpora_without_dates_have_no_words():
    papers, topics, coverage = year_of(1, 1)
    assert count_terms(topics.assign(topic=-1), terms_of(x="p1 p2"), papers, coverage).empty
    undated = papers.assign(published=pd.NaT)
    none = measure_coverage(make_sources(YEAR), undated, period="month")
    check_table("topic_terms", count_terms(topics, terms_of(x="p1 p2"), undated, none))


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=40))
def test_no_more_papers_have_a_term_than_there_are_and_chances_are_chances(drawn):
    papers, topics, coverage = year_of(*(month for month, _ in drawn))
    held = papers.loc[[has for _, has in drawn], ["paper_id"]].assign(term="x")
    counts = count_terms(topics, held, papers, coverage)
    assert (counts["papers"] <= counts["total"]).all()
    assert counts["papers"].sum() <= len(held)
    assert counts[["p_value", "q_value"]].stack().between(0, 1).all()
    assert (counts["q_value"] >= counts["p_value"]).all()
