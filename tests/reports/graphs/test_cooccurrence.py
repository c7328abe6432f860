import pandas as pd

from analysis.reports.graphs.cooccurrence import (
    choose_items,
    dress_items,
    pair_rows,
    rising_rows,
    strongest_of_each,
)

NODES = pd.DataFrame(
    {"method": list("abcd"), "degree": [2, 1, 1, 0], "weight": [5, 3, 4, 9], "community": [1, 1, 2, 3]}
)
EDGES = pd.DataFrame(
    {
        "method_a": ["a", "a"],
        "method_b": ["b", "c"],
        "papers": [2, 3],
        "weight": [2, 3],
        "strength": [4.0, 1.5],
        "pmi": [2.0, 0.58],
        "q_value": [0.04, 0.0001],
    }
)


def test_methods_that_are_joined_to_none_are_not_drawn():
    drawn = choose_items(NODES, EDGES, item="method", most=2)
    assert drawn.nodes["method"].tolist() == ["a", "c"]
    assert drawn.edges[["method_a", "method_b"]].to_numpy().tolist() == [["a", "c"]]


def test_a_line_stays_if_it_is_among_the_strongest_of_one_end():
    star = pd.DataFrame({"method_a": "hub", "method_b": list("xyz"), "papers": 1, "strength": [3.0, 2.0, 1.0]})
    assert len(strongest_of_each(star, item="method", most=1)) == 3
    triangle = pd.DataFrame(
        {"method_a": ["a", "a", "b"], "method_b": ["b", "c", "c"], "papers": 1, "strength": [3.0, 2.0, 1.0]}
    )
    kept = strongest_of_each(triangle, item="method", most=1)
    assert kept[["method_a", "method_b"]].to_numpy().tolist() == [["a", "b"], ["a", "c"]]


def test_pairs_come_by_how_sure_they_are_and_open_the_papers_of_both():
    pairs = pair_rows(EDGES, item="method", most=5)
    told = pairs[["method", "and", "times chance", "PMI", "chance of as many"]]
    assert told.to_numpy().tolist() == [["a", "c", "1.5", "0.58", "< 0.001"], ["a", "b", "4.0", "2.00", "0.040"]]
    assert pairs["papers with both"].iloc[0].link.startswith("#papers?method=a&method=c&")


def test_pairs_that_meet_no_more_often_than_by_chance_are_not_told():
    assert pair_rows(EDGES.assign(strength=0.9), item="method", most=5).empty


def test_a_pair_rises_where_chance_allows_no_less():
    compared = pd.DataFrame(
        {
            "a": ["a", "a"],
            "b": ["b", "c"],
            "before": [0, 2],
            "after": [5, 3],
            "is_new": [True, False],
            "q_value": [0.01, 0.3],
        }
    )
    rows = rising_rows(compared, item="method", most=5)
    assert rows[["method", "and", "earlier half", "later half"]].to_numpy().tolist() == [["a", "b", 0, 5]]


def test_what_is_drawn_has_names_and_groups():
    dressed = dress_items(choose_items(NODES, EDGES, item="method", most=3), item="method")
    assert dressed.loc["a", ["name", "papers", "group"]].tolist() == ["a", 5, 1]
