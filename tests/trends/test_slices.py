import pandas as pd
from samples import empty_table

from analysis.trends.slices import write_slices
from analysis.workspace.paths import table_file
from analysis.workspace.tables import read_table


def test_each_report_has_its_slice_and_what_is_gone_leaves_nothing(project):
    paper_fields = pd.DataFrame(
        {"paper_id": ["p", "q"], "field": ["a", "b"], "score": 1.0, "facet": "uses", "evidence": [["x"], []], "sentence": ""}
    )  # fmt: skip
    names = ("paper_facets", "trends", "growth", "growth_inside", "claims", "forecasts")
    tables = [empty_table(name) for name in names]
    write_slices(paper_fields, *tables, fields=["a", "b"])
    assert read_table("fields/a")["paper_id"].tolist() == ["p"]
    assert table_file("trends/field-b").is_file()
    write_slices(paper_fields, *tables, fields=["a"])
    assert not table_file("fields/b").exists()
    assert not table_file("claims/b").exists()
    assert table_file("forecasts/a").is_file()
