import pytest

from analysis.text.identifiers import (
    clean_arxiv_id,
    clean_doi,
    clean_pmid,
    clean_url,
    is_preprint_doi,
    month_of_arxiv_id,
)


def test_identifiers_lose_their_prefixes_and_versions():
    assert clean_arxiv_id("arXiv:2503.00374v2") == "2503.00374"
    assert clean_arxiv_id("https://arxiv.org/abs/astro-ph/0601001v1") == "astro-ph/0601001"
    assert clean_arxiv_id("Nature 2024") is None
    assert clean_doi("doi:10.1016/J.Media.2021.102032") == "10.1016/j.media.2021.102032"
    assert clean_doi("none") is None
    assert month_of_arxiv_id("2503.00374") == "2025-03"
    assert month_of_arxiv_id("2599.00374") is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a", 'https://a"onclick=', ""])
def test_only_plain_web_addresses_pass(address):
    assert clean_url(address) is None


@pytest.mark.parametrize(
    ("mangled", "repaired"),
    [
        ("811.4717", "0811.4717"),
        ("704.0034", "0704.0034"),
        ("1503.1", "1503.10000"),
        ("1412.123", "1412.1230"),
        ("2503.00374", "2503.00374"),
        ("arXiv:0811.4717", "0811.4717"),
        ("1399.1234", None),
        ("3.14", None),
    ],
)
def test_an_arxiv_id_that_a_spreadsheet_took_for_a_number_is_repaired(mangled, repaired):
    assert clean_arxiv_id(mangled) == repaired


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("10.1016/S0735-1097(13)62048-3", "10.1016/s0735-1097(13)62048-3"),
        ("(doi:10.1000/abc)", "10.1000/abc"),
        ("https://doi.org/10.1002%2Fphar.1547", "10.1002/phar.1547"),
        ("10.1/x", None),
        ("10.1000/", None),
        ("https://doi.org/10.1000/a%252Fb", "10.1000/a/b"),
        ("10.1000/a b", None),
    ],
)
def test_a_doi_loses_what_is_not_part_of_it(raw, clean):
    assert clean_doi(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("10.1000/xyz123?utm_source=x", "10.1000/xyz123"),
        ("https://doi.org/10.1000/xyz123?utm_source=x&utm_medium=y#abstract", "10.1000/xyz123"),
        ("10.1000/xyz123&utm_source=x", "10.1000/xyz123"),
        ("10.1000/xyz123</a>", "10.1000/xyz123"),
        ('<a href="https://doi.org/10.1000/xyz123">', "10.1000/xyz123"),
        ("https://www.frontiersin.org/articles/10.3389/fonc.2021.1234/full", "10.3389/fonc.2021.1234"),
        ("https://link.springer.com/content/pdf/10.1007/s00330-021-1.pdf", "10.1007/s00330-021-1"),
        ("https://doi.org/10.1000/journal/full", "10.1000/journal/full"),
        # These belong to the DOI.
        (
            "10.1002/(sici)1097-0258(19980815/30)17:15/16&lt;1661::aid-sim968&gt;3.0.co;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        ("10.1000/456#789", "10.1000/456#789"),
    ],
)
def test_a_doi_loses_what_a_page_or_a_tracker_hung_on_it(raw, clean):
    assert clean_doi(raw) == clean
    assert clean_doi(clean) == clean


def test_a_pubmed_id_survives_a_spreadsheet():
    assert [clean_pmid(value) for value in ("38011560.0", "https://pubmed.ncbi.nlm.nih.gov/38011560/", "12a", "PMC7654321")] == [
        "38011560", "38011560", None, None,
    ]  # fmt: skip


def test_the_doi_of_a_preprint_is_told_from_a_journals():
    assert [is_preprint_doi(doi) for doi in ("10.1101/2020.01.01.123", "10.1016/j.media.2021.1", None)] == [
        True, False, False,
    ]  # fmt: skip
