import pandas as pd
import pytest
from samples import make_papers

from analysis.methods.lexicon import build_lexicon
from analysis.methods.tag import Tagger, tag_papers
from analysis.trends.systems import introduce_systems, line_of_systems, say_roles

CALLED = ["foundation model", "agent*", "vlm"]


@pytest.mark.parametrize(
    ("role", "paper"),
    [
        ("builds", {"title": "SlideFM: a foundation model for pathology"}),
        (
            "builds",
            {"title": "Reading slides", "abstract": "We introduce X (X), the first molecular-guided foundation model."},
        ),
        ("builds", {"title": "Slide agent for navigation"}),
        ("evaluates", {"title": "Pathology foundation models are not robust", "type": "validation"}),
        ("evaluates", {"title": "Do foundation models see stains?"}),
        ("evaluates", {"title": "A benchmark of foundation models", "abstract": "We introduce a benchmark."}),
        ("uses", {"title": "Grading with frozen foundation models"}),
        ("uses", {"title": "GradeNet", "abstract": "We propose GradeNet. It is built on foundation model features."}),
        ("uses", {"title": "GradeNet", "abstract": "We propose GradeNet, which uses a foundation model as encoder."}),
        ("", {"title": "One from many", "abstract": "We propose to ensemble the features of foundation models."}),
        ("", {"title": "Grading", "abstract": "Recent foundation models have shown promise using many slides."}),
    ],
)
def test_what_a_paper_does_is_what_its_sentences_say(role, paper):
    assert say_roles(make_papers(paper), CALLED).tolist() == [role]


def test_the_line_of_systems_is_in_order_of_date_with_the_introducing_sentence():
    lexicon = build_lexicon(
        [{"method": "CONCH", "kind": "foundation model", "parents": "", "introduced": "", "aliases": "", "context": ""}]
    )
    papers = make_papers(
        {"title": "B-FM: a model", "abstract": "We propose B-FM, a foundation model.", "published": "2024-05-01"},
        {
            "title": "A-FM: a model",
            "abstract": "Slides are many. We present A-FM, an agent.",
            "published": "2023-05-01",
        },
        {"title": "No date: a model", "abstract": "We propose C-FM."},
    )
    members = pd.DataFrame({"paper_id": papers["paper_id"], "facet": "builds", "sentence": "?"})
    line = line_of_systems(members, tag_papers(papers, Tagger(lexicon)), papers)
    assert line["system"].tolist() == ["A-FM", "B-FM"]
    assert line["sentence"].tolist() == ["We present A-FM, an agent.", "We propose B-FM, a foundation model."]


def test_the_part_of_a_system_is_not_the_system():
    abstract = "We propose a slide-wise Context Encoder Module, called SlideStar."
    papers = make_papers({"abstract": abstract})
    mentions = pd.DataFrame(
        {
            "paper_id": "p1", "part": "abstract", "start": [13, 53], "text": ["slide-wise Context Encoder Module", "SlideStar"],
            "kind": ["proposed module", "proposed system"], "role": "proposed",
        }
    )  # fmt: skip
    assert introduce_systems(mentions, papers)["system"].tolist() == ["SlideStar"]
