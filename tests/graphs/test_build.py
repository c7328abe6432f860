import itertools
import subprocess
import sys

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import ROOT, environment

from analysis.graphs.build import (
    build_coauthor_graph,
    build_method_graph,
    count_pairs,
    edges_table,
    lay_out,
    measure_nodes,
    write_graph,
)

# Three papers: a, b and c; a and b; d alone.
ROWS = pd.DataFrame({"paper_id": ["p", "p", "p", "q", "q", "r"], "author_id": list("abcabd")})


def test_newmans_weight_gives_each_paper_once_to_each_author():
    graph = build_coauthor_graph(ROWS)
    assert graph.edges["a", "b"] == {"papers": 2, "weight": 1.5}
    assert graph.edges["a", "c"] == {"papers": 1, "weight": 0.5}
    strength = dict(graph.degree(weight="weight"))
    assert strength == {"a": 2, "b": 2, "c": 1, "d": 0}
    assert graph.nodes["a"]["papers"] == 2


def test_full_weight_counts_shared_papers():
    assert build_coauthor_graph(ROWS, weighting="full").edges["a", "b"]["weight"] == 2


def test_large_papers_join_nobody_but_keep_their_authors():
    graph = build_coauthor_graph(ROWS, max_authors=2)
    assert set(graph) == set("abcd")
    assert list(graph.edges) == [("a", "b")]
    assert graph.edges["a", "b"]["weight"] == 1


def test_an_unknown_weighting_is_refused():
    with pytest.raises(ValueError, match="one of newman, full \\(found 'x'\\)"):
        build_coauthor_graph(ROWS, weighting="x")


def test_association_strength_is_observed_over_expected():
    """Four papers; x in 2, y in 2, together in 2: expected 2*2/4 = 1, so 2 times chance."""
    rows = pd.DataFrame({"paper_id": ["1", "1", "2", "2", "3", "4"], "method": ["x", "y", "x", "y", "z", "z"]})
    assert build_method_graph(rows).edges["x", "y"] == {"papers": 2, "weight": 2, "strength": 2.0}
    assert len(build_method_graph(rows, min_shared_papers=3).edges) == 0


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abcd")), max_size=20, unique=True))
def test_pairs_are_those_that_counting_by_hand_finds(mentions):
    rows = pd.DataFrame(mentions, columns=["paper_id", "item"]).assign(weight=1.0)
    expected: dict[tuple[str, str], int] = {}
    for paper in range(5):
        for pair in itertools.combinations(sorted(item for number, item in mentions if number == paper), 2):
            expected[pair] = expected.get(pair, 0) + 1
    pairs = count_pairs(rows, item="item")
    assert {(row.a, row.b): row.papers for row in pairs.itertuples()} == expected


def test_measures_of_a_path_are_exact():
    """A - b - c: only b lies between two others, and it is the one pair that it lies between."""
    graph = nx.Graph()
    graph.add_nodes_from("abcd", papers=1)
    graph.add_edge("a", "b", weight=1.0)
    graph.add_edge("b", "c", weight=2.0)
    measured = measure_nodes(graph, seed=1)
    assert measured.index.tolist() == list("abcd")
    assert measured["degree"].tolist() == [1, 2, 1, 0]
    assert measured["strength"].tolist() == [1, 3, 2, 0]
    assert measured["component"].tolist() == [1, 1, 1, 2]
    expected = nx.betweenness_centrality(graph)
    assert measured["centrality"].to_dict() == pytest.approx(expected)


def test_betweenness_from_pivots_is_near_the_exact_one():
    graph = nx.barabasi_albert_graph(1200, 3, seed=1)
    nx.set_node_attributes(graph, 1, "papers")
    nx.set_edge_attributes(graph, 1.0, "weight")
    graph = nx.relabel_nodes(graph, {number: f"{number:04d}" for number in graph})
    estimated = measure_nodes(graph, seed=1, pivots=400)["centrality"]
    exact = measure_nodes(graph, seed=1, pivots=2000)["centrality"]
    assert estimated.corr(exact) > 0.97
    assert estimated.sum() == pytest.approx(exact.sum(), rel=0.1)


def test_two_planted_communities_are_told_apart_whatever_the_order_of_edges():
    edges = [*itertools.combinations("abcd", 2), *itertools.combinations("wxyz", 2), ("d", "w")]
    found = []
    for order in (edges, edges[::-1]):
        graph = nx.Graph()
        graph.add_edges_from(order, weight=1.0)
        nx.set_node_attributes(graph, 1, "papers")
        found.append(measure_nodes(graph, seed=3)["community"].to_dict())
    assert found[0] == found[1]
    assert len({found[0][node] for node in "abcd"}) == 1
    assert found[0]["a"] != found[0]["z"]


def test_a_graph_without_nodes_measures_and_lays_out_to_nothing():
    assert len(measure_nodes(nx.Graph(), seed=1)) == 0
    assert len(lay_out(nx.Graph(), seed=1)) == 0
    assert list(edges_table(nx.Graph(), names=("a", "b")).columns)[:2] == ["a", "b"]


def test_a_layout_is_the_same_each_time_and_keeps_components_apart():
    graph = build_coauthor_graph(ROWS)
    places = lay_out(graph, seed=1)
    assert places.equals(lay_out(graph, seed=1))
    assert not places.round(3).duplicated().any()
    assert places.abs().max().max() <= 1 + 1e-9


def test_graph_files_read_back_and_hold_no_date(tmp_path):
    graph = build_coauthor_graph(ROWS)
    nodes = measure_nodes(graph, seed=1).assign(name="<b>&")
    write_graph(graph, tmp_path, "authors", nodes=nodes)
    graphml, gexf = tmp_path / "authors.graphml", tmp_path / "authors.gexf"
    for path, read in ((graphml, nx.read_graphml), (gexf, nx.read_gexf)):
        back = read(path)
        assert set(back) == set("abcd")
        assert back.edges["a", "b"]["weight"] == 1.5
        assert back.nodes["a"]["name"] == "<b>&"
    assert "lastmodified" not in gexf.read_text()


def test_a_layout_does_not_depend_on_the_hash_seed():
    code = (
        "import networkx as nx; from analysis.graphs.build import lay_out\n"
        "graph = nx.relabel_nodes(nx.disjoint_union(nx.path_graph(9), nx.cycle_graph(5)), str)\n"
        "print(lay_out(graph, seed=1).to_csv())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env=environment(ROOT, PYTHONHASHSEED=seed), capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout
