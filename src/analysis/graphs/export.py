"""Graphs as tables and as files for other programs."""

import json
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
    """Write a graph for other programs; no dates, nodes and edges in order.

    GraphML and GEXF are for Gephi, Cytoscape and others; ``-map.txt``, ``-network.txt`` and ``.json`` for VOSviewer,
    with communities as clusters and the mean year as a score; ``-nodes.csv`` and ``-edges.csv`` for all else.

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
    _write_for_vosviewer(ordered, folder, name, nodes=labelled)
    write_text(folder / f"{name}-nodes.csv", labelled.rename_axis("node").to_csv(lineterminator="\n"))
    joined = [{"a": a, "b": b, **data} for a, b, data in ordered.edges(data=True)]
    listed = pd.DataFrame(joined, columns=None if joined else ["a", "b"])
    write_text(folder / f"{name}-edges.csv", listed.to_csv(index=False, lineterminator="\n"))


def _write_for_vosviewer(graph: nx.Graph, folder: Path, name: str, *, nodes: pd.DataFrame) -> None:
    """The map and network files that VOSviewer opens, and the JSON of VOSviewer Online."""
    number = {node: place for place, node in enumerate(nodes.index, start=1)}
    # Tabs and line ends part its fields.
    labels = nodes["label"].astype("str").str.replace(r"\s+", " ", regex=True)
    columns = {"cluster": "community", "weight<Links>": "degree", "weight<Total link strength>": "strength"}
    columns |= {"weight<Documents>": "weight", "score<Avg. pub. year>": "mean_year"}
    listed = pd.DataFrame({"id": list(number.values()), "label": labels.to_numpy()})
    for shown, column in columns.items():
        if column in nodes:
            listed[shown] = nodes[column].to_numpy()
    links = [(number[a], number[b], data["weight"]) for a, b, data in graph.edges(data=True)]
    write_text(folder / f"{name}-map.txt", listed.to_csv(sep="\t", index=False, lineterminator="\n"))
    write_text(folder / f"{name}-network.txt", "".join(f"{a}\t{b}\t{weight}\n" for a, b, weight in links))
    items = [
        {
            **{key: row[key] for key in ("id", "label", "cluster") if key in row},
            "weights": {key[7:-1]: row[key] for key in row if key.startswith("weight<")},
            "scores": {key[6:-1]: row[key] for key in row if key.startswith("score<") and pd.notna(row[key])},
        }
        for row in listed.to_dict("records")
    ]  # fmt: skip
    joined = [{"source_id": a, "target_id": b, "strength": weight} for a, b, weight in links]
    write_text(folder / f"{name}.json", json.dumps({"network": {"items": items, "links": joined}}) + "\n")
