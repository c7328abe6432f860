import pytest

from analysis.corpus.types import paper_type


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


def test_the_abstract_decides_where_the_title_does_not_tell():
    assert paper_type("Slides in Motion", None, "In this survey, we review the field.") == "review"
    assert paper_type("Slides in Motion", None, "We release an annotated corpus of slides.") == "dataset"
    assert paper_type("Slides in Motion", None, "We propose a net and evaluate it.") == "method"
    assert paper_type("Slides in Motion", None, "We evaluate five encoders.") == "validation"
