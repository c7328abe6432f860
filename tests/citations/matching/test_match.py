import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.citations import match_references

WOS = "Green JJ, 2008, NANO LETT, V8, P3126, DOI 10.1021/nl8012665"
WITHOUT_DOI = "Green J.J., 2008, Nano Letters, V8, P3126"
SCOPUS = "Green, Jordan J., Nanoparticles for gene delivery, Nano Letters, 8, 10, pp. 3126-3130, (2008)"
HU = ("Hu J, 2018, PROC CVPR IEEE", "J. Hu, 2018, CVPR", "Hu Jie, 2018, PROC CVPR IEEE, P7132")
NO_PAPERS = pd.DataFrame(
    columns=["paper_id", "title", "published", "venue", "volume", "pages", "doi", "arxiv_id", "pmid", "openalex_id"]
).astype({"published": "datetime64[s]"})
NO_AUTHORS = pd.DataFrame(columns=["paper_id", "position", "family", "given"])


def cite(*texts: str, lists: list[str] | None = None) -> pd.DataFrame:
    lists = lists or [f"p{number}" for number in range(len(texts))]
    return pd.DataFrame({"paper_id": lists, "source": "s", "position": 1, "cited": texts})


def works(*texts: str, **told: object) -> list[set[str]]:
    matched = match_references(cite(*texts, **told), NO_PAPERS, NO_AUTHORS)
    return sorted((set(rows["cited"]) for _, rows in matched.groupby("work")), key=sorted)


def paper(paper_id: str, **told: object) -> pd.DataFrame:
    row = dict.fromkeys(NO_PAPERS) | {"paper_id": paper_id, "published": pd.Timestamp("2008-10-01")} | told
    return pd.DataFrame([row])


def author(paper_id: str, family: str, given: str) -> pd.DataFrame:
    return pd.DataFrame({"paper_id": [paper_id], "position": [1], "family": [family], "given": [given]})


def test_one_work_is_found_in_three_spellings_with_its_evidence():
    matched = match_references(cite(WOS, WITHOUT_DOI, SCOPUS), NO_PAPERS, NO_AUTHORS)
    assert matched["work"].nunique() == 1
    evidence = matched.set_index("cited")["evidence"]
    assert evidence[WOS] == "same author, same year, same volume, same page, similar venue"


def test_author_and_year_alone_never_decide():
    assert len(works("Roe M, 2015", "Roe M, 2015, WELLS")) == 2
    assert len(works("Roe M, 2015, WELLS, V9", "Roe M, 2015, LAKES, V4")) == 2


def test_author_year_and_venue_decide_where_no_other_work_can_be_meant():
    assert works(HU[0], "Hu Jie, 2018, PROC CVPR IEEE, P7132") == [set(HU[::2])]
    # Two papers of hers at one conference: which of them is meant without a page cannot be told.
    apart = works("Hu J, 2018, PROC CVPR IEEE", "Hu J, 2018, PROC CVPR IEEE, P7132", "Hu J, 2018, PROC CVPR IEEE, P99")
    assert len(apart) == 3


def test_two_entries_of_one_list_are_two_works_where_little_speaks_for_one():
    assert len(works(HU[0], HU[2], lists=["p", "p"])) == 2


def test_parts_of_a_series_other_pages_and_other_dois_stay_apart():
    one = "Werner, Betina, Histological challenge in alopecia - Part I, Anais, 87, 5, pp. 742-747, (2012)"
    two = "Werner, Betina, Histological challenge in alopecia - Part II, Anais, 87, 6, pp. 884-890, (2012)"
    assert len(works(one, two)) == 2
    assert len(works("Gupta AK, 2022, J DERMATOL TREAT, V33, P1896", "Gupta AK, 2022, J DERMATOL TREAT, V33, P62")) == 2
    without_page = "Gentile P, 2020, INT J MOL SCI, V21, DOI 10.3390/ijms21020431"
    assert len(works(without_page, "Gentile P, 2020, INT J MOL SCI, V21, DOI 10.3390/ijms21165702")) == 2


