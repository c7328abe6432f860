import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import (
    clean_arxiv_id,
    clean_date,
    clean_doi,
    clean_text,
    clean_url,
    month_of_arxiv_id,
    normalise_title,
    paper_type,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (r"degrades by $>$20-50\%", "degrades by >20-50%"),
        (r"339$\times$ fewer, $\sim$5\% left", "339× fewer, ∼5% left"),
        ("a 5% gain at $5 and $10", "a 5% gain at $5 and $10"),
        (r"Code at \href{https://a.b/c_d}{GitHub}", "Code at GitHub (https://a.b/c_d)"),
        ("$7,023$ scans, $Δ$CS, $5-$10 each", "7,023 scans, ΔCS, $5-$10 each"),
        (r"Erd\H{o}s and G\"odel", "Erdős and Gödel"),
        ("two\n  lines\tand  spaces ", "two lines and spaces"),
        ("a bell\x07 rings", "a bell rings"),
        (r"$\alpha_{1}$-net at 50% of H&E", "α_1-net at 50% of H&E"),
        ("   ", None),
        (None, None),
    ],
)
def test_clean_text_turns_latex_into_text_and_keeps_prices_and_percents(raw, clean):
    assert clean_text(raw) == clean


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\\"), max_size=300))
def test_cleaning_a_text_twice_is_cleaning_it_once(text):
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.text(alphabet="\\$%{}#&_^~ abc\"'1", max_size=80))
def test_broken_latex_never_stops_the_cleaning(text):
    result = clean_text(text)
    assert result is None or isinstance(result, str)


@given(st.dates(min_value=dt.date(1700, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_a_written_date_reads_back_as_itself(day):
    assert clean_date(day.isoformat()) == (day, "day")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2025-03", (dt.date(2025, 3, 1), "month")),
        ("2025", (dt.date(2025, 1, 1), "year")),
        ("2025/3/7", (dt.date(2025, 3, 7), "day")),
        ("2026-04-01 18:22", (dt.date(2026, 4, 1), "day")),
        ("2025-13-01", (None, "unknown")),
        ("0000-00-00", (None, "unknown")),
        ("9999-01-01", (None, "unknown")),
        ("spring", (None, "unknown")),
        (None, (None, "unknown")),
    ],
)
def test_dates_are_as_exact_as_they_are_written_and_never_invented(raw, expected):
    assert clean_date(raw) == expected


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


def test_titles_compare_without_case_accents_and_marks():
    assert normalise_title("Müller’s H&E–study!") == normalise_title("MULLER'S h e study")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("A Survey of Stain Normalisation", "review"),
        ("SlideBench: benchmarking encoders", "benchmark"),
        ("A Large Annotated Dataset of Nuclei", "dataset"),
        ("Nodule malignancy: a study using the public LIDC dataset", "method"),
        ("Evaluation of encoders across centres", "validation"),
        ("An open-source platform for slides", "software"),
        ("Erratum: a title", "other"),
        ("ViT for slides", "method"),
    ],
)
def test_plain_rules_tell_the_type_from_the_title(title, kind):
    assert paper_type(title, None) == kind


def test_the_source_has_the_first_word_on_a_type():
    assert paper_type("ViT for slides", "Review article") == "review"
