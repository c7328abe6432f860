import pandas as pd
import pytest
from samples import empty_table

from analysis.workspace.files import write_atomically, write_text
from analysis.workspace.paths import table_file
from analysis.workspace.shapes import all_shapes
from analysis.workspace.tables import TableError, check_table, list_values, read_table, write_table

LABELS = pd.DataFrame({"paper_id": ["b", "a"], "kind": "k", "value": ["y", "x"], "sources": [["s"], ["s", "t"]]})


def test_a_table_comes_back_sorted_by_its_key_with_its_types(project):
    write_table("labels", LABELS)
    assert read_table("labels")["paper_id"].tolist() == ["a", "b"]
    assert read_table("labels", columns=["value"])["value"].tolist() == ["x", "y"]


def test_rows_in_another_order_give_the_same_bytes(project):
    write_table("labels", LABELS)
    first = table_file("labels").read_bytes()
    write_table("labels", LABELS.iloc[::-1])
    assert table_file("labels").read_bytes() == first


def test_more_columns_are_kept(project):
    write_table("labels", LABELS.assign(note="n"))
    assert read_table("labels")["note"].tolist() == ["n", "n"]


@pytest.mark.parametrize("name", all_shapes())
def test_a_table_without_rows_has_all_its_columns(project, name):
    empty = empty_table(name)
    assert list(empty.columns) == list(all_shapes()[name].columns)
    write_table(name, empty)
    assert len(read_table(name)) == 0


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (LABELS.drop(columns="kind"), r"lacks kind \(found: paper_id, value, sources\)"),
        (LABELS.assign(kind=[None, "k"]), r"column 'kind' may not be empty; first rows without a value: \[0\]"),
        (
            LABELS.assign(paper_id="a", value="x"),
            r"its key paper_id, kind, value stands more than once; first rows: \[\{'paper_id': 'a'",
        ),
    ],
)
def test_a_wrong_table_is_refused_with_column_rule_and_rows(frame, message):
    with pytest.raises(TableError, match=message):
        check_table("labels", frame)


def test_a_value_outside_the_allowed_ones_is_refused():
    row = {"record_id": "r", "source": "s", "file": "f", "line": 1, "outcome": "lost", "reason": "?"}
    unknown = dict.fromkeys(["source_id", "paper_id", "evidence", "score", "changed", "flagged"])
    frame = pd.DataFrame([row | unknown])
    with pytest.raises(TableError, match="column 'outcome' holds 'lost' .allowed: kept, merged, filtered, rejected"):
        check_table("ledger", frame)


def test_a_missing_table_says_what_to_run(project):
    with pytest.raises(TableError, match="run `dvc repro`"):
        read_table("papers")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    write_text(path, "old")

    def fail(target):
        target.write_text("half of the n")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_values_of_a_group_are_sorted_once_each_and_without_gaps():
    rows = pd.DataFrame({"paper_id": ["p", "p", "p", "q", "r"], "source": ["b", "a", "b", "c", None]})
    assert list_values(rows, by="paper_id", column="source").to_dict() == {"p": ["a", "b"], "q": ["c"]}


def test_lists_come_back_as_lists_also_where_all_are_empty(project):
    write_table("labels", LABELS)
    assert read_table("labels")["sources"].tolist() == [["s", "t"], ["s"]]
    write_table("labels", LABELS.assign(sources=[[], []]))
    assert read_table("labels")["sources"].tolist() == [[], []]
    write_table("labels", LABELS.iloc[:0].astype({"sources": "str"}))
    assert read_table("labels").empty


def test_a_text_is_no_list(project):
    with pytest.raises(TableError, match=r"column 'sources' should hold lists \(found 's'\)"):
        write_table("labels", LABELS.assign(sources="s"))
