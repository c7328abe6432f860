"""Where a record begins and ends: nothing of one ever stands in another, whatever was pasted together."""

import pytest

from analysis.readers.read import read_records

BOM, END = "\ufeff", "\x1a"
RIS = "TY  - JOUR\nTI  - {title}\nAU  - Doe, J.\nDO  - 10.1000/{title}\nER  - \n"
NBIB = "PMID- {pmid}\nOWN - NLM\nTI  - {title}\nFAU - Doe, Jane\nAID - 10.1000/{title} [doi]\n\n"
WOS = "FN Clarivate\nVR 1.0\nPT J\nAU Doe, J\nTI {title}\nDI 10.1000/{title}\nER\n\nEF\n"
ENW = "%0 Journal Article\n%T {title}\n%A Doe, J.\n%R 10.1000/{title}\n\n"
CSV = 'title,authors,doi\n{title},"Doe, J.",10.1000/{title}\n'
SCOPUS = '"Authors","Title","Year","Source title","DOI","EID"\n"Doe J.","{title}","2020","Lakes","10.1000/{title}","2-s2.0-1"\n'
TABLE = "PT\tAU\tTI\tSO\tPY\tDI\nJ\tDoe, J\t{title}\tLAKES\t2020\t10.1000/{title}\n"


def read(tmp_path, text, name="a.txt"):
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_records(path)


def contents(found) -> list[tuple[str, str, int]]:
    """Title and DOI, which go together in these files, and how many authors."""
    rows = zip(found.records["title"], found.records["doi"], found.records["authors"], strict=True)
    return [(title, doi, len(authors)) for title, doi, authors in rows]


@pytest.mark.parametrize("glue", ["", BOM, END, END + BOM, "\n" + BOM, "\n\n"])
@pytest.mark.parametrize(
    "form", [RIS, NBIB, WOS, ENW, CSV, SCOPUS, TABLE], ids="ris nbib wos enw csv scopus table".split()
)
def test_files_pasted_together_give_all_records_and_nothing_else(tmp_path, form, glue):
    one, two, three = (form.format(title=f"paper{n}", pmid=n) for n in (1, 2, 3))
    found = read(tmp_path, BOM + one + glue + two + glue + three + END)
    assert contents(found) == [(f"paper{n}", f"10.1000/paper{n}", 1) for n in (1, 2, 3)]
    assert found.rejects.empty