def test_a_doi_with_a_digit_too_many_is_a_slip():
    one = "Zhou LJ, 2018, SCI REP, V8, P9, DOI 10.1038/s41598-018-32138-29"
    assert len(works(one, "Zhou LJ, 2018, SCI REP-UK, V8, P9, DOI 10.1038/s41598-018-32138-2")) == 1


def test_a_book_is_one_whether_its_title_stands_as_title_or_as_venue():
    assert len(works("Weedon D., 2002, Skin Pathology", "Weedon, David, Skin Pathology, (2002)")) == 1
    title = "Social Foundations of Thought and Action"
    assert len(works("Bandura A, 1986, SOCIAL FDN THOUGHT A", f"Bandura, A., (1986) {title}, , NJ: Hall")) == 1


def test_a_reference_is_matched_to_the_paper_it_names_by_identifier_or_by_evidence():
    papers, authors = paper("doi:10.1021/nl8012665", doi="10.1021/nl8012665"), author("x", "Roe", "M")
    matched = match_references(cite(WOS, "10.1021/NL8012665"), papers, authors).set_index("cited")
    assert matched["paper_id"].tolist() == ["doi:10.1021/nl8012665"] * 2
    papers = paper(
        "title:1", title="Nanoparticles for gene delivery", venue="Nano Letters", volume="8", pages="3126-3130"
    )
    matched = match_references(cite(WITHOUT_DOI, "Green J, 2008"), papers, author("title:1", "Green", "Jordan"))
    assert matched.set_index("cited")["paper_id"].dropna().to_dict() == {WITHOUT_DOI: "title:1"}


def test_a_paper_is_known_by_its_further_identifiers():
    aliases = pd.DataFrame({"alias": ["openalex:W7700001", "pmid:5"], "paper_id": ["title:1", "title:1"]})
    texts = cite("https://openalex.org/W7700001", "PMID: 5", "https://openalex.org/W7800001")
    matched = match_references(texts, paper("title:1", title="Any"), NO_AUTHORS, aliases=aliases).set_index("cited")
    assert matched["paper_id"].notna().to_dict() == {
        "PMID: 5": True, "https://openalex.org/W7700001": True, "https://openalex.org/W7800001": False,
    }  # fmt: skip


def test_two_papers_of_the_corpus_are_never_made_one_by_what_cites_them():
    papers = pd.concat([paper("a", doi="10.1021/nl8012665"), paper("b", pmid="7")])
    matched = match_references(cite(f"{WOS} PMID: 7", WOS, "PMID: 7"), papers, NO_AUTHORS).set_index("cited")
    assert matched.loc[[WOS, "PMID: 7"], "paper_id"].tolist() == ["a", "b"]


def test_what_a_person_decided_holds_against_the_evidence():
    said = pd.DataFrame({"a": [WOS, HU[0]], "b": [SCOPUS, HU[1]], "same": [False, True]})
    matched = match_references(cite(WOS, SCOPUS, *HU[:2]), NO_PAPERS, NO_AUTHORS, decisions=said).set_index("cited")
    assert matched.loc[WOS, "work"] != matched.loc[SCOPUS, "work"]
    assert matched.loc[HU[0], "work"] == matched.loc[HU[1], "work"]
    assert matched.loc[HU[0], "evidence"] == "decided by a person"


POOL = [
    WOS, WITHOUT_DOI, SCOPUS, *HU, "Roe M, 2015, WELLS, V9, P1", "Roe M., 2015, WELLS, V9, P11", "Roe, Mo, Deep, (2015)",
    "Weedon D., 2002, Skin Pathology", "10.1021/nl8012665", "Green JJ, 2009, NANO LETT, V8, P3126",
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.permutations(POOL))
def test_the_order_of_the_rows_has_no_influence(texts):
    assert works(*texts) == works(*POOL)
