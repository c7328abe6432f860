import networkx as nx
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
