"""Which files of a folder are read; what is left out has a reason."""

import os

import pytest

from analysis.corpus.build import build_corpus
from analysis.corpus.exports import Unseen, find_exports, find_unseen, printable
from analysis.corpus.sources import describe_sources, read_corpus

RIS = "TY  - JOUR\nTI  - {}\nAU  - Doe, Jane\nER  - \n"


def write(path, title):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RIS.format(title), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "mine" / "own.ris", "On rivers")
    return tmp_path / "mine"


def read(folder):
    raw = read_corpus(folder)
    return sorted(raw.records["title"]), dict(zip(raw.rejects["file"], raw.rejects["reason"], strict=True))


def test_links_to_folders_and_files_are_read(folder, tmp_path):
    write(tmp_path / "store" / "a.ris", "On lakes")
    (folder / "scopus").symlink_to("../store")
    (folder / "one.ris").symlink_to("../store/a.ris")
    assert read(folder) == (["On lakes", "On lakes", "On rivers"], {})


def test_what_cannot_be_read_is_in_the_ledger_with_its_reason(folder, tmp_path):
    (folder / "gone.ris").symlink_to("../nowhere.ris")
    (folder / "round").symlink_to(folder)
    write(folder / ".hidden.ris", "Hidden")
    os.mkfifo(folder / "pipe.ris")
    (folder / "README.md").write_text("where these files come from")
    (folder / ".DS_Store").write_text("x")
    titles, reasons = read(folder)
    assert titles == ["On rivers"]
    assert set(reasons) == {"gone.ris", "round", ".hidden.ris", "pipe.ris", "README.md"}
    assert "../nowhere.ris, which is not there" in reasons["gone.ris"]
    assert "a link to a folder that it lies in" in reasons["round"]
    assert "a hidden file" in reasons[".hidden.ris"]
    assert "no regular file" in reasons["pipe.ris"]
    assert reasons["README.md"] == "a note about the folder, no export"
    built = build_corpus(read_corpus(folder))
    assert (built.ledger["outcome"] == "rejected").sum() == 5


def test_an_export_named_like_a_note_is_read(folder):
    write(folder / "readme.ris", "On notes")
    write(folder / "LICENSE", "On licences")
    assert read(folder)[0] == ["On licences", "On notes", "On rivers"]


def test_a_file_name_that_is_no_utf8_stops_nothing(folder):
    name = os.fsdecode(b"M\xfcller.ris")
    (folder / name).write_text(RIS.format("On mills"), encoding="utf-8")
    raw = read_corpus(folder)
    assert sorted(raw.records["file"]) == ["M\\xfcller.ris", "own.ris"]
    build_corpus(raw).ledger.to_parquet(folder / ".ledger.parquet")


def test_loose_files_of_one_stem_are_two_sources(folder):
    write(folder / "own.txt", "On lakes")
    names = {name for name, _ in describe_sources(find_exports(folder).files, folder).values()}
    assert names == {"own.ris", "own.txt"}


def test_a_corpus_and_a_folder_of_its_name_are_two_sources(folder):
    (folder / "source.yaml").write_text("title: Above\n")
    write(folder / "mine" / "a.ris", "On lakes")
    (folder / "mine" / "source.yaml").write_text("title: Below\n")
    described = describe_sources(find_exports(folder).files, folder).values()
    assert {name: source.title for name, source in described} == {"mine (folder)": "Above", "mine": "Below"}


def test_control_characters_in_a_name_reach_no_terminal():
    assert printable("a\x1b[31m\u202e.ris") == "a\\x1b[31m\\u202e.ris"


def test_what_dvc_cannot_track_is_passed_over_and_kept_as_a_hash(folder, tmp_path):
    assert find_unseen(find_exports(folder), folder) == Unseen()
    (folder / "gone.ris").symlink_to("../nowhere.ris")
    (folder / os.fsdecode(b"M\xfcller[1].ris")).write_text(RIS.format("On mills"), encoding="utf-8")
    write(tmp_path / "store" / "a.ris", "On lakes")
    (folder / "linked").symlink_to("../store")
    before = find_unseen(find_exports(folder), folder)
    assert before.ignored == "/mine/gone.ris\n/mine/M?ller?1?.ris\n"
    assert {line.split()[1] for line in before.contents.splitlines()[1:]} == {"M\\xfcller[1].ris", "linked/a.ris"}
    write(tmp_path / "store" / "a.ris", "On other lakes")
    assert find_unseen(find_exports(folder), folder).contents != before.contents


def test_a_source_keeps_its_query_and_loses_what_turns_text(folder):
    (folder / "source.yaml").write_text('title: "Lakes\\u202e"\nquery: \'TITLE("$x$") &amp; <b>\'\n', encoding="utf-8")
    source = next(iter(describe_sources(find_exports(folder).files, folder).values()))[1]
    assert (source.title, source.query) == ("Lakes", 'TITLE("$x$") &amp; <b>')
