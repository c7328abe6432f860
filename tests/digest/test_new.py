"""A corpus of five papers, small enough to say by hand what each search finds and why."""

import numpy as np
import pandas as pd
from samples import make_papers

from analysis.digest.known import Known
from analysis.digest.match import Corpus, find_missing, match_search
from analysis.digest.new import make_digest
from analysis.digest.searches import OTHERS, Wanted
from analysis.digest.words import find_forms
from analysis.library.filters import FILTERS
from analysis.library.search import Space, index_texts

TEXTS = [
    "Late fusion of whole-slide images", "A slide scanner", "Hearts beat", "Joining modalities", "Fish of the deep sea",
]  # fmt: skip
PAPERS = make_papers(
    *({"title": text, "published": f"202{year}-01-01"} for text, year in zip(TEXTS, [1, 2, 3, 4, 5], strict=True))
)
# Words in two meanings; the fourth paper means what fusion means and says it in other words.
WORDS = pd.Series({"fusion": 1, "hearts": 1, "slide": 1}).rename_axis("word")
SPACE = Space(np.array([[9, 0], [0, 9], [5, 5]]), np.array([[90, 90], [20, 126], [-90, 90], [127, 0], [0, -127]]))
EMPTY = pd.DataFrame({"paper_id": [], "value": []}, dtype="str")
FACETS = dict.fromkeys(FILTERS, EMPTY) | {
    "modality": pd.DataFrame({"paper_id": ["p1", "p2", "p1"], "value": ["CT", "CT", "MRI"]}),
    "field": pd.DataFrame({"paper_id": ["p2"], "value": ["Fusion"]}),
    "author": pd.DataFrame({"paper_id": ["p2", "p3"], "value": ["a1", "a2"]}),
}
NAMES = {"author": {"a1": "Bo Li (2020–2021)", "a2": "Bo Li (2024–2024)"}}
MEMBERS = pd.DataFrame({"paper_id": ["p2", "p4"], "title": "Fusion", "sentence": ["We fuse.", "Fused."]})
INDEX = index_texts(TEXTS)
CORPUS = Corpus(PAPERS, FACETS, NAMES, SPACE, WORDS, INDEX, find_forms(INDEX))


def found(words="", **filters):
    rows = match_search(Wanted("x", words, filters), CORPUS)
    return dict(zip(rows["paper_id"], rows["why"], strict=True))


def test_words_are_found_whatever_their_plural_and_hyphens_or_by_meaning():
    assert found("slides") == {"p1": "has “slide”", "p2": "has “slide”"}
    assert found("slide")["p1"] == "has “slide”; near in meaning (1.00)"
    assert list(found("fusion")) == ["p1", "p4"]
    assert found("fusion")["p4"] == "near in meaning (1.00)"
    assert "p5" not in found("fusion")


def test_what_stands_in_quotes_has_to_be_there():
    assert list(found('"late fusion"')) == ["p1"]
    assert found('"fusion late"') == {}


def test_filters_take_any_of_their_values_whatever_their_case_and_all_have_to_pass():
    assert found(modality=["ct", "mri"]) == {"p2": "modality: CT", "p1": "modality: CT, MRI"}
    assert found(modality=["CT"], author=["bo li"]) == {"p2": "modality: CT; author: Bo Li (2020–2021)"}
    assert list(found(author=["a2"])) == ["p3"]
    assert list(found("slide", modality=["MRI"])) == ["p1"]


def test_what_no_paper_has_is_told_with_what_is_written_alike():
    wanted = Wanted("x", "slides volcano", {"modality": ["C T", "CT"], "author": ["bo"]})
    assert find_missing(wanted, CORPUS) == [
        "modality “C T” (there is “CT”)", "author “bo” (there is “Bo Li (2020–2021)” and “Bo Li (2024–2024)”)",
        "the word “volcano”",
    ]  # fmt: skip


def test_new_papers_are_ranked_by_search_and_the_rest_is_kept():
    wanted = [Wanted("slides", "slide", {}), Wanted("CT", "", {"modality": ["CT"]})]
    made = make_digest(wanted, CORPUS, Known(frozenset({"p1"}), "kept"), MEMBERS)
    rows = made.digest.groupby("search", sort=False)["paper_id"].agg(list).to_dict()
    assert rows == {"slides": ["p2", "p4"], "CT": ["p2"], OTHERS: ["p5", "p3"]}
    assert made.searches[["search", "found", "new"]].values.tolist() == [["slides", 3, 2], ["CT", 2, 1]]
    assert made.figures == {"state": "kept", "papers": 5, "new": 4, "found": 2}


def test_where_nothing_is_known_all_is_new_and_where_all_is_known_nothing():
    wanted = [Wanted("All papers", "", {})]
    everything = make_digest(wanted, CORPUS, Known(frozenset(), "empty"), MEMBERS)
    assert everything.digest["paper_id"].tolist() == ["p5", "p4", "p3", "p2", "p1"]
    nothing = make_digest(wanted, CORPUS, Known(frozenset(PAPERS["paper_id"]), "kept"), MEMBERS)
    assert nothing.digest.empty
    assert nothing.searches["found"].tolist() == [5]


def test_a_field_that_is_followed_brings_the_sentence_that_put_a_paper_there():
    made = make_digest([Wanted("Fusion", "", {"field": ["Fusion"]})], CORPUS, Known(frozenset(), "empty"), MEMBERS)
    rows = made.digest.set_index(["search", "paper_id"])["sentence"]
    assert rows["Fusion", "p2"] == "We fuse."
    assert rows[OTHERS, "p4"] == ""
