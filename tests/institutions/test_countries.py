import pytest

from analysis.institutions.countries import find_country, is_country


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Wuhan Univ, Wuhan, Hubei, Peoples R China.", "CN"),
        ("Beth Israel Deaconess Med Ctr, Boston, MA 02215 USA", "US"),
        ("Beth Israel Deaconess, Boston", "US"),
        ("Univ Wales, Cardiff, Wales", "GB"),
        ("Univ New South Wales, Sydney, New South Wales", "AU"),
        ("Georgia Inst Technol, Atlanta, GA 30332", "US"),
        ("Emory University, Atlanta, Georgia", "US"),
        ("Ilia State University, Tbilisi, Georgia", "GE"),
        ("Univ Kinshasa, Kinshasa, Dem Rep Congo", "CD"),
        ("Univ Marien Ngouabi, Brazzaville, Rep Congo", "CG"),
        ("Chonnam National University, Gwangju 61469, Korea. a.b@c.kr", "KR"),
        ("Kim Il Sung University, Pyongyang, North Korea", "KP"),
        ("Univ New Mexico, Albuquerque, NM 87131", "US"),
        ("Univ Port Moresby, Papua New Guinea", "PG"),
        ("Hospital, Toronto, ON M5S 3H4", "CA"),
        ("Institute, Hatfield AL10 9AB", "GB"),
        ("Universität Kassel, Deutschland", "DE"),
        ("University of Padua.", "IT"),
        ("Univ Niamey, Niger", "NE"),
        ("Department of Nowhere", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_lies_in_a_country(address, country):
    assert find_country(address) == country


def test_a_name_that_only_holds_a_country_is_none():
    assert is_country("Poland")
    assert not is_country("China Medical University")
