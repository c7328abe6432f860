import pytest
from typer.testing import CliRunner

from analysis.cli import app


def invoke(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_check_tells_format_records_rejects_and_fields(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "One", "year": 2024}\nnot json\n')
    shown = invoke("check", str(path))
    assert shown.exit_code == 0
    assert "JSON lines, 1 records, 1 rejects" in shown.output
    assert "filled: title 1, date 1" in shown.output
    assert "line 2: not JSON" in shown.output


def test_check_reads_a_whole_folder(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"title": "One"}\n')
    (tmp_path / "b.pdf").write_text("%PDF")
    shown = invoke("check", str(tmp_path))
    assert "a.jsonl: JSON lines" in shown.output
    assert "b.pdf: unknown, 0 records, 1 rejects" in shown.output


def test_check_of_a_missing_file_says_so(tmp_path):
    shown = invoke("check", str(tmp_path / "no"))
    assert shown.exit_code == 1
    assert "there is no file" in shown.output


def test_use_sets_the_corpus_and_leaves_every_other_line(project):
    (project / "data" / "raw" / "mine").mkdir(parents=True)
    before = (project / "params.yaml").read_text()
    assert invoke("use", "mine").exit_code == 0
    assert (project / "params.yaml").read_text() == before.replace("corpus: demo", "corpus: mine")


@pytest.mark.parametrize("corpus", ["yours", "../mine", ""])
def test_use_of_a_missing_corpus_names_those_there_are(project, corpus):
    (project / "data" / "raw" / "mine").mkdir(parents=True)
    shown = invoke("use", corpus)
    assert shown.exit_code == 1
    assert "found: mine" in shown.output
