import numpy as np
import pandas as pd
import pytest
from samples import YEAR, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.drift import find_drift, stratify


def year_of_papers(categories):
    """Twelve months of a hundred papers, of which the given number are of category b in each month."""
    papers, _ = monthly_papers([0] * 12, total=100)
    number = papers["paper_id"].str[-3:].astype(int)
    month = papers["paper_id"].str[2:4].astype(int)
    papers["category"] = np.where(number < np.array(categories)[month], "b", "a")
    return papers, measure_coverage(make_sources(YEAR), papers, period="month")


def test_a_category_that_leaves_is_drift_with_its_shares():
    drift = find_drift(*year_of_papers([30] * 6 + [0] * 6))
    rows = drift.set_index("value")
    assert rows.loc["b", ["papers", "early", "late"]].tolist() == [180, 0.3, 0.0]
    assert rows["drifts"].all()
    # Pearson's statistic of two groups of cells, six of 30 in 100 and five of none, by hand.
    share = 180 / 1200
    statistic = (6 * (30 - 100 * share) ** 2 + 6 * (100 * share) ** 2) / (100 * share * (1 - share))
    assert rows.loc["a", "v"] == pytest.approx(np.sqrt((statistic - 11) / 1200), abs=1e-6)


def test_a_mix_that_stays_is_none():
    papers, coverage = year_of_papers([30] * 12)
    drift = find_drift(papers, coverage)
    assert not drift["drifts"].any()
    assert stratify(papers, drift) is None


def test_a_source_of_another_mix_that_begins_later_is_none():
    papers, _ = year_of_papers([10] * 12)
    other, _ = monthly_papers([0] * 8, source="t", first="2024-05-10")
    papers = pd.concat([papers, other.assign(category="b")], ignore_index=True)
    table = make_sources(YEAR, {**YEAR, "source": "t", "covers_from": "2024-05-01"})
    drift = find_drift(papers, measure_coverage(table, papers, period="month"))
    assert not drift["drifts"].any()


def test_papers_are_compared_within_the_values_that_drift():
    papers, coverage = year_of_papers([30] * 6 + [0] * 6)
    strata = stratify(papers.assign(type="method"), find_drift(papers.assign(type="method"), coverage))
    assert set(strata) == {"a", "b"}
