import json

import networkx as nx
import numpy as np
import pandas as pd

from analysis.graphs.build import build_coauthor_graph
from analysis.graphs.export import write_graph
from analysis.graphs.measure import measure_nodes

# Three papers: a, b and c; a and b; d alone.
ROWS = pd.DataFrame({"paper_id": ["p", "p", "p", "q", "q", "r"], "author_id": list("abcabd")})


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


def test_programs_show_the_names_of_authors_beside_their_nodes(tmp_path):
    graph = build_coauthor_graph(ROWS)
    write_graph(graph, tmp_path, "authors", nodes=measure_nodes(graph, seed=1).assign(name=["Ann", "Bo", "Cy", "<Di>"]))
    for file, read in (("authors.gexf", nx.read_gexf), ("authors.graphml", nx.read_graphml)):
        back = read(tmp_path / file)
        assert [back.nodes[node]["label"] for node in "abcd"] == ["Ann", "Bo", "Cy", "<Di>"]


def vosviewer_nodes() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Ann\tRoe", "Bo\nLi", "Cy"], "weight": [3, 2, 1], "strength": [2.0, 2.0, 0.0], "degree": [1, 1, 0],
            "community": [1, 1, 2], "mean_year": [2024.5, 2023.0, np.nan],
        },
        index=["a", "b", "c"],
    )  # fmt: skip


def test_vosviewer_opens_the_graph_with_its_clusters_and_years(tmp_path):
    graph = nx.Graph()
    graph.add_edge("b", "a", papers=2, weight=1.5)
    graph.add_node("c")
    write_graph(graph, tmp_path, "authors", nodes=vosviewer_nodes())
    listed = pd.read_csv(tmp_path / "authors-map.txt", sep="\t")
    assert listed["label"].tolist() == ["Ann Roe", "Bo Li", "Cy"]
    assert listed["cluster"].tolist() == [1, 1, 2]
    assert listed["score<Avg. pub. year>"].tolist()[:2] == [2024.5, 2023.0]
    assert (tmp_path / "authors-network.txt").read_text() == "1\t2\t1.5\n"
    online = json.loads((tmp_path / "authors.json").read_text())["network"]
    assert online["links"] == [{"source_id": 1, "target_id": 2, "strength": 1.5}]
    assert online["items"][0]["weights"] == {"Links": 1, "Total link strength": 2.0, "Documents": 3}
    assert online["items"][2]["scores"] == {}


def test_tables_of_nodes_and_edges_are_written_beside(tmp_path):
    graph = nx.Graph()
    graph.add_edge("b", "a", papers=2, weight=1.5)
    write_graph(graph, tmp_path, "authors", nodes=vosviewer_nodes().head(2))
    assert (tmp_path / "authors-edges.csv").read_text() == "a,b,papers,weight\na,b,2,1.5\n"
    assert pd.read_csv(tmp_path / "authors-nodes.csv")["node"].tolist() == ["a", "b"]


def test_a_graph_of_nothing_is_written_too(tmp_path):
    write_graph(nx.Graph(), tmp_path, "authors", nodes=vosviewer_nodes().head(0))
    assert json.loads((tmp_path / "authors.json").read_text()) == {"network": {"items": [], "links": []}}
    assert (tmp_path / "authors-edges.csv").read_text() == "a,b\n"


def test_nodes_of_which_less_is_known_are_written_as_they_are(tmp_path):
    graph = nx.Graph()
    graph.add_edge("b", "a", papers=2, weight=1.5)
    write_graph(graph, tmp_path, "mine", nodes=pd.DataFrame({"weight": [3, 2]}, index=["a", "b"]))
    assert (tmp_path / "mine-map.txt").read_text() == "id\tlabel\tweight<Documents>\n1\ta\t3\n2\tb\t2\n"
