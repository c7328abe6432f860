import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.citations.matching.parse import parse_reference, parse_references

# Form by form what is told: family, given, year, title, venue, volume, page.
FORMS = {
    "Chen KY, 2020, J EUR ACAD DERMATOL, V34, pE234, DOI 10.1111/jdv.16194": (
        "Chen", "KY", 2020, "", "J EUR ACAD DERMATOL", "34", "E234",
    ),
    "Avram Marc R, 2007, J Cosmet Laser Ther, V9, P0027": ("Avram", "Marc R", 2007, "", "J Cosmet Laser Ther", "9", "27"),
    "VLACHAKI.ND, 1973, CHEST, V63, P276": ("VLACHAKI", "ND", 1973, "", "CHEST", "63", "276"),
    "[沈慧萍 Shen Huiping], 2005, WELLS, V25": ("Shen", "Huiping", 2005, "", "WELLS", "25", ""),
    "de Bary Wm. Theodore, 1983, LIBERAL TRADITION CH": (
        "de Bary", "Wm. Theodore", 1983, "", "LIBERAL TRADITION CH", "", "",
    ),
    "1966, P IEE, V113, P2095": ("", "", 1966, "", "P IEE", "113", "2095"),
    "[Anonymous], 2009, Science of science": ("", "", 2009, "", "Science of science", "", ""),
    "Inui S., J DERMATOLOGICAL SCI, V61, P1": ("Inui", "S.", 0, "", "J DERMATOLOGICAL SCI", "61", "1"),
    "Hirsch J., 2005, P NATL ACAD SCI USA, V102, p{[}569, 572]": (
        "Hirsch", "J.", 2005, "", "P NATL ACAD SCI USA", "102", "",
    ),
    "Green, 2008, Nano Lett, V8, P3126, DOI 10.1021/nl, “Poly, mers”": (
        "Green", "", 2008, "Poly, mers", "Nano Lett", "8", "3126",
    ),
    "Lande R.; Ganguly D., Neutrophils, and DNA, Sci Transl Med, 3, 73, (2011)": (
        "Lande", "R.", 2011, "Neutrophils, and DNA", "Sci Transl Med", "3", "",
    ),
    "Abbasi, Sepideh, Programs, Cell Stem Cell, 27, 3, pp. 396-412.e6, (2020)": (
        "Abbasi", "Sepideh", 2020, "Programs", "Cell Stem Cell", "27", "396",
    ),
    "Fang, Tingting, Hair tonic, PLOS ONE, 18, 2 February, (2023)": (
        "Fang", "Tingting", 2023, "Hair tonic", "PLOS ONE", "18", "",
    ),
    "Percutaneous Absorption, (1999)": ("", "", 1999, "Percutaneous Absorption", "", "", ""),
    "Kohn, M.C., Lemieux, D.R., Graph theory (1991) J. Theor. Biol., 150, pp. 3-25": (
        "Kohn", "M.C.", 1991, "Graph theory", "J. Theor. Biol", "150", "3",
    ),
    "Moed, H.F., (2005) Citation Analysis in Research, P. 346. , Springer": (
        "Moed", "H.F.", 2005, "Citation Analysis in Research", "", "", "",
    ),
    "Chang YL, Tung YC, et al. Regimens: A review. BMJ Open Gastroenterol 2020;7(1):e000472.": (
        "Chang", "YL", 2020, "Regimens: A review", "BMJ Open Gastroenterol", "7", "e000472",
    ),
    "Tutenges S & Pedersen W (2020). Effervescence: Assault. Sexualities, 23(3), 406–421.": (
        "Tutenges", "S", 2020, "Effervescence: Assault", "Sexualities", "23", "406",
    ),
    "[Aria, Massimo; Cuccurullo, Corrado|ur.1; ur.2|Journal of Informetrics|2017|11|4|959-975|10.1016/j.joi|pub.1091|2]": (
        "Aria", "Massimo", 2017, "", "Journal of Informetrics", "11", "959",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", FORMS)
def test_each_form_tells_its_parts(text):
    assert parse_reference(text)[:7] == FORMS[text]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Bock RD, 1997, ED MEAS, DOI [DOI 10.1111/J.1745, 10.1111/j.1745]", {"doi": "10.1111/j.1745"}),
        ("A, 2000, B, DOI 10.1002/1097(20000701)89:1<135::AID-CNCR18>3.0.CO;2-#", {
            "doi": "10.1002/1097(20000701)89:1<135::aid-cncr18>3.0.co;2-#"}),
        ("https://openalex.org/W2184765702", {"openalex_id": "W2184765702"}),
        ("Roe M. Deep. Wells. 2015;9:1. 10.1000/x PMID: 31665416", {"doi": "10.1000/x", "pmid": "31665416"}),
        ("Roe M, 2019, arXiv preprint arXiv:1905.01234", {"arxiv_id": "1905.01234"}),
        ("10.48550/arXiv.2403.00001", {"doi": "10.48550/arxiv.2403.00001", "arxiv_id": "2403.00001"}),
        ("014-362-133-201-33X", {"number": "014-362-133-201-33X"}),
    ],
)  # fmt: skip
def test_identifiers_are_found_wherever_they_stand(text, ids):
    parts = parse_reference(text)._asdict()
    names = ("doi", "arxiv_id", "pmid", "openalex_id", "number")
    assert {name: parts[name] for name in names if parts[name]} == ids


@given(st.lists(st.text(max_size=80)))
def test_any_text_is_read_once_and_none_fails(texts):
    parsed = parse_references(texts)
    assert parsed["cited"].tolist() == list(dict.fromkeys(texts))
    assert parsed["year"].between(0, 2099).all()


def scopus(title_and_venue: str, page: int) -> str:
    return f"Roe, Mo, {title_and_venue}, 9, 2, pp. {page}-{page + 5}, (2015)"


def test_a_venue_with_commas_begins_where_its_titles_end_alike():
    venue = "Annals of Hair, Skin, Nails"
    texts = [
        scopus(f"{title}, {venue}", page) for page, title in enumerate(["Deep, dark", "Wells", "Lakes", "Rivers"], 1)
    ]
    parsed = parse_references(texts)
    assert parsed["venue"].tolist() == [venue] * 4
    assert parsed["title"].tolist() == ["Deep, dark", "Wells", "Lakes", "Rivers"]


@pytest.mark.parametrize("titles", [["Wells, a review", "Lakes, a review"], ["Wells, a review", "Lakes, a review",
                                    "Rivers, a review", "Seas, a tale", "Hills"]])  # fmt: skip
def test_titles_that_end_alike_by_chance_keep_their_ends(titles):
    parsed = parse_references([scopus(f"{title}, Waters", page) for page, title in enumerate(titles, 1)])
    assert parsed["title"].tolist() == titles
    assert set(parsed["venue"]) == {"Waters"}


@pytest.mark.parametrize("year", ["²", "9" * 23, "9" * 5000, "٢٠٢٠"])
def test_what_is_no_year_is_none_and_stops_nothing(year):
    found = parse_references([f"[Roe, M.|Wells|Deep|{year}|9|1|1-9|10.1000/a|pub.1|3]", f"A|b|c|{year}|e|f|g|h|i"])
    assert (found["year"] == 0).all()


@pytest.mark.parametrize("page", ["p246E", "p18S", "pe17", "p126ra34", "P12"])
def test_a_page_with_letters_is_no_part_of_a_venue(page):
    found = parse_references([f"ROE M, 2005, PLAST RECONSTR SURG, V114, {page}"]).iloc[0]
    assert (found["venue"], found["page"]) == ("PLAST RECONSTR SURG", page[1:])
