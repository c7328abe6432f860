import itertools
import random

import igraph
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.graphs import measure
from analysis.graphs.measure import average_years, measure_nodes
from analysis.reports.graphs.layout import lay_out


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


def test_betweenness_from_pivots_is_near_the_exact_one(monkeypatch):
    monkeypatch.setattr(measure, "_EXACT_WORK", 0)
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


def test_measuring_leaves_every_random_generator_as_it_was():
    graph = nx.relabel_nodes(nx.path_graph(6), str)
    nx.set_node_attributes(graph, 1, "papers")
    nx.set_edge_attributes(graph, 1.0, "weight")

    def draw():
        random.seed(4)
        np.random.seed(4)  # noqa: NPY002 - the global one is what this is about
        return igraph.Graph.Erdos_Renyi(n=30, p=0.2).get_edgelist(), random.random(), np.random.random()  # noqa: NPY002

    before = draw()
    random.seed(4)
    np.random.seed(4)  # noqa: NPY002
    measure_nodes(graph, seed=1)
    lay_out(graph, seed=1)
    after = random.random(), np.random.random()  # noqa: NPY002
    random.seed(4)
    np.random.seed(4)  # noqa: NPY002
    assert after == (random.random(), np.random.random())  # noqa: NPY002
    assert draw() == before


def test_nothing_has_no_mean_year():
    rows = pd.DataFrame({"paper_id": [], "method": []}, dtype="str")
    dates = pd.Series(pd.to_datetime(["2024-01-01"]), index=["p"])
    assert average_years(rows, dates, item="method").empty


def test_papers_without_a_date_do_not_count_in_the_mean_year():
    rows = pd.DataFrame({"paper_id": ["p", "q"], "method": ["x", "x"]})
    dates = pd.Series(pd.to_datetime(["2024-01-01", None]), index=["p", "q"])
    assert average_years(rows, dates, item="method").to_dict() == {"x": 2024.0}
