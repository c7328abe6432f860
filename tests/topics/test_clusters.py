import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.topics.clusters import build_graph, cluster_graph, find_resolution
from analysis.topics.neighbours import Edges


@given(st.integers(2, 400))
def test_the_search_ends_near_the_number_asked_for(topics):
    asked = []

    def count(resolution):
        asked.append(resolution)
        return round(30 * resolution**0.8)

    found = find_resolution(count, topics=topics)
    assert abs(count(found) - topics) <= max(1, 0.05 * topics)
    assert len(asked) <= 14


def test_a_paper_without_edges_stands_alone():
    graph = build_graph(Edges(3, np.array([0]), np.array([1]), np.array([1.0])))
    found = cluster_graph(graph, resolution=1.0, seed=1)
    assert found[0] == found[1] != found[2]


def test_one_seed_gives_one_answer():
    dice = np.random.default_rng(0)
    first, second = dice.integers(0, 60, (2, 400))
    kept = first < second
    graph = build_graph(Edges(60, first[kept], second[kept], np.ones(kept.sum())))
    runs = [cluster_graph(graph, resolution=1.0, seed=4).tolist() for _ in range(2)]
    assert runs[0] == runs[1]
