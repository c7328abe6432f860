import pandas as pd
from samples import empty_table

from analysis.trends.slices import write_slices
from analysis.workspace.paths import table_file
from analysis.workspace.tables import read_table


def test_each_report_has_its_slice_and_what_is_gone_leaves_nothing(project):
    paper_fields = pd.DataFrame(
        {"paper_id": ["p", "q"], "field": ["a", "b"], "score": 1.0, "facet": "uses", "evidence": [["x"], []], "sentence": ""}
    )  # fmt: skip
    trends, growth = empty_table("trends"), empty_table("growth")
    write_slices(paper_fields, trends, growth, fields=["a", "b"])
    assert read_table("fields/a")["paper_id"].tolist() == ["p"]
    assert table_file("trends/field-b").is_file()
    write_slices(paper_fields, trends, growth, fields=["a"])
    assert not table_file("fields/b").exists()
