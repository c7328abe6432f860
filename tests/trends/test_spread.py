import numpy as np
import pandas as pd
import pytest
from samples import YEAR, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.ground import count_cells, find_members, lay_ground
from analysis.trends.regression import fit_slopes
from analysis.trends.spread import measure_spread


def spread_of(labels, papers, groups=None):
    ground = lay_ground(papers, measure_coverage(make_sources(YEAR), papers, period="month"), groups=groups)
    names, counts = count_cells(labels, ground)
    fitted = fit_slopes(counts.toarray(), ground.cells)
    members = find_members(labels, names, ground).assign(alone=False)
    return measure_spread(counts.toarray(), fitted, ground, members)


def draw_labels(papers, *, labels=20, chance=0.2, seed=0):
    dice = np.random.default_rng(seed)
    parts = [
        pd.DataFrame(
            {"paper_id": papers.loc[dice.random(len(papers)) < chance, "paper_id"], "kind": "t", "label": f"{n:02d}"}
        )
        for n in range(labels)
    ]
    return pd.concat(parts, ignore_index=True)


def test_independent_papers_are_as_sure_as_their_counts():
    papers, _ = monthly_papers([0] * 12, total=100)
    assert spread_of(draw_labels(papers), papers).factor == pytest.approx(1, abs=0.15)


def test_pairs_of_one_laboratory_count_half():
    """Each paper has a twin of the same group, month and labels: twice the variance."""
    papers, _ = monthly_papers([0] * 12, total=50)
    twins = papers.assign(paper_id="twin-" + papers["paper_id"])
    labels = draw_labels(papers)
    both = pd.concat([labels, labels.assign(paper_id="twin-" + labels["paper_id"])], ignore_index=True)
    groups = pd.concat([papers, twins]).set_index("paper_id").index.to_series().str.replace("twin-", "")
    assert spread_of(both, pd.concat([papers, twins], ignore_index=True), groups).factor.mean() == pytest.approx(
        2, abs=0.25
    )


def test_a_label_that_lies_far_out_leaves_the_others_as_they_are():
    papers, _ = monthly_papers([0] * 12, total=100)
    labels = draw_labels(papers)
    wild = papers[papers["paper_id"].str[2:4].isin(["03", "08"])].assign(kind="t", label="wild")[
        ["paper_id", "kind", "label"]
    ]
    found = spread_of(pd.concat([labels, wild], ignore_index=True), papers).factor
    assert found[-1] > 10
    assert found[:-1] == pytest.approx(1, abs=0.15)


def test_a_common_label_is_not_less_sure_because_laboratories_publish_in_bouts():
    """Laboratories of twenty papers within two months each; the label is dealt to papers without regard to them."""
    papers, _ = monthly_papers([0] * 12, total=120)
    month, number = papers["paper_id"].str[2:4].astype(int), papers["paper_id"].str[-3:].astype(int)
    groups = (month // 2 * 100 + number // 10).astype(str).set_axis(papers["paper_id"])
    found = spread_of(draw_labels(papers, labels=12, chance=0.5), papers, groups).factor
    assert found.mean() == pytest.approx(1, abs=0.1)
