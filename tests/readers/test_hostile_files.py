"""Files that attack, lie or are broken: each gives its records or a clear reject, and nothing else happens."""

import gzip
import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.readers.delimited import read_rows
from analysis.readers.read import iter_records, read_records
from analysis.readers.record import Reject

EXPORTS = Path(__file__).parent / "exports"
PUBMED = "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"


def read(tmp_path: Path, data: bytes | str, name: str = "file.txt"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_records(path)


def test_entities_are_never_expanded_and_no_file_is_included(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    text = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file://{secret}">
    <!ENTITY % d SYSTEM "http://127.0.0.1:9/evil.dtd"> %d;]><PubmedArticleSet>{PUBMED.format("&b;")}{PUBMED.format("&c;")}
    {PUBMED.format("An honest &eacute;tude")}</PubmedArticleSet>"""
    found = read(tmp_path, text, "file.xml")
    assert found.records["title"].tolist() == ["An honest étude"]
    assert [reason.split(":")[0] for reason in found.rejects["reason"]] == ["a record that is not XML"] * 2


def test_a_broken_record_of_xml_costs_only_itself(tmp_path):
    records = [
        PUBMED.format("One"),
        "<PubmedArticle><b></PubmedArticle>",
        PUBMED.format("Three"),
        "<PubmedArticle><PMID>4",
        PUBMED.format("Five"),
    ]
    found = read(tmp_path, "<PubmedArticleSet>\n" + "\n".join(records) + "\n</PubmedArticleSet>", "file.xml")
    assert found.records[["line", "title"]].values.tolist() == [[2, "One"], [4, "Three"], [6, "Five"]]
    assert found.rejects["line"].tolist() == [3, 5]


def test_a_title_is_text_whatever_it_looks_like(tmp_path):
    found = read(tmp_path, 'TY  - JOUR\nTI  - <script>alert(1)</script> =HYPERLINK("x")\nER  - \n')
    assert found.records["title"].tolist() == ['<script>alert(1)</script> =HYPERLINK("x")']


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path):
    bomb = gzip.compress(b"TY  - JOUR\n" + b"\n" * 150_000_000)
    found = read(tmp_path, bomb, "bomb.ris.gz")
    assert found.rejects["reason"].str.contains("unpacks to more than 200 times its size").sum() == 1


def test_an_archive_is_never_unpacked_to_disk_and_its_names_lead_nowhere(tmp_path):
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.ris", "TY  - JOUR\nTI  - Out\nER  - \n")
    assert [batch.records["title"].tolist() for batch in iter_records(path)] == [["Out"]]
    assert not (tmp_path.parent.parent / "evil.ris").exists()


def test_a_locked_and_a_cut_archive_are_rejects(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ris", "TY  - JOUR\nTI  - In\nER  - \n" * 2_000)
    data = bytearray(buffer.getvalue())
    cut = read(tmp_path, bytes(data[: len(data) // 2]), "cut.zip")
    assert cut.rejects["reason"].str.contains("cannot be read").all()
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked = read(tmp_path, bytes(data), "locked.zip")
    assert locked.rejects["reason"].str.contains("cannot be read").all()


def test_deep_json_is_a_reject_not_a_crash(tmp_path):
    deep = '{"title": "A", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    found = read(tmp_path, deep + '\n{"title": "B"}\n', "deep.jsonl")
    assert found.records["title"].tolist() == ["B"]
    assert found.rejects["line"].tolist() == [1]


def test_absurd_positions_in_an_inverted_index_cost_nothing(tmp_path):
    work = {
        "id": "https://openalex.org/W1",
        "title": "A",
        "abstract_inverted_index": {"far": [10**12], "near": [0], "bad": ["x"]},
    }
    assert read(tmp_path, json.dumps(work), "w.json").records["abstract"].tolist() == ["near far"]


def test_an_open_quote_costs_its_own_line_only():
    rows = list(read_rows(io.StringIO('title,doi\nOne,1\n"Two,2\nThree,3\n'), is_header={"title", "doi"}.issubset))
    assert [row.values["title"] for row in rows if not isinstance(row, Reject)] == ["One", "Three"]
    assert [row.line for row in rows if isinstance(row, Reject)] == [3]


def test_a_row_of_another_width_is_a_reject_with_its_line():
    rows = list(read_rows(io.StringIO("title,doi\nOne,1,2,3\nTwo\n\nThree,3,\n"), is_header={"title", "doi"}.issubset))
    assert [(row.line, type(row).__name__) for row in rows] == [(2, "Reject"), (3, "Reject"), (5, "Row")]


def test_entries_inside_an_unclosed_one_are_counted(tmp_path):
    text = "@article{a,\n title = {One},\n\n@article{b,\n title = {Two}\n}\n\n@article{c,\n title = {Three}\n}\n"
    found = read(tmp_path, text, "x.bib")
    assert len(found.records) + len(found.rejects) == 3


def test_two_entries_of_one_key_and_a_field_twice_are_kept(tmp_path):
    found = read(
        tmp_path, "@article{a, title={One}}\n@article{a, title={Two}}\n@book{b, title={Three}, title={Four}}\n", "x.bib"
    )
    assert found.records["title"].tolist() == ["One", "Two", "Four"]
    assert found.rejects.empty


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", sorted(path.name for path in EXPORTS.iterdir()))
def test_a_damaged_file_never_stops_the_reading(tmp_path, name, seed):
    dice = random.Random(seed)
    data = bytearray((EXPORTS / name).read_bytes())
    for _ in range(1 + seed * 3):
        place = dice.randrange(len(data))
        data[place : place + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
    found = read(tmp_path, bytes(data), name)
    assert len(found.records) + len(found.rejects) > 0


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=40
)
# What programs print for a value that is missing is no title.
MISSING = {"nan", "NaN", "None", "null", "NULL"}
TITLES = WORDS.map(lambda text: " ".join(text.split())).filter(lambda text: text and text not in MISSING)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TITLES, min_size=1, max_size=5))
def test_what_is_written_reads_back_as_itself(tmp_path, titles):
    written = {
        "a.ris": "".join(f"TY  - JOUR\nTI  - {title}\nER  - \n" for title in titles),
        "a.nbib": "".join(f"PMID- {number}\nTI  - {title}\n\n" for number, title in enumerate(titles, start=1)),
        "a.jsonl": "".join(json.dumps({"title": title}) + "\n" for title in titles),
        "a.json": json.dumps(
            {
                "results": [
                    {"id": f"https://openalex.org/W{n}", "title": t, "publication_year": 2024}
                    for n, t in enumerate(titles)
                ]
            }
        ),
        "a.csv": "title,doi,year\n"
        + "".join('"{}",10.1000/x,2024\n'.format(title.replace('"', '""')) for title in titles),
    }
    for name, text in written.items():
        found = read(tmp_path, text, name)
        assert found.records["title"].tolist() == titles, name
        assert found.rejects.empty


def test_a_large_file_comes_in_batches(tmp_path):
    path = tmp_path / "many.ris"
    path.write_text("".join(f"TY  - JOUR\nTI  - Paper {number}\nER  - \n" for number in range(25)))
    batches = list(iter_records(path, batch=10))
    assert [len(batch.records) for batch in batches] == [10, 10, 5]
    assert [title for batch in batches for title in batch.records["title"]] == [f"Paper {n}" for n in range(25)]
