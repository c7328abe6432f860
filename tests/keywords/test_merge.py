import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.keywords.merge import key_of, merge_keywords


def merge(*keywords: str, kinds=("keyword",), thesaurus=None, abstracts=(), **more) -> dict[str, int]:
    labels = pd.DataFrame({"paper_id": [f"p{place}" for place in range(len(keywords))], "value": keywords})
    labels = labels.assign(kind="keyword", **more)
    texts = [*abstracts, *[None] * len(keywords)]
    papers = pd.DataFrame({"paper_id": [f"p{place}" for place in range(len(texts))], "title": "A", "abstract": texts})
    found = merge_keywords(labels, papers, kinds=kinds, thesaurus=thesaurus)
    return dict(zip(found.keywords["keyword"], found.keywords["papers"], strict=True))


@pytest.mark.parametrize(
    ("keywords", "merged"),
    [
        (["Alopecia", "alopecia", "alopecia"], {"alopecia": 3}),
        (["Hair follicle", "hair follicles", "hair-follicle"], {"hair follicles": 3}),
        (["tumor cells", "tumour cell"], {"tumor cells": 2}),
        (["whole slide image (WSI)", "whole-slide images"], {"whole slide image": 2}),
        (["DNA", "DNA", "DNA", "DNA", "dna"], {"DNA": 5}),
        (["SKIN", "Skin", "skin"], {"skin": 3}),
        (["HAIR GROWTH"], {"hair growth": 1}),
        (["analysis", "analyses of hair"], {"analysis": 1, "analyses of hair": 1}),
        (["蛋白质组学"], {"蛋白质组学": 1}),
        (["C++", "C#"], {"C#": 1, "C++": 1}),
    ],
)
def test_spellings_of_one_keyword_meet(keywords, merged):
    assert merge(*keywords) == merged


def test_an_abbreviation_is_what_papers_say_it_stands_for():
    abstracts = ["On androgenetic alopecia (AGA).", "Androgenetic alopecia (AGA) is old."]
    keywords = ["AGA", "androgenetic alopecia", "hair"]
    assert merge(*keywords, abstracts=abstracts) == {"androgenetic alopecia": 2, "hair": 1}
    # One paper alone, or papers that disagree, settle nothing.
    assert "AGA" in merge(*keywords, abstracts=abstracts[:1])
    assert "AGA" in merge(
        *keywords, abstracts=[*abstracts, "acute gastritis attack (AGA)", "acute gastritis attack (AGA)"]
    )


def test_a_thesaurus_wins_and_an_empty_word_leaves_out():
    thesaurus = {"androgenic alopecia": "androgenetic alopecia", "article": ""}
    merged = merge("Androgenic alopecia", "androgenetic alopecia", "Article", thesaurus=thesaurus)
    assert merged == {"androgenetic alopecia": 2}


def test_a_keyword_counts_once_for_each_paper_and_keeps_its_first_kind():
    labels = pd.DataFrame(
        {
            "paper_id": ["p", "p", "p"],
            "kind": ["keyword plus", "keyword", "category"],
            "value": ["HAIR LOSS", "Hair loss", "hair loss"],
        }
    )
    papers = pd.DataFrame({"paper_id": ["p"], "title": "A", "abstract": [None]})
    found = merge_keywords(labels, papers, kinds=["keyword", "keyword plus"])
    assert found.paper_keywords.values.tolist() == [["p", "Hair loss", "keyword", "Hair loss"]]
    assert found.keywords["papers"].tolist() == [1]


def test_where_no_paper_has_keywords_of_its_authors_those_of_the_database_count():
    labels = pd.DataFrame(
        {"paper_id": ["p", "q", "q"], "kind": ["mesh", "index keyword", "mesh"], "value": list("abc")}
    )
    papers = pd.DataFrame({"paper_id": ["p", "q"], "title": "A", "abstract": None})
    assert merge_keywords(labels, papers).paper_keywords["text"].tolist() == ["b"]
    own = pd.concat([labels, pd.DataFrame({"paper_id": ["p"], "kind": ["keyword"], "value": ["d"]})])
    assert merge_keywords(own, papers).paper_keywords["text"].tolist() == ["d"]


def test_no_keywords_make_empty_tables():
    labels = pd.DataFrame({"paper_id": [], "kind": [], "value": []}, dtype="str")
    papers = pd.DataFrame({"paper_id": ["p"], "title": "A", "abstract": [None]})
    found = merge_keywords(labels, papers)
    assert found.keywords.empty
    assert found.paper_keywords.empty


@given(st.text(max_size=30).filter(str.strip))
def test_a_key_is_the_key_of_itself(text):
    assert key_of(key_of(text)) == key_of(text)
