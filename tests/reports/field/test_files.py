import bibtexparser
import pandas as pd
from samples import make_papers

from analysis.reports.field.files import write_files


def test_the_papers_are_written_as_a_table_and_as_bibtex_that_parsers_read(project):
    papers = make_papers(
        {"title": "Cost & {use} of 50 % CT_1", "published": "2024-05-01", "doi": "10.1/a", "venue": "J. of #1"},
        {"title": "=HYPERLINK(1)", "published": None, "url": "https://example.org/x"},
    )
    members = pd.DataFrame(
        {"paper_id": ["p1", "p2"], "score": 1.0, "facet": "", "evidence": [["fusion"], []], "sentence": "We fuse."}
    )
    people = pd.DataFrame({"paper_id": ["p1", "p1"], "position": [2, 1], "name": ["Bo Li", "Ada Lovelace"]})
    csv, bib = write_files("fusion", members, papers, people)
    table = pd.read_csv(csv)
    assert table["authors"].tolist()[0] == "Ada Lovelace; Bo Li"
    assert table["title"].tolist()[1] == "'=HYPERLINK(1)"
    parsed = bibtexparser.parse_string(bib.read_text())
    assert [entry.key for entry in parsed.entries] == ["p1", "p2"]
    assert parsed.failed_blocks == []
    first = parsed.entries[0]
    assert first["author"] == "Ada Lovelace and Bo Li"
    assert first["title"] == r"Cost \& \{use\} of 50 \% CT\_1"
    assert "year" not in parsed.entries[1]


def test_no_address_breaks_an_entry_open(project):
    papers = make_papers({"title": "One", "doi": "10.1/a},x={b"}, {"title": "Two", "url": "https://x.org/}{\\"})
    members = pd.DataFrame(
        {"paper_id": ["p1", "p2"], "score": 1.0, "facet": "", "evidence": [["fusion"], []], "sentence": "We fuse."}
    )
    people = pd.DataFrame({"paper_id": ["p1"], "position": [1], "name": ["Bo Li"]})
    _, bib = write_files("fusion", members, papers, people)
    one, two = bibtexparser.parse_string(bib.read_text()).entries
    assert (one["doi"], two["url"]) == ("10.1/a%7D,x=%7Bb", "https://x.org/%7D%7B%5C")
    assert "x" not in one.fields_dict
