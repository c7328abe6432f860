import pandas as pd
import pytest
from samples import make_papers

from analysis.methods.lexicon import build_lexicon
from analysis.methods.tag import Tagger, tag_papers
from analysis.text.phrases import compile_phrase
from analysis.trends.fields import assign_fields
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
        {"abstract": "We train foundation models to help histopathologists."},
    )
    assert assign(papers).index.tolist() == ["p2"]


def test_a_child_of_a_fields_method_counts_and_the_evidence_says_so():
    found = assign(make_papers({"abstract": "We use CONCH to embed tiles."}))
    assert found.loc["p1", ["score", "evidence", "sentence"]].tolist() == [
        0.55,
        ["CONCH"],
        "We use CONCH to embed tiles.",
    ]


def test_what_is_only_compared_with_does_not_make_a_member():
    assert len(assign(make_papers({"abstract": "Our net outperforms CONCH."}))) == 0


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


def member(abstract: str, title: str = "A title", **field: list[str]) -> float:
    """The score of a paper in a field, 0 where it is none of its members."""
    papers = make_papers({"title": title, "abstract": abstract})
    defined = {"x": {"title": "X", "phrases": [], "methods": []} | field}
    found = assign_fields(papers, tag_papers(papers, Tagger(LEXICON)), LEXICON.entries, defined)
    return 0.0 if found.empty else found["score"].iloc[0]


def test_what_others_did_makes_no_member_and_a_plain_sentence_just_does():
    assert member("Recent work has shown that fusion helps. We segment hearts.", phrases=["fusion"]) == 0
    assert member("Fusion helps hearts.", phrases=["fusion"]) == 0.5
    assert member("Fusion helps hearts. Lungs need fusion.", phrases=["fusion"]) == 0.75
    assert member("We fuse by fusion.", phrases=["fusion"]) == 0.7


def test_one_hint_is_not_enough_and_two_of_the_papers_own_are():
    assert member("We train a multimodal net.", hints=["multimodal"]) == 0
    assert member("We train a multimodal net. Our multimodal net wins.", hints=["multimodal"]) == pytest.approx(0.664)
    assert member("Hearts.", title="A multimodal net", hints=["multimodal"]) == 0.54


def test_a_paper_is_about_what_its_field_requires():
    def score(abstract, **more):
        return member(abstract, phrases=["prism"], requires=["*patholog*"], **more)

    assert score("We use PRISM for MRI.") == 0
    assert score("We use PRISM for MRI. Histopathology is next.") == 0, "once may be in passing"
    assert score("We use PRISM in pathology. Histopathology is hard.") == 0.7
    assert score("We use PRISM in pathology.") == 0.7, "there is no other sentence"
    assert score("We use PRISM for slides. It works.", title="Histopathology") == 0.7


def test_a_word_of_a_phrase_may_stand_for_several():
    words = {"image": ["CT", "chest radiograph"], "records": ["patient metadata"]}
    more = {"phrases": ["fus* & <image> & <records>"], "words": words}
    assert member("We fuse chest radiographs with patient metadata.", **more) == 0.7
    assert member("We fuse chest radiographs with reports.", **more) == 0
    assert member("We present CT guided nets.", phrases=["<image> guided"], words=words) == 0.7
    assert member("We use PRISM. CT is fused.", phrases=["prism"], words=words, exclude=["<image>"]) == 0.7
    assert member("We use PRISM for CT.", phrases=["prism"], words=words, exclude=["<image>"]) == 0


def test_a_sentence_that_speaks_of_something_else_counts_for_nothing():
    assert member("We use spatio-temporal fusion.", phrases=["fusion"], exclude=["spatio temporal"]) == 0
    assert member("We use CONCH on MRI.", methods=["CONCH"], exclude=["mri"]) == 0
    assert member("We use CONCH on slides.", methods=["CONCH"], exclude=["mri"]) == 0.55


def test_what_a_paper_is_held_against_makes_no_member():
    papers = make_papers(
        {"abstract": "Our net outperforms a foundation model for pathology by far."},
        {"abstract": "We compare a foundation model for pathology with ours, against baselines."},
    )
    assert assign(papers).index.tolist() == ["p2"]


def test_a_field_without_systems_says_nothing_of_what_papers_do():
    assert assign(make_papers({"title": "A foundation model for pathology"}))["facet"].tolist() == [""]


MEMBERS = {
    "pathology-foundation-models": "We introduce a foundation model for histopathology.",
    "multimodal-fusion": "We fuse histology with genomics by multimodal fusion.",
    "vision-language-models": "We train a vision-language model of chest X-rays.",
    "weakly-supervised-wsi": "We use multiple instance learning on whole slide images.",
    "survival-prediction": "We propose a net for survival prediction from CT.",
    "medical-image-segmentation": "We present a method for image segmentation of livers.",
}


def test_each_shipped_field_finds_what_it_is_about_and_not_what_it_is_not():
    from analysis.methods.lexicon import read_lexicon
    from analysis.methods.tag import count_methods
    from analysis.workspace import default_params_file
    from analysis.workspace.settings import read_settings

    fields = read_settings(default_params_file(), stages=[]).model_dump(mode="json")["fields"]
    assert set(fields) == set(MEMBERS)
    papers = make_papers(*({"abstract": text} for text in [*MEMBERS.values(), "We count cells on a plate."]))
    lexicon = read_lexicon()
    mentions = tag_papers(papers, Tagger(lexicon))
    found = assign_fields(papers, mentions, count_methods(mentions, lexicon.entries), fields)
    for place, name in enumerate(MEMBERS, start=1):
        members = set(found.loc[found["field"] == name, "paper_id"])
        assert f"p{place}" in members
        assert "p7" not in members


def test_a_second_field_leaves_the_scores_of_the_first_as_they_are():
    texts = [
        "We fuse by fusion. Fusion helps. Others have used fusion. Fusion of lungs.",
        "A fusion net. Fusion again.",
    ] * 9
    papers = make_papers(*({"title": "Fusion", "abstract": text} for text in texts))
    mentions = tag_papers(papers, Tagger(LEXICON))
    first = {"x": {"title": "X", "phrases": ["fusion", "fus*"], "methods": []}}
    more = first | {"a": {"title": "A", "phrases": ["lung", "net"], "methods": []}, "b": {"phrases": [], "methods": []}}
    alone = assign_fields(papers, mentions, LEXICON.entries, first)
    both = assign_fields(papers, mentions, LEXICON.entries, more)
    pd.testing.assert_frame_equal(alone, both[both["field"] == "x"].reset_index(drop=True))
