import datetime as dt
import os

import pandas as pd
import pytest
import yaml

from analysis.collect.add import add_export, look_at
from analysis.corpus.sources import SourceError, read_corpus
from analysis.workspace.paths import raw_folder

RIS = "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nER  - \n"


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "my_export.ris"
    path.write_text(RIS)
    return path


def test_a_file_is_looked_at_without_being_moved(export):
    found = look_at(export)
    assert (found.formats, found.records, found.filled["title"]) == (("RIS",), 1, 1)
    assert found.rejects[["line", "reason"]].values.tolist() == [[4, "a record with nothing in it"]]


def test_an_export_is_copied_into_place_with_a_description_that_can_be_read(project, export):
    folder, found = add_export(export, "mine/scopus")
    assert folder == raw_folder("mine") / "scopus"
    assert (folder / "my_export.ris").read_text() == RIS
    assert export.is_file()
    assert [each.records for each in found] == [1]
    said = yaml.safe_load((folder / "source.yaml").read_text())
    assert (said["title"], said["asked_of"], said["selection"], said["share"]) == (
        "my export",
        "RIS",
        "unknown",
        "no-abstracts",
    )
    raw = read_corpus(raw_folder("mine"))
    assert raw.sources[["source", "records"]].values.tolist() == [["scopus", 1]]


def test_adding_the_same_file_again_changes_nothing(project, export):
    folder, _ = add_export(export, "mine/scopus")
    (folder / "source.yaml").write_text("title: Mine\n")
    add_export(export, "mine/scopus")
    assert (folder / "source.yaml").read_text() == "title: Mine\n"
    assert sorted(path.name for path in folder.iterdir()) == ["my_export.ris", "source.yaml"]


def test_another_file_of_the_same_name_is_not_overwritten(project, export):
    add_export(export, "mine/scopus")
    export.write_text(RIS * 2)
    with pytest.raises(SourceError, match=r"scopus has another file 'my_export.ris' already"):
        add_export(export, "mine/scopus")


@pytest.mark.parametrize("to", ["mine", "../x/y", "mine/../../x", "/etc/x/..", "a/b;c", "my corpus/x", ""])
def test_a_place_that_is_no_source_folder_is_refused(project, export, to):
    with pytest.raises(SourceError, match="give a corpus and a source"):
        add_export(export, to)


def test_a_folder_is_added_file_by_file(project, tmp_path, export):
    folder = tmp_path / "exports"
    folder.mkdir()
    for name in ("2020/a.ris", "2021/a.ris"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(RIS)
    target, found = add_export(folder, "mine/both")
    assert [each.path.relative_to(target).as_posix() for each in found] == ["2020/a.ris", "2021/a.ris"]


def test_a_file_older_than_its_papers_was_captured_today(project, tmp_path):
    path = tmp_path / "old.jsonl"
    path.write_text('{"title": "A", "date": "2020-05-01"}\n')
    os.utime(path, (0, 315_532_800))
    folder, _ = add_export(path, "mine/old")
    assert yaml.safe_load((folder / "source.yaml").read_text())["captured_on"] == dt.date.today()


def test_metadata_of_arxiv_may_be_passed_on(project, tmp_path):
    path = tmp_path / "snapshot.json"
    path.write_text('{"id":"2403.00001","title":"A","categories":"cs.CV","authors_parsed":[]}\n')
    folder, _ = add_export(path, "mine/arxiv")
    assert yaml.safe_load((folder / "source.yaml").read_text())["share"] == "full"


def test_columns_of_ones_own_are_found_by_their_names(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Artikel,Jahrgang\nEins,2024\n")
    assert look_at(path).formats == ("unknown",)
    found = look_at(path, columns={"title": ["Artikel"], "year": ["Jahrgang"]})
    assert found.filled["title"] == 1
    assert isinstance(found.rejects, pd.DataFrame)
