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
