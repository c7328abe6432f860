"""Exports as people really have them: what once was lost, cut or misread."""

import json

import pytest

from analysis.readers.bylines import read_author, split_byline
from analysis.readers.dates import iso_date
from analysis.readers.read import read_records
from analysis.readers.values import find_doi


def read(tmp_path, text, name="file.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_records(path)


def titles(read_) -> list[str]:
    return read_.records["title"].tolist()


def work(number: int) -> dict[str, object]:
    return {"id": f"https://openalex.org/W{number}", "title": f"Work {number}", "publication_year": 2024}


def test_pages_of_a_service_one_after_the_other_are_all_read(tmp_path):
    pages = [{"meta": {}, "results": [work(1), work(2)], "group_by": []}, {"meta": {}, "results": [work(3), work(4)]}]
    for text in (
        "\n".join(map(json.dumps, pages)),
        json.dumps(pages),
        "".join(json.dumps(page, indent=1) for page in pages),
    ):
        assert titles(read(tmp_path, text, "a.json")) == ["Work 1", "Work 2", "Work 3", "Work 4"]
    arrays = json.dumps([work(1)]) + "\n" + json.dumps([work(2)])
    assert titles(read(tmp_path, arrays, "a.json")) == ["Work 1", "Work 2"]


def test_a_broken_object_in_a_list_costs_only_itself(tmp_path):
    parts = [json.dumps(work(number)) for number in range(1, 5)]
    parts[1] = parts[1].replace('"title":', '"title"')
    found = read(tmp_path, '{"results": [' + ",\n".join(parts) + "]}", "a.json")
    assert titles(found) == ["Work 1", "Work 3", "Work 4"]
    assert found.rejects["line"].tolist() == [2]


def test_an_entry_of_bibtex_without_a_key_is_read_and_none_vanishes(tmp_path):
    text = "@article{a, title={One}}\n@article{\n title = {Two}, year = 2020\n}\n@article{x=2020, title={Three}}\n@article{u:/{v}, title={Four}}\n@book{b, title={Five}}\n"
    found = read(tmp_path, text, "a.bib")
    assert {"One", "Two", "Five"} <= set(titles(found))
    assert len(found.records) + len(found.rejects) == 5


def test_a_medline_record_whose_first_line_is_missing_is_not_poured_into_the_one_before(tmp_path):
    found = read(tmp_path, "PMID- 111\nTI  - First paper\nAB  - One.\n\nOWN - NLM\nTI  - Second paper\nAB  - Two.\n")
    assert found.records[["title", "abstract"]].values.tolist() == [["First paper", "One."], ["Second paper", "Two."]]


def test_a_blank_line_in_an_abstract_of_refer_parts_nothing(tmp_path):
    found = read(
        tmp_path, "%0 Journal Article\n%T First\n%X One.\n\nTwo.\n%D 2020\n\n%T Second\n%A Roe, Max\n", "a.enw"
    )
    assert found.records[["title", "abstract", "date"]].astype(object).where(found.records.notna(), None).values[
        0
    ].tolist()[:1] == ["First"]
    assert titles(found) == ["First", "Second"]
    assert found.records["abstract"][0] == "One. Two."
    assert found.records["date"][0] == "2020"


def test_a_wrapped_line_of_ris_that_looks_like_a_tag_is_text(tmp_path):
    text = "TY  - JOUR\nTI  - A study\nAB  - Of tumours that were\nER -positive and HER2 negative,\nTI - titanium screws.\nPY  - 2020\nER  - \n"
    record = read(tmp_path, text).records.iloc[0]
    assert (record["title"], record["date"]) == ("A study", "2020")
    assert record["abstract"] == "Of tumours that were ER -positive and HER2 negative, TI - titanium screws."


def test_a_note_about_another_paper_gives_no_identifier(tmp_path):
    text = "TY  - JOUR\nTI  - A\nN1  - <p>builds upon arXiv:1706.03762 and doi 10.1038/nature14539.</p>\nER  - \n"
    record = read(tmp_path, text).records.iloc[0]
    assert record[["doi", "arxiv_id"]].tolist() == [None, None]
    own = read(tmp_path, "TY  - JOUR\nTI  - A\nN1  - arXiv:1706.03762 [cs]\nER  - \n").records.iloc[0]
    assert own["arxiv_id"] == "1706.03762"


def test_ones_own_lines_that_mention_openalex_stay_ones_own(tmp_path):
    item = {
        "title": "Mine",
        "authors": ["Jane Doe"],
        "year": 2021,
        "openalex_id": "https://openalex.org/W12",
        "venue": "V",
    }
    found = read(tmp_path, json.dumps(item), "a.jsonl")
    assert found.format == "JSON lines"
    assert found.records[["date", "venue", "openalex_id"]].values.tolist() == [
        ["2021", "V", "https://openalex.org/W12"]
    ]


def test_half_a_character_pair_is_no_name(tmp_path):
    found = read(tmp_path, '{"title": "A", "authors": ["\\ud83d", "Ann Lee"]}', "a.jsonl")
    assert [author.name for author in found.records["authors"][0]] == ["Ann Lee"]


def test_of_two_columns_with_one_name_the_filled_one_counts(tmp_path):
    found = read(tmp_path, "title,abstract,abstract,year\nT,real,,2020\n", "a.csv")
    assert found.records["abstract"].tolist() == ["real"]


def test_a_prefix_declared_in_two_ways_breaks_no_record(tmp_path):
    record = "<record><header><identifier>oai:arXiv.org:{0}</identifier></header><metadata><arXiv><id>{0}</id><title>T</title></arXiv></metadata></record>"
    text = f"<OAI-PMH xmlns=\"http://a\">{record.format('2403.00001')}</OAI-PMH><OAI-PMH xmlns='http://a'>{record.format('2403.00002')}</OAI-PMH>"
    assert len(read(tmp_path, text, "arxiv.xml").records) == 2


@pytest.mark.parametrize(
    ("byline", "families"),
    [
        ("LeCun, Yann A.", ["LeCun"]),
        ("van der Laak, Jeroen A. W. M.", ["van der Laak"]),
        ("LeCun, Yann A.; Bengio, Yoshua", ["LeCun", "Bengio"]),
        ("Smith J, Doe KL, van der Berg A.", ["Smith", "Doe", "van der Berg"]),
        ("Smith, J., Doe, K.", ["Smith", "Doe"]),
        ("John Smith, Jane Doe and Max Roe", ["John Smith", "Jane Doe", "Max Roe"]),
        ("Smith, John and Doe, Jane", ["Smith", "Doe"]),
        ("Jane Doe; Max Roe", ["Jane Doe", "Max Roe"]),
        ("", []),
    ],
)
def test_a_byline_in_one_cell_is_split_by_the_form_of_its_names(byline, families):
    assert [author.family or author.name for author in split_byline(byline)] == families


@pytest.mark.parametrize("name", ["John Smith", "Wei Wang", "Xi Chen", "Y. Lecun", "J. R. R. Tolkien"])
def test_a_name_as_printed_is_not_taken_for_family_and_initials(name):
    assert read_author(name)[:3] == (name, None, None)


def test_a_doi_is_found_whole_and_without_what_an_address_adds():
    sici = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    assert find_doi(sici) == sici
    assert (
        find_doi("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf") == "10.1101/2020.01.01.123456"
    )
    assert find_doi("https://onlinelibrary.wiley.com/doi/10.1111/jmi.12345?af=R") == "10.1111/jmi.12345"


def test_a_date_is_no_more_exact_than_its_words():
    assert [iso_date(text) for text in ("20200115", "03/04/2020", "25/12/2020", "12/25/2020")] == [
        "2020-01-15", "2020", "2020-12-25", "2020-12-25",
    ]  # fmt: skip


def test_objects_one_after_the_other_know_their_lines(tmp_path):
    """Neither lines nor a list: as a pretty printer leaves them."""
    text = "".join(json.dumps(work(number), indent=1) + "\n" for number in (1, 2))
    assert read(tmp_path, text, "a.json").records["line"].tolist() == [1, 6]


def test_entries_of_one_key_are_read_as_if_they_had_their_own(tmp_path):
    entry = '@string{{jl = "Journal of Lakes"}}\n@book{{, note = {{jl}}, title = {{T{0}}}, author = {{Doe, Jane and Roe, Max}}, journal = jl, year = "2020"}}\n'
    found = read(tmp_path, "".join(entry.format(number) for number in range(3)), "a.bib").records
    assert titles(read(tmp_path, "".join(entry.format(number) for number in range(3)), "a.bib")) == ["T0", "T1", "T2"]
    assert [[author.family for author in authors] for authors in found["authors"]] == [["Doe", "Roe"]] * 3
    assert found["venue"].tolist() == ["Journal of Lakes"] * 3
    assert found["date"].tolist() == ["2020"] * 3
