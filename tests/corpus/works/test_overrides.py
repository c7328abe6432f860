import pandas as pd
import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.sources import read_corpus
from analysis.corpus.works.overrides import OverridesError, read_decisions

HEAD = "a,b,decision,note\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        '{"title": "A preprint of slide encoders in forty letters", "arxiv_id": "2401.00001", "year": 2024}\n'
        '{"title": "Quite another title of the published version", "doi": "10.1000/JOURNAL", "year": 2025}\n'
        '{"title": "A preprint of slide encoders in forty letters", "doi": "10.1000/other", "year": 2024}\n'
    )
    return read_corpus(folder)


def decide(tmp_path, *lines):
    path = tmp_path / "works.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines))
    return path


def works(built):
    return sorted(sorted(rows["line"]) for _, rows in built.ledger.groupby("paper_id"))


def test_a_person_joins_what_the_evidence_keeps_apart(corpus, tmp_path):
    assert works(build_corpus(corpus)) == [[1, 3], [2]]
    path = decide(tmp_path, "arxiv:2401.00001,doi:10.1000/journal,same,published under another title")
    built = build_corpus(corpus, decisions=path)
    assert works(built) == [[1, 2, 3]]
    assert "decided by a person" in set(built.ledger["evidence"])


def test_a_person_parts_what_the_evidence_joins(corpus, tmp_path):
    path = decide(tmp_path, "arxiv:2401.00001,doi:10.1000/other,different,")
    assert works(build_corpus(corpus, decisions=path)) == [[1], [2], [3]]


def test_a_record_id_names_a_record(corpus, tmp_path):
    first, second = corpus.records["record_id"][:2]
    assert works(build_corpus(corpus, decisions=decide(tmp_path, f"{first},{second},same,"))) == [[1, 2, 3]]


def test_a_person_may_write_identifiers_as_they_are_printed(corpus, tmp_path):
    path = decide(tmp_path, "arXiv:2401.00001v2,DOI:10.1000/Journal.,same,")
    assert works(build_corpus(corpus, decisions=path)) == [[1, 2, 3]]


@pytest.mark.parametrize("line", ["doi:10.1/x,,same,", ",doi:10.1/x,same,", "doi:10.1/x,doi:10.1/y,maybe,"])
def test_a_line_that_decides_nothing_is_an_error_with_its_number(tmp_path, line):
    path = decide(tmp_path, "doi:10.1/a,doi:10.1/b,same,", line)
    with pytest.raises(OverridesError, match=r"works.csv, line 3: found a=.*name two works and say same or different"):
        read_decisions(path, pd.DataFrame())


def test_a_file_without_its_columns_is_an_error(tmp_path):
    path = tmp_path / "works.csv"
    path.write_text("x,y\n1,2\n")
    with pytest.raises(OverridesError, match="lacks the columns a, b, decision .found: x, y"):
        read_decisions(path, pd.DataFrame())


def test_an_unknown_work_is_said_and_skipped(corpus, tmp_path, capsys):
    path = decide(tmp_path, "doi:10.9999/none,arxiv:2401.00001,same,")
    assert works(build_corpus(corpus, decisions=path)) == [[1, 3], [2]]
    assert "works.csv, line 2: no record has 'doi:10.9999/none' here" in capsys.readouterr().err


def test_headers_only_decide_nothing(tmp_path):
    assert read_decisions(decide(tmp_path), pd.DataFrame()).empty
    assert read_decisions(tmp_path / "none.csv", pd.DataFrame()).empty


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["arxiv:2401.00001,doi:10.1000/other,same,", "arxiv:2401.00001,doi:10.1000/other,different,"], "line 3 .* line 2"),
        (["doi:10.1000/other,arxiv:2401.00001,different,", "arxiv:2401.00001,doi:10.1000/OTHER,same,"], "line 2 .* line 3"),
        (
            ["arxiv:2401.00001,doi:10.1000/journal,same,", "doi:10.1000/journal,doi:10.1000/other,same,",
             "arxiv:2401.00001,doi:10.1000/other,different,"],
            "line 4 .* line 2, 3",
        ),
    ],
)  # fmt: skip
def test_lines_that_contradict_each_other_are_an_error_that_names_them(corpus, tmp_path, lines, told):
    with pytest.raises(OverridesError, match=told):
        build_corpus(corpus, decisions=decide(tmp_path, *lines))
