import pandas as pd
from samples import make_papers

from analysis.reports.topics.scores import asked_rows, find_guided, score_rows, topics_sentence, warn_about_baseline
from analysis.reports.topics.summary import change_rows, map_points, name_parts, thin_points

PAPERS = pd.DataFrame(
    {
        "paper_id": ["p", "q", "r"],
        "title": ["Hearts", "Cells", "Neither"],
        "published": pd.to_datetime(["2024-05-01", None, "2025-01-01"]),
    }
)
MEMBERS = pd.DataFrame(
    {
        "paper_id": ["p", "q", "r"], "topic": [0, 1, -1], "label": ["hearts · valves · MRI", "cells", "no topic"],
        "x": [0.12345, 1, 2], "y": [0.0, 1, 2],
    }
)  # fmt: skip
TREE = pd.DataFrame({"node": [0, 1, 2], "parent": [2, 2, None], "topic": [0, 1, None], "size": [1, 1, 2]})
LISTED = pd.DataFrame({"paper_id": ["p", "p", "q"], "value": ["Zotero", "arXiv", "arXiv"]})


def test_a_point_says_what_its_paper_is():
    points, names = map_points(PAPERS, MEMBERS, LISTED, TREE)
    assert points[["title", "topic", "year", "source", "x"]].to_numpy().tolist() == [
        ["Hearts", "hearts · valves · MRI", "2024", "Zotero, arXiv", 0.12345],
        ["Cells", "cells", "no date", "arXiv", 1.0],
        ["Neither", "no topic", "2025", "none", 2.0],
    ]
    # Papers without a topic have no name on the map, and two terms are enough there.
    assert names[["label", "papers", "branch"]].to_numpy().tolist() == [["cells", 1, 1], ["hearts · valves", 1, 0]]


def test_parts_of_topics_are_called_by_what_sets_them_apart():
    """Eight papers in a row: the four to the left have one term, the others another, all have a third."""
    members = pd.DataFrame({"paper_id": [f"p{n}" for n in range(8)], "topic": 0, "x": range(8), "y": 0.0})
    terms = pd.DataFrame(
        {"paper_id": [f"p{n}" for n in range(8)] * 2, "term": ["left"] * 4 + ["right"] * 4 + ["common"] * 8}
    )
    parts = name_parts(members, terms, smallest=4)
    assert parts.to_numpy().tolist() == [[1.5, 0.0, "left", 4], [5.5, 0.0, "right", 4]]
    assert name_parts(members.head(7), terms, smallest=4).empty
    assert name_parts(members.assign(topic=-1), terms, smallest=4).empty


def test_a_map_of_many_papers_shows_the_same_part_of_them_each_time():
    points = pd.DataFrame({"x": range(1000)})
    shown = thin_points(points, most=100)
    assert len(shown) == 100
    assert shown.equals(thin_points(points, most=100))
    assert shown.index.is_monotonic_increasing
    assert thin_points(points, most=1000) is points


def test_changes_come_in_the_order_of_what_matters():
    changes = pd.DataFrame(
        [
            (0, 0, "kept", "a", "a", 9, 9, 9, 0),
            (5, 0, "split", "b", "a", 4, 9, 3, 1),
            (-1, 7, "died", "", "gone", 0, 5, 0, 0),
        ],
        columns=["topic", "was", "change", "label", "label_before", "size", "size_before", "shared", "new"],
    )
    rows = change_rows(changes)
    assert rows["change"].tolist() == ["split", "died", "kept"]
    assert [str(cell) for cell in rows["topic"]] == ["b", "–", "a"]
    assert rows["before"].tolist() == ["a", "gone", "a"]
    assert rows["new papers"].tolist() == [1, 0, 0]


def test_what_was_asked_for_and_not_found_is_said():
    none = pd.DataFrame({"paper_id": [], "value": []}, dtype="str")
    topics = pd.DataFrame({"paper_id": ["p"], "label": ["survival"]})
    rows = asked_rows({"guided": {"nowhere": 0}, "zero_shot": {"survival": 40}}, none, topics)
    assert [str(cell) for cell in rows["they are"]] == ["in no title or abstract", "a topic of their own"]
    assert asked_rows({"guided": {}, "zero_shot": {}}, none, topics).empty


def test_papers_of_words_that_were_asked_for_open_and_name_their_topic():
    papers = make_papers({"title": "Visium of hearts"}, {"abstract": "MERFISH and visium."}, {"title": "Visium"}, {})
    figures = {"guided": {"visium, merfish": 3}, "zero_shot": {}}
    guided = find_guided(papers, figures)
    assert guided["paper_id"].tolist() == ["p1", "p2", "p3"]
    topics = papers[["paper_id"]].assign(label=["a", "b", "b", "b"])
    (row,) = asked_rows(figures, guided, topics).to_dict("records")
    assert (str(row["papers"]), row["papers"].link) == (
        "3",
        "#papers?guided=visium%2C%20merfish&about=visium%2C%20merfish",
    )
    assert str(row["they are"]) == "2 of them in “b”"
    assert "guided=visium%2C%20merfish&topic=b" in row["they are"].link


def test_figures_that_a_run_lacks_are_left_out():
    figures = {"runs": 20, "coverage": 1.0, "outliers_joined": 0, "npmi": 0.1, "c_v": 0.5, "diversity": 1.0}
    rows = score_rows(figures | {"map_trustworthiness": None})
    assert rows["figure"].tolist() == ["papers with a topic", "placed afterwards", "NPMI", "C_v", "diversity"]
    assert rows["value"].tolist()[:2] == ["100.0%", "0"]
    assert score_rows(figures | {"runs": 0, "map_trustworthiness": None}).empty


def test_the_main_sentence_says_how_many_topics_are_steady_and_how_many_papers_have_none():
    topics = pd.DataFrame(
        {"topic": [-1, 0, 1], "label": ["no topic", "a", "b"], "size": [2, 9, 5], "stability": [None, 0.9, 0.3]}
    )
    text, values = topics_sentence(topics, 16, {"runs": 20})
    said = text.format(**{name: str(value) for name, value in values.items()})
    assert (
        said
        == "2 topics hold 14 of 16 papers; without a topic: 2; steady enough to build on: 1. The largest is “a” with 9."
    )
    assert values["left"].link.startswith("#papers?topic=no%20topic")
    assert topics_sentence(topics, 16, {"runs": 0})[0].startswith("Here are {total:paper}: too few")


def test_changes_against_a_baseline_by_another_engine_are_called_so():
    assert "those of the engine too" in warn_about_baseline({"encoder": "one", "baseline_encoder": "two"})[0]
    assert "no growth" in warn_about_baseline({"encoder": "one", "baseline_encoder": "one"})[0]
