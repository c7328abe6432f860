import pytest
from samples import ROOT
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


def test_check_shows_a_hostile_file_without_its_control_characters(tmp_path):
    path = tmp_path / "a\x1b[2J.jsonl"
    path.write_text('{"title": "One"}\n\x1b]0;owned\x07 not json \u202e\n')
    shown = invoke("check", str(path)).output
    assert "\\x1b]0;owned\\x07" in shown
    assert not any(letter in shown for letter in "\x1b\x07\u202e")


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
    assert "found: mine" in str(shown.exception)


def test_ready_says_what_stands_in_the_way_of_a_run(project):
    (project / "data" / "raw" / "demo").mkdir(parents=True)
    shown = invoke("ready")
    assert shown.exit_code == 1
    assert "no folder data/baselines/empty (found: none)" in str(shown.exception)
    (project / "data" / "baselines" / "empty").mkdir(parents=True)
    (project / "data" / "raw" / "demo" / "a.ris").write_text("TY  - JOUR\nTI  - One\nER  - \n")
    assert invoke("ready").exit_code == 0
    settings = (project / "params.yaml").read_text()
    (project / "params.yaml").write_text(settings.replace("corpus: demo", "corpus: demoo"))
    assert "no folder data/raw/demoo (found: demo)" in str(invoke("ready").exception)
    (project / "params.yaml").write_text(settings.replace("seed: 7", "sed: 7"))
    assert "did you mean" in str(invoke("ready").exception)


def test_a_corpus_named_like_a_number_is_used_as_a_name(project):
    (project / "data" / "raw" / "2024").mkdir(parents=True)
    assert invoke("use", "2024").exit_code == 0
    assert 'corpus: "2024"' in (project / "params.yaml").read_text()


def test_add_copies_an_export_and_says_what_comes_next(project, tmp_path):
    export = tmp_path / "mine.ris"
    export.write_text("TY  - JOUR\nTI  - One\nER  - \n")
    shown = invoke("add", str(export), "--to", "mine/scopus")
    assert shown.exit_code == 0
    assert "mine.ris: RIS, 1 records, 0 rejects" in shown.output
    assert "in place: data/raw/mine/scopus" in shown.output
    assert "make reports CORPUS=mine" in shown.output
    assert (project / "data" / "raw" / "mine" / "scopus" / "source.yaml").is_file()


def test_check_groups_many_rejects_by_reason(tmp_path):
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nTI  - One\nER  - \n" + "TY  - JOUR\nER  - \n" * 20)
    shown = invoke("check", str(path))
    assert "1 records, 20 rejects" in shown.output
    assert "20 times: a record with nothing in it" in shown.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["scopus", "--query", "x", "--from", "2024-01-01"],
            "there is no service 'scopus' (known: arxiv, openalex, pubmed)",
        ),
        (
            ["arxiv", "--query", "x", "--from", "2024-02-01", "--to", "2024-01-01"],
            "--from 2024-02-01 lies after --to 2024-01-01",
        ),
        (["arxiv", "--query", "x", "--from", "2024-01-01", "--into", "../x"], "give a corpus and a source"),
    ],
)
def test_collect_says_what_is_wrong_before_it_asks_anyone(project, arguments, told):
    shown = invoke("collect", *arguments)
    assert shown.exit_code == 1
    assert told in shown.output


def test_a_planted_corpus_is_written_once_with_its_page(project):
    (project / "notebooks" / "mine").mkdir(parents=True, exist_ok=True)
    (project / "notebooks" / "planted.ipynb").write_text((ROOT / "notebooks" / "planted.ipynb").read_text())
    shown = invoke("plant", "made-up", "--papers", "500")
    assert shown.exit_code == 0, shown.output
    assert "make reports CORPUS=made-up" in shown.output
    assert (project / "data" / "raw" / "made-up" / "truth.json").is_file()
    assert (project / "notebooks" / "mine" / "planted.ipynb").is_file()
    assert "is there already" in str(invoke("plant", "made-up").exception)
    assert "letters a to z" in invoke("plant", "a b").output


def test_an_edit_cannot_be_tried_before_a_run(project):
    shown = invoke("try-field", "multimodal-fusion")
    assert shown.exit_code == 1
    assert "run `make reports` first" in str(shown.exception)
