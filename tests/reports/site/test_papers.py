import base64
import json
import re
import zlib

import pandas as pd
from samples import as_table, make_papers

from analysis.reports.pages import Linked, embed_papers, papers_link, show_text
from analysis.reports.site import papers as site_papers
from analysis.reports.site.papers import dress_papers, embed_listed, find_links, keep_linked

HOSTILE = "</script><img src=x onerror=alert(1)>"
SOURCES = pd.DataFrame({"source": ["open", "shut"], "title": ["Open", "Shut"], "share": ["full", "no-abstracts"]})


def listed(papers: pd.DataFrame, *, names: int = 2):
    papers = as_table(papers)
    people = pd.DataFrame({"paper_id": "p1", "position": range(names), "name": [f"N{n}" for n in range(names)]})
    labels = pd.DataFrame({"paper_id": ["p1", "p1"], "kind": ["keyword", "cancer"], "value": ["lung cancer", "CT"]})
    placed = pd.DataFrame({"paper_id": ["p1", "p2"], "topic": [0, -1], "confidence": [0.876, 0.1]})
    topics = pd.DataFrame({"topic": [0], "label": ["cells"]})
    short = pd.DataFrame(
        {"paper_id": ["p1", "p2"], "summary": ["Short.", "Of it."], "summary_basis": ["source", "extracted"]}
    )
    return dress_papers(papers, people, SOURCES, labels, placed, topics, short)


def unpack(page: str) -> dict:
    packed = re.search(r'id="papers" data-count="\d+">"([^"]+)"</script>', page)[1]
    return json.loads(zlib.decompress(base64.b64decode(packed)))


PAPERS = make_papers(
    {"title": HOSTILE, "abstract": "A", "sources": ["open"], "published": "2024-05-01", "date_precision": "month",
     "cited_by": 12},
    {"title": "Two", "abstract": "B", "sources": ["open", "shut"]},
)  # fmt: skip


def test_a_list_tells_all_authors_labels_topic_and_only_abstracts_that_may_be_shared():
    body = embed_papers(PAPERS, facets={}).data
    page = embed_listed(body, listed(PAPERS, names=40))
    assert "onerror" not in page
    data = unpack(page)
    assert data["ids"] == ["p1", "p2"]
    assert data["title"] == [HOSTILE, "Two"]
    assert data["abstract"] == ["A", ""]
    assert data["date"] == ["2024-05", ""]
    assert data["authors"] == [[f"N{n}" for n in range(40)], ""]
    # Sentences of an abstract that may not be shared may not be either.
    assert data["summary"] == ["Short.", ""]
    assert data["labels"][0] == ["CT", "lung cancer"]
    assert (data["topic"], data["confidence"], data["cited"]) == (["cells", ""], [0.88, ""], [12, ""])
    assert data["titles"] == {"open": "Open", "shut": "Shut"}


def test_columns_of_which_nothing_is_known_are_left_out():
    assert "comment" not in unpack(embed_listed(embed_papers(PAPERS, facets={}).data, listed(PAPERS)))


def test_a_page_of_very_many_papers_holds_those_that_a_link_asks_for(monkeypatch):
    monkeypatch.setattr(site_papers, "_ALL", 1)
    monkeypatch.setattr(site_papers, "_LONGEST_LIST", 1)
    papers = make_papers(*({"title": f"P{n}", "published": f"2024-01-{n + 1:02d}"} for n in range(5)))
    years = papers.assign(value=["x", "x", "y", "z", "z"])[["paper_id", "value"]]
    link = papers_link("Of x", what="x")
    body = show_text("{n}", n=Linked(2, link)).data + embed_papers(papers, facets={"what": years}).data
    data = unpack(embed_listed(body, listed(papers)))
    assert data["ids"] == ["p2"]
    assert data["lengths"] == {"what=x": 2}


def test_links_are_found_in_markup_and_in_the_data_of_tables():
    text = '"l":"#papers?method=A%26B\\u0026id=p1\\u0026about=x" <a href="#papers?year=2024&amp;about=y">'
    assert find_links(text) == [{"method": ["A&B"], "id": ["p1"]}, {"year": ["2024"]}]


def test_a_link_to_nothing_known_keeps_nothing():
    asked = {"ids": ["a", "b"], "facets": {"k": {"values": ["v"], "papers": [[0], []]}}}
    assert keep_linked(asked, [{"k": ["gone"]}, {"unknown": ["v"]}])["ids"] == []
    assert keep_linked(asked, [{}])["ids"] == ["a", "b"]


def test_of_facets_after_any_one_value_is_enough():
    asked = {"ids": ["a", "b", "c"], "facets": {"k": {"values": ["v", "w"], "papers": [[0], [1], []]}}}
    assert keep_linked(asked, [{"any.k": ["v", "w"]}])["ids"] == ["a", "b"]
    assert keep_linked(asked, [{"any.id": ["c", "a"], "k": ["v"]}])["ids"] == ["a"]
