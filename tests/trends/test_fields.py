import pandas as pd
import pytest
from samples import make_papers

from analysis.methods.lexicon import build_lexicon
from analysis.methods.tag import Tagger, tag_papers
from analysis.text.phrases import compile_phrase
from analysis.trends.fields import assign_fields, line_of_systems
from analysis.workspace import SettingsError

ROW = {"parents": "", "introduced": "", "aliases": "", "context": ""}
LEXICON = build_lexicon(
    [
        {**ROW, "method": "pathology foundation model", "kind": "foundation model"},
        {**ROW, "method": "CONCH", "kind": "foundation model", "parents": "pathology foundation model"},
    ]
)
FIELD = {
    "pfm": {"title": "PFM", "phrases": ["foundation model & *patholog*"], "methods": ["pathology foundation model"]}
}


def assign(papers: pd.DataFrame) -> pd.DataFrame:
    mentions = tag_papers(papers, Tagger(LEXICON))
    return assign_fields(papers, mentions, LEXICON.entries, FIELD).set_index("paper_id")


def test_a_phrase_asks_for_both_sides_in_one_sentence():
    papers = make_papers(
        {"abstract": "A foundation model is trained. It helps histopathology."},
        {"abstract": "Foundation models help histopathologists."},
    )
    assert assign(papers).index.tolist() == ["p2"]


def test_a_child_of_a_fields_method_counts_and_the_evidence_says_so():
    found = assign(make_papers({"abstract": "We use CONCH to embed tiles."}))
    assert found.loc["p1", ["score", "evidence", "sentence"]].tolist() == [
        0.6,
        ["CONCH"],
        "We use CONCH to embed tiles.",
    ]


def test_what_is_only_compared_with_does_not_make_a_member():
    assert len(assign(make_papers({"abstract": "Our net outperforms CONCH."}))) == 0


def test_builders_judges_and_users_are_told_apart():
    papers = make_papers(
        {"title": "SlideFM: a foundation model for pathology", "abstract": "We propose SlideFM."},
        {"title": "Pathology foundation models are not robust", "type": "validation"},
        {"title": "Grading with CONCH"},
        {"title": "GradeNet: grading using a pathology foundation model", "abstract": "We propose GradeNet."},
    )
    assert assign(papers)["facet"].tolist() == ["builds", "evaluates", "uses", "uses"]


def test_the_line_of_systems_is_in_order_of_date_with_the_introducing_sentence():
    papers = make_papers(
        {
            "title": "BeeFM: a pathology foundation model",
            "abstract": "Cells. We present BeeFM here.",
            "published": "2025-02-01",
        },
        {"title": "AntFM: a pathology foundation model", "published": "2024-01-01"},
    )
    mentions = tag_papers(papers, Tagger(LEXICON))
    line = line_of_systems(assign(papers).reset_index(), mentions, papers)
    assert line[["system", "sentence"]].values.tolist() == [
        ["AntFM", "AntFM: a pathology foundation model"],
        ["BeeFM", "We present BeeFM here."],
    ]


def test_no_field_and_no_member_give_empty_tables():
    papers = make_papers({})
    mentions = tag_papers(papers, Tagger(LEXICON))
    assert len(assign_fields(papers, mentions, LEXICON.entries, {})) == 0
    assert len(assign(papers)) == 0


def test_a_method_that_is_not_in_the_lexicon_is_named():
    papers = make_papers({})
    field = {"x": {"title": "X", "phrases": [], "methods": ["CONK"]}}
    with pytest.raises(SettingsError, match=r"fields\.x\.methods names 'CONK', which is not in the lexicon"):
        assign_fields(papers, tag_papers(papers, Tagger(LEXICON)), LEXICON.entries, field)


@pytest.mark.parametrize("phrase", ["a+b (c", "[x]", "?*", "\\d+"])
def test_marks_in_a_phrase_are_text_and_no_pattern(phrase):
    for side in compile_phrase(phrase):
        side.search("a+b (c [x] \\d+")
