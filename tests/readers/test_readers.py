import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.read import read_records
from analysis.readers.record import Author

LONG = "This abstract is long enough to read as one. " * 8

HUGGINGFACE = f"""new

Get trending papers in your email inbox!

Jun 13

A first title

{LONG}

A second title

{LONG}

Load more
"""
ARXIV = f"""{LONG}

12 pages, accepted by MICCAI 2025

arXiv:2510.27237
Created: 2025-10-31 Updated: 2025-11-03

{LONG}

arXiv:2001.00704v2
Created: 2020-01-02
"""
LIBRARY = f"""Research Library

Found papers
1203

ARXIV Cancer: brain tumor Method: convolutional neural network

OkanNet: a net

Okan Uçar, Murat Kurt, Ann Lee, Jr.
Published 2026-04-01 13:29
A summary.
Read abstract

{LONG}

ARXIV Cancer: unknown Method: unknown

A broken entry
"""
FACTS = """seed,row,title,arxiv_id,published,authors,primary_category,venue,doi,evidence
000,1,"One, two",2503.00374,2025-03,A B; C D,cs.CV,,,"a
page"
000,2,Three,,,,,,,
000,3,too,few
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def test_the_huggingface_listing_gives_titles_with_their_abstracts_and_rejects_the_rest(tmp_path):
    read = read_records(write(tmp_path, "a.txt", HUGGINGFACE))
    assert read.format == "Hugging Face listing"
    assert read.records[["line", "title"]].values.tolist() == [[7, "A first title"], [11, "A second title"]]
    assert set(read.records["abstract"]) == {LONG.strip()}
    assert read.rejects[["line", "text"]].values.tolist() == [[15, "Load more"]]


def test_the_arxiv_listing_gives_id_dates_abstract_and_comment(tmp_path):
    read = read_records(write(tmp_path, "a.txt", ARXIV))
    assert read.records["arxiv_id"].tolist() == ["2510.27237", "2001.00704"]
    assert read.records["date"].tolist() == ["2025-10-31", "2020-01-02"]
    assert set(read.records["abstract"]) == {LONG.strip()}
    assert read.records["comment"].tolist() == ["12 pages, accepted by MICCAI 2025", None]
    assert read.records["updated"].tolist() == ["2025-11-03", None]
    assert len(read.rejects) == 0


def test_the_library_listing_gives_labels_authors_summary_and_rejects_a_broken_entry(tmp_path):
    read = read_records(write(tmp_path, "a.txt", LIBRARY))
    record = read.records.iloc[0]
    assert record["labels"] == (("cancer", "brain tumor"), ("method", "convolutional neural network"))
    assert [author.name for author in record["authors"]] == ["Okan Uçar", "Murat Kurt", "Ann Lee, Jr."]
    assert (record["date"], record["summary"], record["abstract"]) == ("2026-04-01", "A summary.", LONG.strip())
    assert read.rejects["line"].tolist() == [17]


def test_the_table_of_facts_keeps_commas_and_line_breaks_and_rejects_short_rows(tmp_path):
    read = read_records(write(tmp_path, "a.csv", FACTS))
    assert read.records["title"].tolist() == ["One, two", "Three"]
    assert read.records["line"].tolist() == [2, 4]
    assert [author.name for author in read.records.iloc[0]["authors"]] == ["A B", "C D"]
    assert read.rejects["line"].tolist() == [5]


def test_json_lines_take_every_field_they_know_and_count_what_they_do_not(tmp_path):
    item = {
        "id": "arXiv:2503.00374",
        "title": "T",
        "abstract": "A",
        "authors": ["A B", {"first": "C", "last": "D", "orcid": "0"}],
        "date": "2025-03-01",
        "categories": ["cs.CV"],
        "keywords": ["k"],
        "venue": ["v"],
        "doi": "10.1/x",
        "cited_by": 3,
        "upvotes": 4,
        "references": ["r"],
        "path_score": 3,
    }
    lines = [json.dumps(item), "", '{"title": "Y", "year": "1998", "month": "17-20 June"}', "[1]", "{"]
    read = read_records(write(tmp_path, "a.jsonl", "\n".join(lines)))
    first, second = read.records.iloc[0], read.records.iloc[1]
    assert first["authors"] == (Author("A B"), Author("C D", "D", "C", "0"))
    assert (first["arxiv_id"], first["cited_by"], first["upvotes"]) == ("2503.00374", 3, 4)
    assert first["labels"] == (("category", "cs.CV"), ("keyword", "k"))
    assert second["date"] == "1998-06"
    assert read.rejects["line"].tolist() == [4, 5]


@pytest.mark.parametrize(
    "encode", [lambda data: data, gzip.compress, lambda data: b"\xef\xbb\xbf" + data], ids=["plain", "gz", "bom"]
)
def test_json_lines_read_the_same_however_they_are_packed(tmp_path, encode):
    path = tmp_path / "a.jsonl"
    path.write_bytes(encode('{"title": "Größe"}\n'.encode()))
    assert read_records(path).records["title"].tolist() == ["Größe"]


@pytest.mark.parametrize("text", [HUGGINGFACE, ARXIV, LIBRARY, FACTS], ids=["hf", "arxiv", "library", "facts"])
def test_line_ends_of_other_systems_change_nothing(tmp_path, text):
    unix = read_records(write(tmp_path, "unix", text))
    windows = read_records(write(tmp_path, "windows", text.replace("\n", "\r\n")))
    assert unix.records["title"].tolist() == windows.records["title"].tolist()
    assert unix.records["line"].tolist() == windows.records["line"].tolist()


@pytest.mark.parametrize("data", [b"", b"\x00\x01\xff", b"just a sentence", b"\x1f\x8bbroken", b"%PDF-1.4"])
def test_a_file_of_no_known_format_is_one_reject_that_says_so(tmp_path, data):
    path = tmp_path / "x.bin"
    path.write_bytes(data)
    read = read_records(path)
    assert (len(read.records), len(read.rejects)) == (0, 1)
    assert any(told in read.rejects["reason"][0] for told in ("no reader knows", "cannot be read", "an empty file"))


@given(st.sampled_from([HUGGINGFACE, ARXIV, LIBRARY, FACTS]), st.integers(0, 3000))
def test_a_file_cut_anywhere_gives_records_or_rejects_and_never_fails(tmp_path_factory, text, end):
    path = write(tmp_path_factory.mktemp("cut"), "a.txt", text[:end])
    read = read_records(path)
    assert len(read.records) + len(read.rejects) > 0 or not text[:end].strip() or read.format != "unknown"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.jsonl.gz", gzip.compress(b'{"title": "One"}\n' * 500, mtime=0)[:40]),
        ("deep.jsonl", b'{"title": "One"}\n' + b"[" * 200_000 + b"\n"),
        ("half.jsonl", b'{"title": "\\ud800 One"}\n'),
        ("quote.csv", FACTS.splitlines()[0].encode() + b'\n1,2,"' + b"x" * 200_000),
    ],
)
def test_hostile_files_give_records_or_rejects(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    read = read_records(path)
    assert len(read.records) + len(read.rejects) > 0
    for title in read.records["title"].dropna():
        title.encode("utf-8")


def test_a_first_line_longer_than_usual_is_still_recognised(tmp_path):
    item = {"abstract": "x" * 50_000, "title": "One"}
    assert read_records(write(tmp_path, "a.jsonl", json.dumps(item))).records["title"].tolist() == ["One"]
