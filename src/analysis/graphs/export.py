"""Graphs as tables and as files for other programs."""

import re
from pathlib import Path

import networkx as nx
import pandas as pd

from analysis.workspace import write_atomically, write_text


def edges_table(
    graph: nx.Graph, *, names: tuple[str, str], attributes: tuple[str, ...] = ("papers", "weight")
) -> pd.DataFrame:
    """The edges as rows, `names` the columns of the two ends in order, then the edges' attributes."""
    rows = [(min(a, b), max(a, b), *(data[name] for name in attributes)) for a, b, data in graph.edges(data=True)]
    return pd.DataFrame(rows, columns=[*names, *attributes]).sort_values(list(names), ignore_index=True)


def write_graph(graph: nx.Graph, folder: Path | str, name: str, *, nodes: pd.DataFrame) -> None:
    """Write a graph as GraphML and GEXF for Gephi, Cytoscape and others; no dates, nodes and edges in order.

    Parameters
    ----------
    graph
        The graph; its edges keep their attributes.
    folder, name
        Where the files go and what they are called.
    nodes
        Indexed by node; every column becomes an attribute, and `name`, where there is one, what programs write beside
        the node (``label``).
    """
    folder, ordered = Path(folder), nx.Graph()
    labelled = nodes.assign(label=nodes.get("name", nodes.index))
    ordered.add_nodes_from((node, row) for node, row in zip(nodes.index, labelled.to_dict("records"), strict=True))
    edges = ((min(a, b), max(a, b), data) for a, b, data in graph.edges(data=True))
    ordered.add_edges_from(sorted(edges, key=lambda edge: edge[:2]))
    write_atomically(
        folder / f"{name}.graphml", lambda target: nx.write_graphml_lxml(ordered, target, encoding="utf-8")
    )
    text = re.sub(r' lastmodifieddate="[^"]*"', "", "\n".join(nx.generate_gexf(ordered)))
    write_text(folder / f"{name}.gexf", text + "\n")
