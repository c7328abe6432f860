import pandas as pd
from samples import make_papers

from analysis.reports.methods.summary import (
    choose_methods,
    dress_methods,
    method_rows,
    strongest_of_each,
    strongest_pairs,
    system_rows,
)

NODES = pd.DataFrame(
    {"method": list("abcd"), "degree": [2, 1, 1, 0], "weight": [5, 3, 4, 9], "community": [1, 1, 2, 3]}
)
EDGES = pd.DataFrame(
    {"method_a": ["a", "a"], "method_b": ["b", "c"], "papers": [2, 3], "weight": [2, 3], "strength": [4.0, 1.5]}
)
MENTIONS = pd.DataFrame(
    {
        "paper_id": ["p1", "p1", "p2", "p2"], "method": ["a", "Own-1", "a", "b"], "role": ["used", "proposed", "compared", "used"],
        "kind": ["architecture", "proposed system", "architecture", "metric"],
    }
)  # fmt: skip
METHODS = pd.DataFrame(
    {
        "method": ["a", "b", "c", "Own-1"], "kind": ["architecture", "metric", "technique", "proposed system"],
        "papers": [2, 1, 0, 1], "is_method": [True, False, True, True],
    }
)  # fmt: skip


def test_methods_that_are_joined_to_none_are_not_drawn():
    drawn = choose_methods(NODES, EDGES, most=2)
    assert drawn.nodes["method"].tolist() == ["a", "c"]
    assert drawn.edges[["method_a", "method_b"]].to_numpy().tolist() == [["a", "c"]]


def test_a_line_stays_if_it_is_among_the_strongest_of_one_end():
    star = pd.DataFrame({"method_a": "hub", "method_b": list("xyz"), "papers": 1, "strength": [3.0, 2.0, 1.0]})
    assert len(strongest_of_each(star, most=1)) == 3
    triangle = pd.DataFrame(
        {"method_a": ["a", "a", "b"], "method_b": ["b", "c", "c"], "papers": 1, "strength": [3.0, 2.0, 1.0]}
    )
    kept = strongest_of_each(triangle, most=1)
    assert kept[["method_a", "method_b"]].to_numpy().tolist() == [["a", "b"], ["a", "c"]]


def test_pairs_come_by_strength_and_open_the_papers_of_both():
    pairs = strongest_pairs(EDGES, most=5)
    assert pairs[["method", "and", "times chance"]].to_numpy().tolist() == [["a", "c", "1.5"]]
    assert pairs["papers with both"].iloc[0].link.startswith("#papers?method=a&method=c&")
    few = strongest_pairs(EDGES.assign(papers=1), most=5)
    assert few["and"].tolist() == ["b", "c"]


def test_a_row_counts_papers_by_role():
    rows = method_rows(METHODS, MENTIONS, pd.DataFrame({"label": []}))
    assert rows["method"].tolist() == ["a", "b"]
    assert [str(cell) for cell in rows.loc[0, ["papers", "used", "proposed", "compared"]]] == ["2", "1", "", "1"]


def test_systems_are_listed_newest_first():
    papers = make_papers({"published": "2024-03-01"}, {"published": "2025-03-01"})
    mentions = pd.concat([MENTIONS, MENTIONS.iloc[[1]].assign(paper_id="p2", method="Own-2")])
    rows = system_rows(mentions, papers)
    assert rows[["name", "date"]].to_numpy().tolist() == [["Own-2", "2025-03-01"], ["Own-1", "2024-03-01"]]


def test_what_is_drawn_has_names_places_and_links():
    drawn = choose_methods(NODES, EDGES, most=3)
    places = pd.DataFrame({"x": 0.0, "y": 0.0}, index=list("abc"))
    dressed, links = dress_methods(drawn, places)
    assert dressed.loc["a", ["name", "papers", "group"]].tolist() == ["a", 5, "community 1"]
    assert set(links) == {("a", "b"), ("a", "c")}
