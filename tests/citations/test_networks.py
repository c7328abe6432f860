import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.citations import Joined, build_network, list_coupled

# Ann and Bo have written p together, Cy q, Di q2 and q3: all but q3 cite x, y and z.
AUTHORS = pd.DataFrame(
    [("p", "Ann"), ("p", "Bo"), ("q", "Cy"), ("q2", "Di"), ("q3", "Di")], columns=["paper_id", "item"]
)
CITATIONS = pd.DataFrame(
    [(paper, work) for paper in ("p", "q", "q2") for work in "xyz"], columns=["paper_id", "work_id"]
)
NO_TERMS = pd.DataFrame({"paper_id": [], "term": []}, dtype="str")


def build(joined: Joined, *, nodes: int = 9, name: str = "coupled authors"):
    options = {"seed": 1, "min_citations": 1, "min_shared": 1, "draws": 5}
    return build_network(joined, NO_TERMS, name=name, years=pd.Series(dtype="float"), nodes=nodes, **options)


def test_who_has_written_together_does_not_cite_the_same_by_that():
    edges = build(Joined(list_coupled(CITATIONS, AUTHORS), AUTHORS)).edges
    assert {(row.a, row.b): row.papers for row in edges.itertuples()} == {
        ("Ann", "Cy"): 3, ("Ann", "Di"): 3, ("Bo", "Cy"): 3, ("Bo", "Di"): 3, ("Cy", "Di"): 3,
    }  # fmt: skip


def test_another_paper_of_one_of_them_joins_them_by_what_it_cites_too():
    more = pd.concat([CITATIONS, pd.DataFrame({"paper_id": ["r"], "work_id": ["x"]})])
    authors = pd.concat([AUTHORS, pd.DataFrame({"paper_id": ["r"], "item": ["Bo"]})])
    edges = build(Joined(list_coupled(more, authors), authors)).edges.set_index(["a", "b"])
    assert edges.loc[("Ann", "Bo"), "papers"] == 1


def test_of_too_many_those_of_the_most_papers_are_kept_and_of_equals_those_that_share_most():
    joined = Joined(list_coupled(CITATIONS, AUTHORS), AUTHORS)
    assert sorted(build(joined, nodes=1).nodes["item"]) == ["Di"]
    assert sorted(build(joined, nodes=2).nodes["item"]) == ["Ann", "Di"]
    cocited = CITATIONS.rename(columns={"work_id": "item"}).drop_duplicates("item")
    assert sorted(build(Joined(cocited, cocited), nodes=2, name="co-cited works").nodes["item"]) == ["x", "y"]


ROWS = st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("xyz")), min_size=1, max_size=9, unique=True)
WROTE = st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("abcd")), min_size=1, max_size=9, unique=True)


@given(ROWS, WROTE)
def test_shared_works_are_what_loops_count(cites, wrote):
    citations = pd.DataFrame(cites, columns=["paper_id", "work_id"])
    authors = pd.DataFrame(wrote, columns=["paper_id", "item"])
    edges = build(Joined(list_coupled(citations, authors), authors)).edges
    found = {(row.a, row.b): int(row.papers) for row in edges.itertuples()}
    for a, b in ((a, b) for a in "abcd" for b in "abcd" if a < b):
        shared = 0
        for work in "xyz":
            one = {p for p, author in wrote if author == a and (p, work) in cites}
            other = {p for p, author in wrote if author == b and (p, work) in cites}
            shared += any(p != q for p in one for q in other)
        assert found.get((a, b), 0) == shared


def test_the_order_of_rows_has_no_say():
    one = build(Joined(list_coupled(CITATIONS, AUTHORS), AUTHORS))
    dice = np.random.default_rng(0)
    shuffled = [frame.iloc[dice.permutation(len(frame))] for frame in (CITATIONS, AUTHORS)]
    other = build(Joined(list_coupled(*shuffled), shuffled[1]))
    for name in ("nodes", "edges", "communities"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
