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


@pytest.mark.parametrize(
    ("abstract", "kind"),
    [
        ("We recorded 23 species of beetles in 12 plots over three summers.", "other"),
        ("Minoxidil was given to 40 patients for a year.", "other"),
        ("We train a convolutional network on images of beetles.", "method"),
        (None, "method"),
    ],
)
def test_what_the_rules_were_not_written_for_is_other(abstract, kind):
    assert paper_type("Beetles of a valley", None, abstract) == kind
