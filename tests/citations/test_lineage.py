import itertools

import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.citations import build_lineage, choose_historiograph, count_paths, find_main_paths, place_in_time

DAYS = pd.to_datetime(["2019-01-01", "2020-01-01", "2020-01-01", "2021-01-01", None])
PAPERS = pd.DataFrame({"paper_id": list("abcde"), "published": DAYS})
PAIRS = list(itertools.permutations("abcde", 2))


def citing(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["paper_id", "work_id"])


@given(st.lists(st.sampled_from(PAIRS), unique=True))
def test_there_are_no_circles_and_no_citation_outside_one_is_lost(pairs):
    graph, dropped = build_lineage(citing(*pairs), PAPERS)
    assert nx.is_directed_acyclic_graph(graph)
    assert graph.number_of_edges() + dropped == len(pairs)
    whole = nx.DiGraph([(cited, paper) for paper, cited in pairs])
    for cited, paper in whole.edges:
        if not nx.has_path(whole, paper, cited):
            assert graph.has_edge(cited, paper)


def test_in_a_circle_the_earlier_is_cited_and_of_one_day_the_first_by_name():
    graph, dropped = build_lineage(citing(("b", "c"), ("c", "b"), ("d", "e"), ("e", "d")), PAPERS)
    assert (sorted(graph.edges), dropped) == ([("b", "c"), ("d", "e")], 2)


def test_works_outside_the_corpus_are_no_part_of_it():
    graph, _ = build_lineage(citing(("a", "x"), ("b", "a")), PAPERS)
    assert sorted(graph) == ["a", "b"]


@given(st.lists(st.sampled_from([pair for pair in PAIRS if pair[0] > pair[1]]), unique=True))
def test_path_counts_are_the_numbers_of_whole_paths_that_run_along(pairs):
    graph = nx.DiGraph([(cited, paper) for paper, cited in pairs])
    ends = [(one, last) for one in graph if not graph.in_degree(one) for last in graph if not graph.out_degree(last)]
    paths = [path for one, last in ends for path in nx.all_simple_paths(graph, one, last)]
    for edge, count in count_paths(graph).items():
        assert count == sum(edge in itertools.pairwise(path) for path in paths)


def test_the_main_path_follows_the_most_ways_and_all_of_equal_ones():
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("c", "e"), ("x", "c"), ("y", "z")])
    assert sorted(find_main_paths(graph, routes=1).edges) == [
        ("a", "b"),
        ("b", "c"),
        ("c", "d"),
        ("c", "e"),
        ("x", "c"),
    ]
    assert find_main_paths(nx.DiGraph()).number_of_nodes() == 0


def test_the_historiograph_has_the_most_cited_and_none_that_nobody_cites():
    graph = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")])
    local = pd.Series({"a": 2, "b": 1, "c": 1, "d": 0})
    assert sorted(choose_historiograph(graph, local, most=2)) == ["a", "b"]
    assert sorted(choose_historiograph(graph, local, most=9)) == ["a", "b", "c"]


def test_no_two_papers_of_a_year_stand_at_one_place():
    graph = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "d")])
    placed = place_in_time(graph, pd.Series({"a": 2019, "b": 2020, "c": 2020}))
    assert sorted(placed.index) == ["a", "b", "c"]
    assert abs(placed.loc["b", "row"] - placed.loc["c", "row"]) >= 1


def test_where_too_many_citations_have_the_highest_count_no_path_is_the_main_one():
    apart = nx.DiGraph([(f"a{n}", f"b{n}") for n in range(60)])
    assert find_main_paths(apart, routes=10).number_of_edges() == 0
    assert find_main_paths(nx.DiGraph(list(apart.edges)[:50]), routes=10).number_of_edges() == 50
    longer = nx.DiGraph([*apart.edges, ("a0", "x"), ("x", "y"), ("x", "z"), ("b0", "x")])
    assert set(find_main_paths(longer, routes=10)) == {"a0", "b0", "x", "y", "z"}
