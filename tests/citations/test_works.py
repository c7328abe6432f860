import pandas as pd
import pytest

from analysis.citations import build_citations, match_references, read_reference_decisions
from analysis.workspace import OverridesError

GREEN = (
    "Green JJ, 2008, NANO LETT, V8, P3126, DOI 10.1021/nl1",
    "Green, Jordan, Gels, Nano Letters, 8, 10, pp. 3126-30, (2008)",
)
PAPERS = pd.DataFrame(
    {
        "paper_id": ["p", "q"], "title": ["Wells of old", "Lakes of old"], "venue": "Wells", "volume": ["9", "10"],
        "pages": ["1-9", "7-12"], "published": pd.to_datetime(["2015-01-01", "2020-01-01"]), "doi": ["10.1000/p", None],
        "arxiv_id": None, "pmid": None, "openalex_id": None,
    }
)  # fmt: skip
AUTHORS = pd.DataFrame({"paper_id": ["p", "q"], "position": 1, "family": ["Roe", "Ng"], "given": ["Mo", "Ann"]})
REFERENCES = pd.DataFrame(
    [
        ("q", "wos", 1, GREEN[0]), ("q", "wos", 2, "Roe M, 2015, WELLS, V9, P1"),
        ("q", "scopus", 1, "Roe, Mo, Wells of old, Wells, 9, pp. 1-9, (2015)"), ("q", "scopus", 2, GREEN[1]),
        ("q", "scopus", 3, "Okafor, Di, Rivers, Rivers, 3, pp. 4-9, (1999)"), ("p", "wos", 1, "10.1021/nl1"),
        ("p", "wos", 2, "DOI 10.1000/p"),
    ],
    columns=["paper_id", "source", "position", "cited"],
)  # fmt: skip


def build():
    matched = match_references(REFERENCES, PAPERS, AUTHORS)
    return build_citations(REFERENCES, matched, PAPERS, AUTHORS)


def test_two_lists_of_one_work_are_one_and_what_one_source_has_alone_is_kept():
    citations = build().citations.set_index(["paper_id", "work_id"])
    assert citations["sources"].to_dict() == {
        ("p", "doi:10.1021/nl1"): ["wos"], ("q", "doi:10.1021/nl1"): ["scopus", "wos"], ("q", "p"): ["scopus", "wos"],
        ("q", citations.index[3][1]): ["scopus"],
    }  # fmt: skip
    assert citations.index[3][1].startswith("ref:")


def test_a_paper_does_not_cite_itself():
    citations = build().citations
    assert (citations["paper_id"] != citations["work_id"]).all()


def test_cited_works_are_counted_by_papers_and_told_as_most_citations_have_them():
    works = build().cited_works.set_index("work_id")
    green = works.loc["doi:10.1021/nl1"]
    assert (green["citations"], green["spellings"], green["in_corpus"]) == (2, 3, False)
    assert green["label"] == "Green J (2008): Gels"
    assert works.loc["p", ["title", "year", "citations", "in_corpus"]].tolist() == ["Wells of old", 2015, 1, True]


def test_a_paper_of_the_corpus_has_its_first_author_however_it_is_cited():
    rows = pd.DataFrame([("q", "wos", 1, "10.1000/p")], columns=REFERENCES.columns)
    works = build_citations(rows, match_references(rows, PAPERS, AUTHORS), PAPERS, AUTHORS).cited_works
    assert works["label"].tolist() == ["Roe M (2015): Wells of old"]


def test_a_wrong_number_in_one_list_takes_no_citation_from_a_paper():
    papers = PAPERS.assign(pmid=["11", None])
    told = [f"Roe M, 2015, WELLS, V9, P1{', DOI 10.1000/p' if n % 2 else ''}" for n in range(9)]
    rows = [(f"c{n}", "wos", 1, text) for n, text in enumerate([*told, "pmid:12 doi:10.1000/p"])]
    references = pd.DataFrame(rows, columns=REFERENCES.columns)
    matched = match_references(references, papers, AUTHORS)
    works = build_citations(references, matched, papers, AUTHORS).cited_works.set_index("work_id")
    assert works.loc["p", "citations"] >= 9


def test_a_title_that_shouts_is_told_in_small_letters():
    shouted = "Hamilton, James B., PATTERNED LOSS OF HAIR IN MAN, Annals, 53, pp. 708-728, (1951)"
    rows = REFERENCES.assign(cited=REFERENCES["cited"].where(REFERENCES["position"] < 3, shouted))
    works = build_citations(rows, match_references(rows, PAPERS, AUTHORS), PAPERS, AUTHORS).cited_works
    assert "Hamilton JB (1951): Patterned loss of hair in man" in set(works["label"])


def test_without_references_both_tables_are_empty():
    none = REFERENCES.head(0)
    found = build_citations(none, match_references(none, PAPERS, AUTHORS), PAPERS, AUTHORS)
    assert len(found.citations) == len(found.cited_works) == 0


def test_a_person_may_name_texts_papers_and_identifiers(tmp_path, capsys):
    file = tmp_path / "references.csv"
    file.write_text(f'a,b,decision,note\n"{GREEN[0]}",doi:10.1000/p,different,\npmid:1,p,same,\n')
    aliases = pd.DataFrame({"alias": ["doi:10.1000/p"], "paper_id": ["p"]})
    found = read_reference_decisions(file, REFERENCES["cited"], PAPERS, aliases)
    assert found.values.tolist() == [[GREEN[0], "p", False]]
    assert "references.csv, line 3: nothing that is cited here is 'pmid:1'" in capsys.readouterr().err
    file.write_text("a,b,decision,note\np,q,maybe,\n")
    with pytest.raises(OverridesError, match="cited works"):
        read_reference_decisions(file, REFERENCES["cited"], PAPERS, aliases)
