from analysis.pipeline.heal import remove_leftovers
from analysis.workspace import executed_file, write_text


def test_executed_notebooks_of_what_is_gone_are_removed_and_no_others(project):
    names = ("01-corpus", "report-methods", "report-field-a", "report-field-gone", "mine-b", "mine-gone")
    for name in names:
        write_text(executed_file(name), "{}")
    remove_leftovers(["a"], ["b"])
    assert {path.stem for path in executed_file("any").parent.iterdir()} == {
        name for name in names if "gone" not in name
    }
