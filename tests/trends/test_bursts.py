import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import YEAR, empty_table, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.bursts import _likeliest, count_periods, find_bursts
from analysis.trends.ground import lay_ground
from analysis.trends.verdicts import note_bursts
from analysis.workspace.tables import check_table

TWO_YEARS = {**YEAR, "covers_to": "2025-12-31"}


def bursts_of(shares, **options):
    papers, labels = monthly_papers(shares, total=100)
    ground = lay_ground(papers, measure_coverage(make_sources(TWO_YEARS), papers, period="month"))
    return find_bursts(labels, ground, length="month", seed=1, **options)


def test_a_planted_burst_is_found_with_its_months():
    (found,) = bursts_of([0.03] * 8 + [0.2] * 5 + [0.03] * 11).to_dict("records")
    assert (f"{found['first']:%Y-%m}", f"{found['last']:%Y-%m}") == ("2024-09", "2025-01")
    assert (found["papers"], found["running"]) == (100, False)
    assert found["times"] == pytest.approx(0.2 / 0.03, rel=0.01)
    check_table("bursts", bursts_of([0.03] * 8 + [0.2] * 5 + [0.03] * 11))


def test_a_burst_that_reaches_the_last_period_is_running():
    found = bursts_of([0.03] * 18 + [0.2] * 6)
    assert found["running"].tolist() == [True]


def test_a_steady_share_has_none():
    assert len(bursts_of([0.1] * 24)) == 0


def test_few_papers_have_none():
    assert len(bursts_of([0.01] * 10 + [0.05] * 2 + [0.01] * 10, min_papers=50)) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=7), st.floats(0.1, 3))
def test_the_likeliest_states_gain_no_less_than_any_others(gains, price):
    """Every series of states, tried one by one."""

    def worth(states):
        begins = sum(now and not before for before, now in itertools.pairwise((False, *states)))
        return sum(gain for gain, inside in zip(gains, states, strict=True) if inside) - price * begins

    best = max(worth(states) for states in itertools.product((False, True), repeat=len(gains)))
    found = _likeliest(np.array([gains]), price=price)[0]
    assert worth(found.tolist()) == pytest.approx(best, abs=1e-9)


def test_what_is_expected_sums_to_what_is_counted_and_follows_the_papers():
    papers, labels = monthly_papers([0.2] * 8, total=10)
    more = papers[papers["paper_id"].str.startswith("s-03")].assign(paper_id=lambda f: "m" + f["paper_id"])
    papers = pd.concat([papers, more], ignore_index=True)
    ground = lay_ground(papers, measure_coverage(make_sources(TWO_YEARS), papers, period="month"))
    _, counts, expected = count_periods(labels, ground)
    assert counts.sum() == expected.sum() == 16
    assert expected[0, 3] == pytest.approx(2 * expected[0, 2])


def test_growth_of_a_corpus_without_bursts_stays_as_it_is():
    growth = pd.DataFrame({"kind": ["k"], "label": ["x"], "basis": ["40 papers"]})
    for bursts in (empty_table("bursts"), bursts_of([0.1] * 24)):
        pd.testing.assert_frame_equal(note_bursts(growth, bursts), growth)


def test_papers_of_one_laboratory_that_come_together_are_no_burst():
    """Steady labels of projects of four papers a month, each project with the label or without it."""
    dice = np.random.default_rng(2)
    papers, _ = monthly_papers([0] * 24, total=100)
    project = papers["paper_id"].str[2:4] + "-" + (papers["paper_id"].str[-3:].astype(int) // 4).astype(str)
    groups = project.set_axis(papers["paper_id"])
    names = project.unique()
    labels = pd.concat(
        pd.DataFrame(
            {
                "paper_id": papers.loc[project.isin(names[dice.random(len(names)) < 0.08]), "paper_id"],
                "kind": "m",
                "label": f"{n}",
            }
        )
        for n in range(15)
    )
    coverage = measure_coverage(make_sources(TWO_YEARS), papers, period="month")
    assert len(find_bursts(labels, lay_ground(papers, coverage, groups=groups), length="month", seed=1)) == 0
    assert len(find_bursts(labels, lay_ground(papers, coverage), length="month", seed=1)) > 0
