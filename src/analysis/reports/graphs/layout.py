"""Where the nodes of a graph are drawn."""

from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd
from scipy.spatial import KDTree

# The part of a picture that dots cover, and the area of one without papers as a part of the largest.
_COVERED, _SMALLEST = 0.16, 0.06
# The largest radius, where there are few, as a part of the picture's side.
_WIDEST = 0.075
_PUSHES, _TOUCH = 200, 1e-3


class Drawn(NamedTuple):
    """The nodes and edges that a picture shows."""

    nodes: pd.DataFrame
    edges: pd.DataFrame


def lay_out(graph: nx.Graph, *, seed: int) -> pd.DataFrame:
    """Place nodes so that joined ones are near; `x` and `y` in -1..1, indexed by node."""
    nodes = sorted(graph)
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    edges = sorted((min(a, b), max(a, b)) for a, b in graph.edges)
    ordered.add_edges_from(edges)
    places: dict[str, np.ndarray] = {}
    offset = 0.0
    # Component by component, side by side: a spring layout would throw small ones to the rim.
    for component in sorted(nx.connected_components(ordered), key=lambda found: (-len(found), min(found))):
        # A subgraph view would walk its nodes in hash order, and the layout depends on their order.
        part = nx.Graph()
        part.add_nodes_from(sorted(component))
        part.add_edges_from(edge for edge in edges if edge[0] in component)
        radius = len(component) ** 0.5
        # By forces for any size: what networkx takes for larger ones adds in the order of the processor.
        laid = {"seed": seed, "iterations": 80, "k": 1.6 / radius, "method": "force"}
        local = nx.spring_layout(part, **laid) if len(component) > 1 else None
        for node in sorted(component):
            places[node] = (local[node] if local is not None else np.zeros(2)) * radius + [offset + radius, 0.0]
        offset += 2 * radius + 0.6
    return _pack(pd.DataFrame.from_dict(places, orient="index", columns=["x", "y"]), ordered)


def size_dots(papers: pd.Series) -> pd.Series:
    """Radii of the dots that stand for nodes, in a picture of side 1: their areas grow with their papers.

    Examples
    --------
    >>> size_dots(pd.Series({"hub": 40, "leaf": 1})).round(3).to_dict()
    {'hub': 0.075, 'leaf': 0.022}
    """
    area = _SMALLEST + (1 - _SMALLEST) * papers / max(float(papers.max()), 1.0)
    return np.sqrt(area) * min(_WIDEST, float(np.sqrt(_COVERED / (np.pi * area.sum()))))


def push_apart(places: pd.DataFrame, radii: pd.Series) -> pd.DataFrame:
    """Move nodes until the dots that stand for them do not lie on one another.

    Parameters
    ----------
    places
        From `lay_out`; the longer side is taken as 1.
    radii
        From `size_dots`.

    Returns
    -------
    pandas.DataFrame
        `x`, `y`, `radius`, indexed by node, within a square of side 1.

    Examples
    --------
    >>> places = pd.DataFrame({"x": [0.0, 0.001], "y": [0.0, 0.0]}, index=["hub", "leaf"])
    >>> apart = push_apart(places, pd.Series({"hub": 0.06, "leaf": 0.02}))
    >>> bool(apart.loc["leaf", "x"] - apart.loc["hub", "x"] > apart["radius"].sum() * 0.99)
    True
    """
    radius = radii.reindex(places.index).to_numpy(float)
    at = places[["x", "y"]].to_numpy(dtype=float, copy=True)
    at = at / max(float(np.ptp(at, axis=0).max()) if len(at) else 0.0, 0.2)
    for _ in range(_PUSHES):
        pairs = KDTree(at).query_pairs(2 * radius.max(initial=0), output_type="ndarray")
        first, second = pairs[np.lexsort(pairs.T[::-1])].T if len(pairs) else (np.empty(0, int), np.empty(0, int))
        way = at[second] - at[first]
        far = np.linalg.norm(way, axis=1)
        # Dots on the very same place leave it in ways that hang on their order alone.
        turn = np.stack([np.cos(second), np.sin(second)], axis=1)
        way = np.where(far[:, None] > 0, way / np.maximum(far, 1e-9)[:, None], turn)
        short = np.clip(radius[first] + radius[second] - far, 0, None)
        if not (short > _TOUCH).any():
            break
        step = way * short[:, None] / 2
        np.add.at(at, first, -step)
        np.add.at(at, second, step)
    return _fit(at, radius, places.index)


def _fit(at: np.ndarray, radius: np.ndarray, nodes: pd.Index) -> pd.DataFrame:
    """Dots within a square of side 1, in its middle; few of them do not fill it."""
    low = (at - radius[:, None]).min(axis=0) if len(at) else np.zeros(2)
    high = (at + radius[:, None]).max(axis=0) if len(at) else np.ones(2)
    span = max(float((high - low).max()), 0.4)
    middle = (low + high) / 2
    placed = (at - middle) / span + 0.5
    return pd.DataFrame({"x": placed[:, 0], "y": placed[:, 1], "radius": radius / span}, index=nodes).round(4)


def _pack(places: pd.DataFrame, graph: nx.Graph) -> pd.DataFrame:
    """Wrap a row of components into lines, so that the whole is about as wide as high."""
    components = sorted(nx.connected_components(graph), key=lambda found: (-len(found), min(found)))
    if not components:
        return places
    area = sum((2 * len(found) ** 0.5 + 0.6) ** 2 for found in components)
    width, x, y, line = max(area**0.5 * 1.25, 2 * len(components[0]) ** 0.5), 0.0, 0.0, 0.0
    for component in components:
        side = 2 * len(component) ** 0.5 + 0.6
        if x and x + side > width:
            x, y, line = 0.0, y - line, 0.0
        members = sorted(component)
        centre = places.loc[members].mean()
        places.loc[members] = places.loc[members] - centre + [x + side / 2, y - side / 2]
        x, line = x + side, max(line, side)
    span = (places.max() - places.min()).max() or 1.0
    return (places - (places.max() + places.min()) / 2) / span * 2
