import networkx as nx
import pandas as pd
import pytest

from analysis.reports.graphs.draw import draw_graph


@pytest.mark.slow
def test_a_graph_takes_any_number_of_lines():
    graph = nx.complete_graph([f"n{number:03d}" for number in range(102)])
    nx.set_edge_attributes(graph, {edge: {"papers": 1, "weight": 1.0} for edge in graph.edges})
    nodes = pd.DataFrame({"x": range(102), "y": range(102), "papers": 1, "name": list(graph)}, index=list(graph))
    text = draw_graph(graph, nodes).to_json(indent=None)
    assert graph.number_of_edges() == 5151
    assert text.count('"edge": "n') == 5151


def small() -> tuple[nx.Graph, pd.DataFrame]:
    graph = nx.Graph()
    graph.add_edge("a", "b", papers=2, weight=1.0)
    graph.add_edge("b", "c", papers=1, weight=1.0)
    nodes = pd.DataFrame({"x": [0.0, 1, 2], "y": 0.0, "papers": 1, "group": ["g", "g", "h"]}, index=list("abc"))
    return graph, nodes


def rows_of(chart: dict, layer: int) -> list[dict]:
    return chart["datasets"][chart["layer"][layer]["data"]["name"]]


def test_edges_that_are_asked_for_are_broken():
    chart = draw_graph(*small(), broken={("b", "c")}).to_dict()
    lines = chart["layer"][0]
    assert [row["broken"] for row in rows_of(chart, 0)] == [False, True]
    assert lines["encoding"]["strokeDash"]["condition"] == {"test": "datum.broken", "value": [5, 4]}


def test_dots_can_be_coloured_by_year_where_years_differ():
    graph, nodes = small()
    chart = draw_graph(graph, nodes.assign(mean_year=[2022.4, 2023.6, None])).to_dict()
    colour = chart["layer"][1]["encoding"]["color"]
    assert [row["year"] for row in rows_of(chart, 1)] == ["2022", "2024", "no date"]
    assert colour["scale"]["domain"] == ["g", "h", "2022", "2024", "no date"]
    assert [each["bind"]["labels"] for each in chart["params"] if "bind" in each and each["name"] == "colour"]
    plain = draw_graph(graph, nodes.assign(mean_year=2022.0)).to_dict()
    assert plain["layer"][1]["encoding"]["color"]["scale"]["domain"] == ["g", "h"]
    assert not [each for each in plain["params"] if each["name"] == "colour"]
