import pandas as pd
import pytest

from analysis.graphs.build import build_coauthor_graph, build_cooccurrence_graph

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
    edge = build_cooccurrence_graph(rows).edges["x", "y"]
    # Of the six ways to choose two papers of four for y, one has both of x: 1/6, the surest of three pairs.
    assert edge == {"papers": 2, "weight": 2, "strength": 2.0, "pmi": 1.0, "q_value": pytest.approx(3 / 6)}
    assert len(build_cooccurrence_graph(rows, min_shared_papers=3).edges) == 0


DATES = pd.Series(pd.to_datetime(["2022-05-01", "2024-01-01", None]), index=list("pqr"))


def test_years_choose_the_papers_that_join():
    late = build_coauthor_graph(ROWS, dates=DATES, from_year=2023)
    assert sorted(late) == ["a", "b"]
    assert late.edges["a", "b"]["papers"] == 1
    assert sorted(build_coauthor_graph(ROWS, dates=DATES, to_year=2022)) == ["a", "b", "c"]


def test_years_need_dates():
    with pytest.raises(ValueError, match="give `dates`"):
        build_coauthor_graph(ROWS, from_year=2023)


def test_authors_of_few_papers_can_be_left_out():
    graph = build_coauthor_graph(ROWS, min_papers=2)
    assert sorted(graph) == ["a", "b"]
    # What a paper gives to a pair still depends on all of its authors.
    assert graph.edges["a", "b"] == {"papers": 2, "weight": 1.5}
