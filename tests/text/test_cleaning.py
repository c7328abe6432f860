import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.cleaning import (
    clean_abstract,
    clean_date,
    clean_language,
    clean_number,
    clean_pages,
    clean_text,
    clean_title,
    comparable_title,
    normalise_title,
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
        ("The GrÃ¼neisen parameter â€“ again", "The Grüneisen parameter – again"),
        ("<jats:p>H<jats:sub>2</jats:sub>O &amp; p&lt;0.05</jats:p>", "H2O & p<0.05"),
        ("a < b and c > d", "a < b and c > d"),
        ("if a<b then c>d", "if a<b then c>d"),
        ("holds for all x <b where b is fixed, y> 5", "holds for all x <b where b is fixed, y> 5"),
        ('<p class="x">One</p><br/>Two', "One Two"),
        ("read\u202egnorts\u202c it\u200b", "readgnorts it"),
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


def test_titles_compare_without_case_accents_and_marks():
    assert normalise_title("Müller’s H&E–study!") == normalise_title("MULLER'S h e study")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Deep learning in pathology.", "Deep learning in pathology"),
        ("[Deep learning in pathology.]", "Deep learning in pathology"),
        ("Wait for it...", "Wait for it..."),
        ("The methods of Smith et al.", "The methods of Smith et al."),
        ("SEGMENTATION OF MRI SCANS IN 3D", "Segmentation of MRI scans in 3D"),
        ("U-NET", "U-NET"),
        ("ALZHEIMER'S DISEASE IN A COHORT OF JAPAN", "Alzheimer's disease in a cohort of japan"),
        ("Foo bar. .", "Foo bar"),
        ("<b>&lt;script&gt;</b>", "<script>"),
    ],
)
def test_a_title_is_written_as_on_the_paper(raw, clean):
    assert clean_title(raw, "MRI is hard.") == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ABSTRACT: We count.", "We count."),
        ("Abstract We count.", "We count."),
        ("Abstract art is counted.", "Abstract art is counted."),
        ("METHODS: We count. RESULTS: 3.", "METHODS: We count. RESULTS: 3."),
        ("We count. © 2019 Elsevier B.V. All rights reserved.", "We count."),
        ("We count. Copyright (c) 2020 The Authors.", "We count."),
        (
            "The copyright law of 1976 is discussed here at length.",
            "The copyright law of 1976 is discussed here at length.",
        ),
        (
            "(a) by pruning, and (c) by quantisation of all weights.",
            "(a) by pruning, and (c) by quantisation of all weights.",
        ),
        ("Summary-level data were used.", "Summary-level data were used."),
        ("[No abstract available]", None),
    ],
)
def test_an_abstract_loses_its_label_and_its_copyright_notice(raw, clean):
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize("clean", [clean_title, clean_abstract, clean_pages, clean_number, clean_language])
@given(text=st.text(max_size=120) | st.text(alphabet="&<>/abpsup;lt©20 .:[]ÃÂ¼â€-$\\{}", max_size=60))
def test_cleaning_any_field_twice_is_cleaning_it_once(clean, text):
    once = clean(text)
    assert clean(once) == once


def test_a_language_of_control_characters_is_none():
    assert clean_language("\x00\U00010000\U00010000") is None


def test_pages_and_numbers_have_one_spelling():
    assert [clean_pages(value) for value in ("1141–55", "p. 7", "7-7", "S1-S12", "e104", "A94-A95")] == [
        "1141-1155", "7", "7", "S1-S12", "e104", "A94-A95",
    ]  # fmt: skip
    assert [clean_number(value) for value in ("Vol. 12", "no. 3", "Nature", "")] == ["12", "3", "Nature", None]


def test_a_genre_in_brackets_is_no_part_of_a_title_that_is_compared():
    assert comparable_title("Index research (panel session): forest?") == comparable_title("Index Research: Forest?")
    assert comparable_title("On graphs (Part II)") == "on graphs part ii"
