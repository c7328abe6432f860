import pandas as pd
from samples import as_table, make_papers, make_sources

from analysis.library.filters import FILTERS, author_names, library_facets, source_orders


def test_every_filter_has_the_values_of_its_papers():
    papers = as_table(make_papers({"published": "2024-05-01", "venue": "V"}, {"published": None}))
    mentions = pd.DataFrame(
        {"paper_id": ["p1", "p1", "p2"], "method": ["ViT", "CT", "glioma"],
         "kind": ["architecture", "modality", "cancer"]}
    )  # fmt: skip
    labels = pd.DataFrame({"paper_id": ["p1", "p2"], "kind": ["cancer", "category"], "value": ["lung", "cs.CV"]})
    keywords = pd.DataFrame({"paper_id": ["p1"], "keyword": ["slides"]})
    topics = pd.DataFrame({"paper_id": ["p1"], "label": ["cells"]})
    members = pd.DataFrame({"paper_id": ["p2"], "title": ["Fusion"]})
    wrote = pd.DataFrame({"paper_id": ["p1"], "author_id": ["a"]})
    places = pd.DataFrame({"paper_id": ["p1"], "country": ["France"], "institution": ["INRIA"]})
    listed = pd.DataFrame({"paper_id": ["p1", "p2"], "value": ["S", "S"]})
    facets = library_facets(
        papers, mentions, labels, keywords, topics, members, wrote, places, listed, method_kinds=["architecture"]
    )
    assert list(facets) == list(FILTERS)
    held = {name: sorted(zip(rows["paper_id"], rows["value"], strict=True)) for name, rows in facets.items()}
    assert held["year"] == [("p1", "2024")]
    assert (held["method"], held["modality"], held["cancer"]) == ([("p1", "ViT")], [("p1", "CT")], [("p2", "glioma")])
    assert held["kind"] == [("p1", "architecture")]
    assert (held["label-cancer"], held["category"]) == ([("p1", "lung")], [("p2", "cs.CV")])
    assert held["venue"] == [("p1", "V")]


def test_a_ranking_source_gives_its_order_and_others_give_none():
    ledger = pd.DataFrame(
        {"source": ["hub"] * 3 + ["all"], "file": "f", "line": [9, 2, 5, 1], "paper_id": ["x", "y", "x", "z"]}
    )
    sources = make_sources({"source": "hub", "title": "Hub", "selection": "ranking"}, {"source": "all", "title": "All"})
    (orders,) = source_orders(ledger, sources).items()
    assert orders[0] == "Hub"
    assert orders[1].to_dict() == {"y": 1, "x": 2}


def test_people_of_one_name_bear_their_years():
    authors = pd.DataFrame(
        {"author_id": ["a", "b"], "name": ["Bo Li"] * 2, "first_year": [2020, 2024], "last_year": [2021, 2024]}
    )
    assert set(author_names(authors).values()) == {"Bo Li (2020–2021)", "Bo Li (2024–2024)"}
