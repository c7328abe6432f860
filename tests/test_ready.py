"""What would stop a run is said before anything is deleted or run."""

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.ready import NotReadyError, check_ready
from analysis.workspace import read_settings

HEAD = "method,kind,parents,introduced,aliases,context\n"


def told(project, *, params: tuple[str, str] | None = None) -> str:
    if params:
        path = project / "params.yaml"
        assert params[0] in path.read_text()
        path.write_text(path.read_text().replace(*params, 1))
    with pytest.raises(NotReadyError) as error:
        check_ready(read_settings())
    return str(error.value)


@pytest.fixture
def corpus(project):
    folder = project / "data" / "raw" / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.ris").write_text("TY  - JOUR\nTI  - One\nER  - \n")
    (project / "data" / "baselines" / "empty").mkdir(parents=True, exist_ok=True)
    return project


def test_all_is_well_where_all_is_there(corpus):
    check_ready(read_settings())


def test_a_method_of_a_field_that_no_lexicon_has_comes_with_the_nearest(corpus):
    params = (corpus / "params.yaml").read_text()
    (corpus / "params.yaml").write_text(params.replace("methods: [", "methods: [UNII, ", 1))
    with pytest.raises(NotReadyError, match=r"methods names 'UNII', which no lexicon has; did you mean 'UNI'"):
        check_ready(read_settings())


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("Thing,model,,soon,,", "own.csv, line 2, column introduced: found 'soon'"),
        ("Thing,modle,,,,", "own.csv, line 2, column kind: found 'modle'; did you mean"),
        (",model,,,,", "own.csv, line 2, column method: an entry without a name"),
        ("Thing,model,,,,,,x", "own.csv, line 2: more cells than columns"),
    ],
)
def test_a_slip_in_the_lexicon_is_told_by_file_line_and_column(corpus, row, place):
    folder = corpus / "data" / "lexicon"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.csv").write_text(f"{HEAD}{row}\n")
    assert place in told(corpus)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"title: A\ncaptured_on: 2025-02-30\n", "line 2: not valid YAML: captured_on: 2025-02-30 is no date"),
        (b"title: A\ntitle: B\n", "line 2: not valid YAML: title stands here twice"),
        (b"title: caf\xe9\n", "line 1: not valid UTF-8"),
        (b"titel: A\n", "titel"),
    ],
)
def test_a_slip_in_a_source_is_told_by_file_and_key(corpus, content, place):
    (corpus / "data" / "raw" / "demo" / "source.yaml").write_bytes(content)
    found = told(corpus)
    assert "demo/source.yaml" in found
    assert place in found


def test_several_problems_are_listed_together(corpus):
    (corpus / "data" / "raw" / "demo" / "source.yaml").write_text("titel: A\n")
    path = corpus / "params.yaml"
    path.write_text(path.read_text().replace("baseline: empty", "baseline: gone"))
    found = told(corpus)
    assert "titel" in found
    assert "there is no folder data/baselines/gone" in found


def test_two_fields_of_one_name_are_an_error_and_not_one_field(corpus):
    path = corpus / "params.yaml"
    path.write_text(
        path.read_text().replace(
            "fields:\n", "fields:\n  x: {title: A, phrases: [a]}\n  x: {title: B, phrases: [b]}\n", 1
        )
    )
    shown = CliRunner().invoke(app, ["ready"])
    assert shown.exit_code == 1
    assert "x stands here twice" in str(shown.exception)


def test_an_empty_corpus_and_a_missing_one_are_told(corpus):
    (corpus / "data" / "raw" / "demo" / "a.ris").unlink()
    assert "holds no export" in told(corpus)
    assert "there is no folder data/raw/other" in told(corpus, params=("corpus: demo", "corpus: other"))


def test_a_corpus_with_an_umlaut_is_told_which_letters_a_folder_may_have(corpus):
    (corpus / "data" / "raw" / "größe").mkdir()
    for command in (["use", "größe"], ["run", "--corpus", "größe"]):
        shown = CliRunner().invoke(app, command)
        assert shown.exit_code == 1
        assert "the letters a to z, digits, dots, hyphens and underscores" in str(shown.exception)


def test_a_day_after_every_capture_is_told(corpus):
    (corpus / "data" / "raw" / "demo" / "source.yaml").write_text("title: A\ncaptured_on: 2025-01-01\n")
    assert "as_of: 2025-06-01 lies after the last capture (2025-01-01)" in told(
        corpus, params=("as_of:", "as_of: 2025-06-01 #")
    )


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("works.csv", "a,b\n", "works.csv lacks the columns decision"),
        ("authors.csv", "a,b,decision\nx,y,maybe\n", "authors.csv, line 2: found a='x'"),
        ("topics.csv", "topic_of,decision,value\np,renam,x\n", "topics.csv, line 2: found topic_of='p'"),
        ("keywords.csv", "label;replace by\nx;y\n", "keywords.csv lacks the columns label, replace by"),
        ("institutions.csv", "label,replace by\n,y\n", "institutions.csv, line 2: no label"),
    ],
)
def test_a_decision_that_cannot_be_obeyed_is_told(corpus, file, content, place):
    folder = corpus / "data" / "overrides"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(content)
    assert f"data/overrides/{place}" in told(corpus)
