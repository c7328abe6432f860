import itertools
import subprocess
import sys

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from samples import ROOT, environment

from analysis.graphs.build import build_coauthor_graph
from analysis.graphs.export import edges_table
from analysis.graphs.measure import measure_nodes
from analysis.reports.graphs.layout import lay_out, push_apart, size_dots

# Three papers: a, b and c; a and b; d alone.
ROWS = pd.DataFrame({"paper_id": ["p", "p", "p", "q", "q", "r"], "author_id": list("abcabd")})


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


@pytest.mark.slow
def test_a_layout_does_not_depend_on_the_hash_seed():
    code = (
        "import networkx as nx; from analysis.reports.graphs.layout import lay_out, push_apart\n"
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


@pytest.mark.parametrize("leaves", [3, 60])
def test_no_dot_lies_on_another(leaves):
    """A hub of many papers with its leaves around it, some on the very same place."""
    names = ["hub", *(f"leaf {number:02d}" for number in range(leaves))]
    angle = np.arange(leaves + 1) // 2
    places = pd.DataFrame({"x": 0.01 * np.cos(angle), "y": 0.01 * np.sin(angle)}, index=names)
    papers = pd.Series(1, index=names).where(pd.Series(names, index=names) != "hub", 50)
    radii = size_dots(papers)
    assert (np.pi * radii**2).sum() <= 0.16 + 1e-9
    apart = push_apart(places, radii)
    for a, b in itertools.combinations(names, 2):
        far = np.hypot(*(apart.loc[a, ["x", "y"]] - apart.loc[b, ["x", "y"]]))
        assert far >= apart.loc[a, "radius"] + apart.loc[b, "radius"] - 0.004
    assert apart[["x", "y"]].min().min() >= 0
    assert apart[["x", "y"]].max().max() <= 1
    assert apart.equals(push_apart(places, radii))
    assert len(push_apart(places.iloc[:0], radii.iloc[:0])) == 0
