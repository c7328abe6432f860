import itertools

import networkx as nx
import numpy as np
import pandas as pd

from analysis.reports.graphs.draw import FLAT, draw_graph


def small() -> tuple[nx.Graph, pd.DataFrame]:
    graph = nx.Graph()
    graph.add_edge("a", "b", papers=2, weight=1.0)
    graph.add_edge("b", "c", papers=1, weight=0.5)
    nodes = pd.DataFrame({"papers": [3, 2, 1], "group": ["g", "g", "h"]}, index=list("abc"))
    return graph, nodes


def test_a_small_graph_is_seen_whole_with_its_groups():
    data = draw_graph(*small(), facet="author").data
    assert data["flat"]
    assert (data["name"], data["papers"], data["group"]) == (["a", "b", "c"], [3, 2, 1], [0, 0, 1])
    assert data["edges"] == [[0, 1, 2, 1.0, 0], [1, 2, 1, 0.5, 0]]
    assert [(group["name"], group["size"]) for group in data["groups"]] == [("a, b", 2), ("c", 1)]
    assert data["bonds"] == [[0, 1, 0.5]]


def test_edges_that_are_asked_for_are_broken():
    assert [edge[-1] for edge in draw_graph(*small(), broken={("b", "c")}).data["edges"]] == [0, 1]


def test_dots_can_be_coloured_by_year_and_citations_where_they_are_known():
    graph, nodes = small()
    data = draw_graph(graph, nodes.assign(mean_year=[2022.4, 2023.6, None], cited=[5.0, None, 0.0])).data
    assert (data["years"], data["year"]) == (["2022", "2024"], [0, 1, -1])
    assert data["cited"] == [5, None, 0]
    plain = draw_graph(graph, nodes.assign(mean_year=np.nan)).data
    assert plain["years"] == []
    assert "cited" not in plain


def cliques(count: int, size: int) -> nx.Graph:
    """Groups whose members all know one another; each but the last knows one member of the next."""
    graph = nx.Graph()
    for group in range(count):
        names = [f"{group:02d}-{member:02d}" for member in range(size)]
        graph.add_edges_from(itertools.combinations(names, 2), papers=1, weight=1.0)
        if group:
            graph.add_edge(f"{group - 1:02d}-00", f"{group:02d}-00", papers=1, weight=2.0)
    return graph


def test_a_large_graph_shows_its_communities_first():
    graph = cliques(10, 20)
    nodes = pd.DataFrame({"papers": 1, "group": [name[:2] for name in sorted(graph)]}, index=sorted(graph))
    data = draw_graph(graph, nodes).data
    assert len(nodes) > FLAT
    assert not data["flat"]
    assert len(data["groups"]) == 10
    assert sorted(bond[2] for bond in data["bonds"]) == [2.0] * 9
    # Each group fills a plane of its own, and no dot lies on another.
    for group in range(10):
        members = [place for place, held in enumerate(data["group"]) if held == group]
        for a, b in itertools.combinations(members, 2):
            far = np.hypot(data["x"][a] - data["x"][b], data["y"][a] - data["y"][b])
            assert far >= (data["r"][a] + data["r"][b]) * 0.97
    for one, other in itertools.combinations(data["groups"], 2):
        assert np.hypot(one["x"] - other["x"], one["y"] - other["y"]) >= (one["r"] + other["r"]) * 0.97


def test_a_graph_is_drawn_alike_each_time_whatever_the_order_of_its_nodes():
    graph, nodes = small()
    turned = nx.Graph()
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert draw_graph(turned, nodes).data == draw_graph(graph, nodes).data