@pytest.mark.parametrize("size", range(8_170, 8_200))
def test_a_mark_that_lies_across_two_pieces_of_a_file_is_taken_off(tmp_path, size):
    first = RIS.format(title="one")
    padding = "".join(f"KW  - {'x' * 60}\n" for _ in range((size - len(first)) // 67))
    first = first.replace("ER  - \n", padding + "ER  - \n")
    first = "\n" * (size - len(first)) + first
    assert contents(read(tmp_path, first + BOM + RIS.format(title="two")))[1] == ("two", "10.1000/two", 1)


def test_ris_pasted_together_without_a_line_break_keeps_both(tmp_path):
    found = read(tmp_path, RIS.format(title="one").rstrip("\n") + RIS.format(title="two"))
    assert contents(found) == [("one", "10.1000/one", 1), ("two", "10.1000/two", 1)]
    assert found.records["line"].tolist() == [1, 5]


@pytest.mark.parametrize(
    "text",
    [
        "TI  - one\nTY  - JOUR\nAU  - Doe, J.\nDO  - 10.1000/one\nER  - \n\n"
        "AU  - Doe, J.\nTI  - two\nDO  - 10.1000/two\nTY  - JOUR\nER  - \n",
        "PT J\nTI one\nAU Doe, J\nDI 10.1000/one\nER\n\nAU Doe, J\nTI two\nDI 10.1000/two\nPT J\nER\n",
        "OWN - NLM\nPMID- 1\nTI  - one\nFAU - Doe, J\nAID - 10.1000/one [doi]\n\n"
        "FAU - Doe, J\nTI  - two\nAID - 10.1000/two [doi]\nPMID- 2\n",
        "%T one\n%A Doe, J.\n%R 10.1000/one\n%0 Journal Article\n\n%A Doe, J.\n%T two\n%0 Book\n%R 10.1000/two\n",
    ],
    ids="ris wos nbib enw".split(),
)
def test_the_order_of_tags_has_no_say(tmp_path, text):
    found = read(tmp_path, text)
    assert contents(found) == [("one", "10.1000/one", 1), ("two", "10.1000/two", 1)]
    assert found.rejects.empty


def test_a_record_that_is_not_closed_takes_nothing_from_the_next(tmp_path):
    text = "TY  - JOUR\nTI  - one\nDO  - 10.1000/one\n\nTI  - two\nAU  - Doe, J.\nDO  - 10.1000/two\nER  - \n"
    assert contents(read(tmp_path, text)) == [("one", "10.1000/one", 0), ("two", "10.1000/two", 1)]


def test_a_catalogue_without_pubmed_ids_is_medline_all_the_same(tmp_path):
    text = "OWN - ERIC\nTI  - One\nAU  - Doe, Jane\nAU  - And Others\nOID - ED1\nDP  - 1980\n\nOWN - ERIC\nTI  - Two\nOID - ED2\n"
    found = read(tmp_path, text, "a.nbib")
    assert found.records[["title", "source_id"]].values.tolist() == [["One", "ED1"], ["Two", "ED2"]]
    assert [author.name for author in found.records["authors"][0]] == ["Jane Doe"]


def test_columns_of_the_second_file_hold_for_its_rows(tmp_path):
    found = read(
        tmp_path, 'title,authors,year\nOne,"Doe, J.",2020\nyear,doi,title,authors\n2021,10.1000/two,Two,"Roe, M."\n'
    )
    assert found.records[["title", "date", "doi"]].values.tolist() == [
        ["One", "2020", None],
        ["Two", "2021", "10.1000/two"],
    ]
    assert found.rejects.empty


def test_a_preamble_above_the_header_is_no_header(tmp_path):
    text = '"SEARCH QUERY","noise"\n-------\n\n"Title","Author Names","Publication Year"\n"Noise","Doe J.","2021"\n'
    assert read(tmp_path, text, "a.csv").records["title"].tolist() == ["Noise"]


def test_cells_that_a_spreadsheet_guards_and_cells_of_a_program_are_plain(tmp_path):
    text = 'title,year,doi,keywords,authors\nOne,="2020",="10.1000/one","[\'a\', \'b\']","[\'Ann Lee\']"\nnan,2021.0,10.1000/two,[],nan\n'
    found = read(tmp_path, text, "a.csv").records
    assert found["doi"].tolist() == ["10.1000/one", "10.1000/two"]
    assert found["date"].tolist() == ["2020", "2021"]
    assert found["title"].tolist() == ["One", None]
    assert found["labels"].tolist() == [(("keyword", "a"), ("keyword", "b")), ()]
    assert [len(authors) for authors in found["authors"]] == [1, 0]


def test_a_table_of_unknown_columns_is_told_how_to_name_them(tmp_path):
    found = read(tmp_path, "Kopf,Wer,Wann\nNoise,Doe,2020\n", "a.csv")
    told = found.rejects["reason"][0]
    assert "a table with the columns Kopf, Wer, Wann" in told
    assert "columns: {title: [Kopf]}" in told


def test_a_child_takes_year_and_venue_of_its_parent_wherever_that_stands(tmp_path):
    child = "@inproceedings{{{0}, title={{Child {0}}}, author={{Doe, Jane}}, pages={{1--9}}, crossref={{P1}}}}\n"
    parent = "@proceedings{p1, title={Meeting on Noise}, year={2020}, month=may, doi={10.1000/p}}\n"
    for text in (child.format("a") + parent, parent + child.format("a")):
        found = read(tmp_path, text, "a.bib").records.set_index("title")
        assert found.loc["Child a", ["date", "venue", "pages", "doi"]].tolist() == [
            "2020-05",
            "Meeting on Noise",
            "1–9",
            None,
        ]
        assert found.loc["Meeting on Noise", "doi"] == "10.1000/p"


@pytest.mark.parametrize(
    ("lines", "pmid"),
    [
        ("DB  - Embase\nDB  - Medline\nC5  - 38770001", "38770001"),
        ("C3  - PUBMED 21314000", "21314000"),
        ("AN  - 31234567\nDB  - PubMed", "31234567"),
        ("M2  - PMID: 31234567", "31234567"),
        ("N1  - PMID: 31234567", "31234567"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/31234567/", "31234567"),
        ("UR  - https://www.ncbi.nlm.nih.gov/pubmed/31234567", "31234567"),
        ("AN  - 31234567\nDB  - PsycINFO", None),
        ("N1  - Comment on PMID: 31234567 by others", None),
        ("C3  - EMBASE 631234567", None),
    ],
)
def test_a_pubmed_id_is_found_where_exporters_put_it(tmp_path, lines, pmid):
    found = read(tmp_path, f"TY  - JOUR\nTI  - One\n{lines}\nER  - \n").records
    assert found["pmid"].tolist() == [pmid]


def test_a_doi_is_not_read_out_of_the_address_of_a_database(tmp_path):
    text = "TY  - JOUR\nTI  - One\nUR  - https://library.example/central/doi/10.1002/central/CN-001/full\nER  - \n"
    assert read(tmp_path, text).records["doi"].tolist() == [None]
    own = "TY  - JOUR\nTI  - One\nUR  - https://doi.org/10.1000/one\nER  - \n"
    assert read(tmp_path, own).records["doi"].tolist() == ["10.1000/one"]


def test_references_of_scopus_are_parted_where_the_next_one_begins(tmp_path):
    cited = "Roe, M., Wells &amp; lakes; a history (2012) Wells, 3; O&#39;Neil, S., Deep (2015) Wells, 9; Ng, T., Wide (2016);"
    text = f'"Authors","Title","Year","Source title","References","EID"\n"Doe J.","One","2020","Wells","{cited}","2-s2.0-1"\n'
    assert read(tmp_path, text, "a.csv").records["references"][0] == (
        "Roe, M., Wells & lakes; a history (2012) Wells, 3", "O'Neil, S., Deep (2015) Wells, 9", "Ng, T., Wide (2016)",
    )  # fmt: skip


def test_references_of_the_newer_scopus_are_parted_though_a_year_is_missing(tmp_path):
    many = "; ".join(f"Roe {letter}." for letter in "ABCDEFGHIJKL")
    cited = f"Follicles; Loh, Seunghee, Hair; loss, Wells, 30, 2, pp. 1-7, (2018); undefined; {many}, Deep, Wells, 3, (2019)"
    text = f'"Authors","Title","Year","Source title","References","EID"\n"Doe J.","One","2020","Wells","{cited}","2-s2.0-1"\n'
    assert read(tmp_path, text, "a.csv").records["references"][0] == (
        "Follicles", "Loh, Seunghee, Hair; loss, Wells, 30, 2, pp. 1-7, (2018)", f"{many}, Deep, Wells, 3, (2019)",
    )  # fmt: skip


def test_a_source_that_tells_the_parts_of_a_cited_work_keeps_them_and_its_own_count(tmp_path):
    import json

    crossref = {
        "message-type": "work", "message": {
            "DOI": "10.1000/one", "title": ["One"], "references-count": 4, "is-referenced-by-count": 2, "indexed": {},
            "reference": [
                {"author": "Green", "year": "2008", "article-title": "Poly, mers", "journal-title": "Nano, Lett",
                 "volume": "8", "first-page": "3126", "DOI": "10.1021/nl"},
                {"unstructured": "Doe, 2020"}, {"DOI": "10.1000/two"},
            ],
        },
    }  # fmt: skip
    found = read(tmp_path, json.dumps(crossref), "a.json").records.iloc[0]
    assert found["reference_count"] == 4
    assert found["references"] == (
        "Green, 2008, Nano Lett, V8, P3126, DOI 10.1021/nl, “Poly, mers”", "Doe, 2020", "10.1000/two",
    )  # fmt: skip
    scholar = {
        "paperId": "a", "title": "One", "referenceCount": 1,
        "references": [{"title": "Deep", "year": 2019, "authors": [{"name": "Ann Roe"}], "externalIds": {"PubMed": "7"}}],
    }  # fmt: skip
    found = read(tmp_path, json.dumps(scholar), "b.json").records.iloc[0]
    assert (found["references"], found["reference_count"]) == (("Ann Roe, 2019, PMID:7, “Deep”",), 1)


def test_openalex_names_people_as_it_knows_them_and_venues_as_printed(tmp_path):
    import json

    work = {
        "id": "https://openalex.org/W1", "title": "Deleted Work", "display_name": "One", "publication_year": 2020,
        "primary_location": {"source": None, "raw_source_name": "Lake Letters"},
        "authorships": [{"author": {"display_name": "Jane A. Doe"}, "raw_author_name": "DOE, JANE A.1,2*"}],
    }  # fmt: skip
    found = read(tmp_path, json.dumps(work), "a.jsonl").records.iloc[0]
    assert (found["title"], found["venue"], found["authors"][0].name) == ("One", "Lake Letters", "Jane A. Doe")


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        ("<p>mass <alternatives><tex-math>$$x$$</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></alternatives> holds</p>", "mass x holds"),
        (r"mass \documentclass[12pt]{minimal} \usepackage{amsmath} \begin{document}$$E = mc^2$$\end{document} holds", "mass E = mc^2 holds"),
        ("axis <mml:math><mml:semantics><mml:mi>x</mml:mi><mml:annotation encoding='t'>x</mml:annotation></mml:semantics></mml:math>", "axis x"),
    ],
)  # fmt: skip
def test_a_formula_in_two_notations_is_read_once(abstract, text):
    from analysis.text import clean_abstract

    assert clean_abstract(abstract) == text
