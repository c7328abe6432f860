from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_papers

from analysis.methods.discover import discover_methods, name_phrase
from analysis.methods.lexicon import read_lexicon
from analysis.methods.noun_phrases import find_heads, find_noun_phrases, list_heads
from analysis.methods.tag import tag_papers
from analysis.methods.tagger import Tagger

TAGGER = Tagger(read_lexicon())


def discover(*abstracts: str, min_papers: int = 3) -> pd.DataFrame:
    papers = make_papers(*({"title": f"Study {place}", "abstract": text} for place, text in enumerate(abstracts)))
    return discover_methods(papers, tag_papers(papers, TAGGER), min_papers=min_papers)


def modules(text: str) -> list[str]:
    """The parts found in a text in which nothing is known."""
    papers = make_papers({"title": "A study", "abstract": text})
    found = discover_methods(papers, tag_papers(papers, TAGGER).head(0))
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == found["text"].tolist()
    return found.loc[found["kind"] == "proposed module", "text"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We propose a hierarchical prompt gating mechanism.", ["hierarchical prompt gating mechanism"]),
        ("It comprises a Pathological Semantic Injector.", ["Pathological Semantic Injector"]),
        ("The Radon Inversion Layer is added.", ["Radon Inversion Layer"]),
        ("Inversion Layer is a title.", []),
        ("We introduce a novel network.", []),
        ("We introduce a deep neural network.", []),
        ("Prior work has used a novel spatial gating module.", []),
        ("We design cross-chain evidence verification of answers.", ["cross-chain evidence verification"]),
        ("Segmentation of large organs is hard.", []),
    ],
)
def test_parts_of_what_a_paper_proposes(text, found):
    assert modules(text) == found


def test_a_phrase_that_recurs_behind_words_of_use_is_a_method():
    found = discover(
        "We solve it using pair approximation.",
        "It is studied with pair approximation.",
        "The pair approximation holds.",
        "We use moment closure theory.",
    )
    assert set(found["method"]) == {"pair approximation"}
    assert found["kind"].unique().tolist() == ["phrase"]
    assert len(found) == 3


def test_a_phrase_of_too_few_papers_is_none():
    assert discover("We use pair approximation.", "It uses pair approximation.").empty


def test_what_the_lexicon_holds_is_no_phrase():
    assert discover(*["We work with a convolutional neural network."] * 3).empty


def test_a_part_has_its_place_and_its_paper():
    text = "We propose a slice-adaptive gating module for scans."
    row = discover(text).iloc[0]
    assert (row["kind"], row["role"], row["method"]) == ("proposed module", "proposed", "slice-adaptive gating module")
    assert text[row["start"] : row["end"]] == row["text"]


def test_what_lies_within_a_method_of_the_lexicon_is_no_part():
    text = "We propose a design with group relative policy optimization."
    assert "policy optimization" not in discover(text)["method"].tolist()


def test_a_paper_that_proposes_no_method_has_no_parts():
    papers = make_papers({"abstract": "We present a pattern hair loss of women in our clinic.", "type": "other"})
    assert discover_methods(papers, tag_papers(papers, TAGGER)).empty


def test_plurals_and_capitals_are_one_phrase():
    assert name_phrase("Pair Approximations") == name_phrase("pair approximation") == "pair approximation"


@given(st.text(st.sampled_from("ab -,.()Gating Module"), max_size=80))
def test_phrases_lie_in_the_text_and_do_not_overlap(text):
    words = text.split(" ")
    found = find_noun_phrases(words, find_heads(words, list_heads(["gating", "module"])))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
