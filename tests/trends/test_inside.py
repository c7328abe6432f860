import pandas as pd
from samples import YEAR, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.inside import estimate_inside
from analysis.workspace.tables import check_table


def test_growth_inside_a_field_is_of_its_own_papers():
    """A topic that holds a fixed half of a field, while the field itself triples: nothing changes inside."""
    papers, members = monthly_papers([0.1 * 3 ** (month / 12) for month in range(12)], total=300)
    half = members[members["paper_id"].str[-1].isin(list("02468"))]
    labels = pd.concat([members.assign(kind="field", label="f"), half.assign(kind="topic", label="t")])
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    found = estimate_inside(labels, papers, coverage, fields=["f", "none"])
    check_table("growth_inside", found)
    assert found[["field", "kind", "label"]].to_numpy().tolist() == [["f", "topic", "t"]]
    assert abs(found["growth"].iloc[0]) < 0.05
