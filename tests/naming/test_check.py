import pytest

from analysis.naming.check import find_fault_of_name, find_fault_of_summary

TEXTS = ["Encoders of whole-slide images, trained on 11 hospitals", "ViT encoders see tissue"]
TERMS = ["slide encoder", "ViT"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Slide encoders", ""),
        ("ViTs for slides", ""),
        ("", "1 to 8 words"),
        ("one two three four five six seven eight nine", "1 to 8 words"),
        ("x" * 61, "1 to 8 words"),
        ("Slide <b>encoders</b>", "no text"),
        ("Slides https://example.org", "no text"),
        ("Slide radiology", "“radiology”"),
        ("Hospitals and tissue", "no word of the terms"),
        ("of the", "no word of the terms"),
    ],
)
def test_a_name_is_held_against_terms_and_papers(name, fault):
    found = find_fault_of_name(name, TERMS, TEXTS)
    assert (found == "") == (fault == "")
    assert fault in found


def test_writing_without_spaces_is_checked_by_what_stands_in_it():
    assert find_fault_of_name("病理画像", ["病理画像"], ["病理画像の解析"]) == ""
    assert find_fault_of_name("心臓", ["病理画像"], ["病理画像の解析"]) == "no paper has the word “心臓”"


@pytest.mark.parametrize(
    ("summary", "fault"),
    [
        ("Encoders of slides are trained on images of 11 hospitals.", ""),
        ("Encoders of slides reach 99 %.", "figure 99"),
        ("Robots fly drones through forests while encoders watch.", "no paper has"),
        ("word " * 81, "1 to 80 words"),
        ("", "1 to 80 words"),
        ("<script>", "no text"),
    ],
)
def test_a_summary_invents_no_figures_and_few_words(summary, fault):
    found = find_fault_of_summary(summary, TEXTS)
    assert (found == "") == (fault == "")
    assert fault in found
