import pandas as pd
from samples import make_papers

from analysis.trends.facets import find_facets
from analysis.workspace.tables import check_table

FIELDS = {
    "fusion": {
        "facets": {
            "kinds": {"image-text": ["report", "caption"], "image-omics": ["genom*"]},
            "stage": {"late": ["late fusion"]},
        }
    }
}


def facets_of(*rows):
    papers = make_papers(*rows)
    members = pd.DataFrame({"paper_id": papers["paper_id"], "field": "fusion", "facet": "", "sentence": ""})
    return find_facets(papers, members, FIELDS)


def test_a_paper_may_have_several_values_each_with_the_sentence_that_says_so():
    found = facets_of({"title": "Both", "abstract": "We fuse reports with genomic profiles. Late fusion is best."})
    check_table("paper_facets", found)
    assert found[["facet", "value", "sentence"]].to_numpy().tolist() == [
        ["kinds", "image-text", "We fuse reports with genomic profiles."],
        ["kinds", "image-omics", "We fuse reports with genomic profiles."],
        ["stage", "late", "Late fusion is best."],
    ]


def test_what_others_did_and_what_a_paper_is_held_against_is_no_value():
    found = facets_of(
        {"title": "One", "abstract": "Recent works have been fusing reports."},
        {"title": "Two", "abstract": "We do better, compared with models of genomic data."},
    )
    assert len(found) == 0


def test_what_a_paper_does_is_a_facet_too():
    members = pd.DataFrame({"paper_id": ["p1"], "field": ["pfm"], "facet": ["builds"], "sentence": ["We build it."]})
    found = find_facets(make_papers({}), members, {"pfm": {}})
    assert found[["facet", "value", "sentence"]].to_numpy().tolist() == [["does", "builds", "We build it."]]
