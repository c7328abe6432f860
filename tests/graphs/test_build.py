import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.graphs.build import build_coauthor_graph, build_method_graph, count_pairs

# Three papers: a, b and c; a and b; d alone.
ROWS = pd.DataFrame({"paper_id": ["p", "p", "p", "q", "q", "r"], "author_id": list("abcabd")})


def test_newmans_weight_gives_each_paper_once_to_each_author():
    graph = build_coauthor_graph(ROWS)
    assert graph.edges["a", "b"] == {"papers": 2, "weight": 1.5}
    assert graph.edges["a", "c"] == {"papers": 1, "weight": 0.5}
    strength = dict(graph.degree(weight="weight"))
    assert strength == {"a": 2, "b": 2, "c": 1, "d": 0}
    assert graph.nodes["a"]["papers"] == 2


def test_full_weight_counts_shared_papers():
    assert build_coauthor_graph(ROWS, weighting="full").edges["a", "b"]["weight"] == 2


def test_large_papers_join_nobody_but_keep_their_authors():
    graph = build_coauthor_graph(ROWS, max_authors=2)
    assert set(graph) == set("abcd")
    assert list(graph.edges) == [("a", "b")]
    assert graph.edges["a", "b"]["weight"] == 1


def test_an_unknown_weighting_is_refused():
    with pytest.raises(ValueError, match="one of newman, full \\(found 'x'\\)"):
        build_coauthor_graph(ROWS, weighting="x")


def test_association_strength_is_observed_over_expected():
    """Four papers; x in 2, y in 2, together in 2: expected 2*2/4 = 1, so 2 times chance."""
    rows = pd.DataFrame({"paper_id": ["1", "1", "2", "2", "3", "4"], "method": ["x", "y", "x", "y", "z", "z"]})
    assert build_method_graph(rows).edges["x", "y"] == {"papers": 2, "weight": 2, "strength": 2.0}
    assert len(build_method_graph(rows, min_shared_papers=3).edges) == 0


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abcd")), max_size=20, unique=True))
def test_pairs_are_those_that_counting_by_hand_finds(mentions):
    rows = pd.DataFrame(mentions, columns=["paper_id", "item"]).assign(weight=1.0)
    expected: dict[tuple[str, str], int] = {}
    for paper in range(5):
        for pair in itertools.combinations(sorted(item for number, item in mentions if number == paper), 2):
            expected[pair] = expected.get(pair, 0) + 1
    pairs = count_pairs(rows, item="item")
    assert {(row.a, row.b): row.papers for row in pairs.itertuples()} == expected
