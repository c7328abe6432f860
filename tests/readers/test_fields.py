"""Which fields each format gives: ``python tests/readers/test_fields.py > docs/FORMATS.md`` writes the table."""

from collections import defaultdict
from pathlib import Path

import pytest

from analysis.readers import read_records
from analysis.readers.noted import Noted

FOLDER = Path(__file__).parent
FULL = FOLDER / "full"
TABLE = FOLDER.parents[1] / "docs" / "FORMATS.md"
_OF_AUTHORS = {"affiliation": "affiliations", "orcid": "ORCIDs", "author_key": "ids of persons", "ror": "ROR ids"}


def _plural(kind: str) -> str:
    return {"category": "categories", "mesh": "MeSH terms", "keyword plus": "Keywords Plus"}.get(kind, f"{kind}s")


def read_fields() -> dict[str, set[str]]:
    """By format the fields that its test files fill."""
    fields = defaultdict(set)
    for file in sorted([*(FOLDER / "exports").iterdir(), *FULL.iterdir()]):
        found = read_records(file)
        for column in found.records.columns.difference(["line", "date_basis", "labels", "authors"]):
            if found.records[column].map(lambda value: value not in (None, ())).any():
                fields[found.format].add(column.replace("_", " "))
        people = [author for byline in found.records["authors"] for author in byline]
        fields[found.format] |= {"authors"} if people else set()
        fields[found.format] |= {
            told for name, told in _OF_AUTHORS.items() if any(getattr(person, name) for person in people)
        }
        fields[found.format] |= {_plural(kind) for labels in found.records["labels"] for kind, _ in labels}
    return dict(fields)


def field_table() -> str:
    """The table of formats and fields as it stands in the docs."""
    fields = read_fields()
    rows = [f"| {name} | {', '.join(sorted(fields[name], key=str.lower))} |" for name in sorted(fields, key=str.lower)]
    return "\n".join(
        [
            "# What is read of each format",
            "",
            "As far as the test files of each format have it. `analysis check FILE` counts what is left out.",
            "",
            "| format | fields |",
            "|---|---|",
            *rows,
        ]
    )


def test_the_table_of_the_docs_is_what_the_readers_give():
    assert TABLE.read_text().strip() == field_table()


# What is left out of a record with every field: it says again what other fields say, or is asked for by nothing here.
LEFT_OUT = {
    "openalex.json": {"display_name", "publication_year", "primary_topic"},
    "pubmed.xml": {
        "Journal/ISSN", "Journal/ISOAbbreviation", "MedlineJournalInfo/MedlineTA", "MedlineJournalInfo/Country",
        "Grant/GrantID", "Grant/Agency", "Chemical/NameOfSubstance", "MeshHeading/QualifierName", "Abstract/CopyrightInformation",
        "Author/Initials", "MedlineCitation/CoiStatement",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(file.name for file in FULL.iterdir()))
def test_of_a_record_with_every_field_nothing_is_left_out_that_is_wanted(name):
    found = read_records(FULL / name)
    assert len(found.records) == 1
    assert dict(found.left_out) == dict.fromkeys(LEFT_OUT.get(name, ()), 1)
    people = [person for person in found.records["authors"].iloc[0] if person.given or person.author_key]
    assert all(person.affiliation for person in people)
    assert any(person.orcid or person.author_key for person in found.records["authors"].iloc[0])


def test_what_is_not_read_is_counted(tmp_path):
    file = tmp_path / "a.ris"
    file.write_text("TY  - JOUR\nTI  - A\nPB  - Wiley\nER  - \nTY  - JOUR\nTI  - B\nPB  - Wiley\nXX  - 1\nER  - \n")
    assert dict(read_records(file).left_out) == {"PB": 2, "XX": 1}
    feed = tmp_path / "a.xml"
    feed.write_text(
        "<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>A</title></titles><notes>Mine</notes>"
        "</record></records></xml>"
    )
    assert dict(read_records(feed).left_out) == {"ref-type": 1, "notes": 1}
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"title": "A", "funding": {"by": "x"}}\n{"title": "B", "funding": null}\n')
    assert dict(read_records(lines).left_out) == {"funding": 1}


def test_what_was_asked_for_is_not_left_out():
    values = Noted({"a": 1, "b": 2, "c": 0})
    assert "b" in values
    assert values.get("a") == 1
    assert values.left_out() == ()


if __name__ == "__main__":
    print(field_table())
