"""What sources say of each author beside the byline."""

import io

from analysis.readers import medline, openalex, semantic_scholar, web_of_science
from analysis.readers.details import add_details
from analysis.readers.read import read_records
from analysis.readers.record import Author


def authors_of(reader, text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    (record,) = reader.parse(io.StringIO(text))
    return [(each.name, each.affiliation, each.orcid, each.author_key) for each in record.authors]


def test_web_of_science_has_addresses_orcids_and_ids_of_researchers():
    text = (
        "PT J\nAU Roe, A\n   Ng, B\nAF Roe, Ann\n   Ng, Bo-Li\nTI Wells\n"
        "C1 [Roe, Ann; Ng, Bo-Li] Univ Wells, Wells, Wales.\n   [Ng, Bo-Li] MIT, Cambridge, MA USA.\n"
        "RI Ng, Boli/A-1009-2008\nOI Roe, Ann/0000-0002-1694-233X\nER\n"
    )
    assert authors_of(web_of_science, text) == [
        ("Ann Roe", "Univ Wells, Wells, Wales", "0000-0002-1694-233X", None),
        ("Bo-Li Ng", "Univ Wells, Wells, Wales; MIT, Cambridge, MA USA", None, "researcherid:A-1009-2008"),
    ]


def test_an_only_address_without_names_is_everybodys():
    text = "PT J\nAU Roe, A\n   Ng, B\nTI Wells\nC1 Univ Wells, Wales.\nER\n"
    assert [each[1] for each in authors_of(web_of_science, text)] == ["Univ Wells, Wales"] * 2


def test_medline_has_addresses_and_an_orcid_behind_each_name():
    text = (
        "PMID- 1\nTI  - Wells\nFAU - Roe, Ann\nAU  - Roe A\nAUID- ORCID: 0000-0002-1694-233X\nAD  - MIT, Cambridge.\n"
        "AD  - Univ Wells.\nFAU - Ng, Bo\nAU  - Ng B\n"
    )
    assert authors_of(medline, text) == [
        ("Ann Roe", "MIT, Cambridge.; Univ Wells.", "0000-0002-1694-233X", None),
        ("Bo Ng", None, None, None),
    ]


def test_services_have_ids_of_their_own():
    work = '{"id": "https://openalex.org/W1", "title": "Wells", "authorships": [{"author": {"display_name": "Ann Roe", "id": "https://openalex.org/A5"}}]}'
    assert authors_of(openalex, work)[0][3] == "openalex:A5"
    paper = '{"paperId": "1", "title": "Wells", "authors": [{"name": "Ann Roe", "authorId": "77"}]}'
    assert authors_of(semantic_scholar, paper)[0][3] == "semanticscholar:77"


def test_scopus_has_ids_and_addresses_of_both_forms_of_names(tmp_path):
    head = "Authors,Author full names,Author(s) ID,Title,Year,Source title,Authors with affiliations,EID\n"
    full = '"Roe, A.; Ng, B.","Roe, Ann (11); Ng, Bo (22)","11; 22",Wells,2020,J,"Roe, Ann, MIT, Cambridge; Ng, Bo, Univ Wells",1\n'
    short = '"Roe A., Ng B.",,"11;22;",Wells,2020,J,"Roe, A., MIT, Cambridge; Ng, B., Univ Wells",2\n'
    (tmp_path / "scopus.csv").write_text(head + full + short, encoding="utf-8")
    found = read_records(tmp_path / "scopus.csv")
    for authors in found.records["authors"]:
        assert [(each.affiliation, each.author_key) for each in authors] == [
            ("MIT, Cambridge", "scopus:11"),
            ("Univ Wells", "scopus:22"),
        ]


def test_what_is_said_of_a_name_that_two_bear_is_nobodys():
    two = (Author("A. Roe", "Roe", "A."), Author("Al Roe", "Roe", "Al"))
    assert [each.affiliation for each in add_details(two, [("Roe, Ann", {"affiliation": "MIT"})])] == [None, None]
