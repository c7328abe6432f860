import itertools

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.citations import list_cocited, list_coupled, name_communities, name_first_authors
from analysis.graphs import build_cooccurrence_graph

PAIRS = st.lists(st.tuples(st.sampled_from("pqrst"), st.sampled_from("abcd")), unique=True, min_size=1)


def works(**told: list[str]) -> pd.DataFrame:
    size = len(next(iter(told.values())))
    empty = {"label": [""] * size, "family": [""] * size, "given": [""] * size, "venue": [""] * size}
    return pd.DataFrame({"work_id": list("abcdefgh")[:size]} | empty | told)


@given(PAIRS)
def test_co_citation_and_coupling_are_the_products_of_the_citation_matrix(pairs):
    citations = pd.DataFrame(pairs, columns=["paper_id", "work_id"])
    papers, cited = sorted(citations["paper_id"].unique()), sorted(citations["work_id"].unique())
    matrix = np.array([[(paper, work) in set(pairs) for work in cited] for paper in papers], dtype=int)
    cocited = build_cooccurrence_graph(list_cocited(citations, works(label=["a"])), item="item")
    for (i, a), (j, b) in itertools.combinations(enumerate(cited), 2):
        shared = (matrix.T @ matrix)[i, j]
        assert (cocited.edges[a, b]["papers"] if cocited.has_edge(a, b) else 0) == shared
    who = pd.DataFrame({"paper_id": papers, "item": papers})
    coupled = build_cooccurrence_graph(list_coupled(citations, who), item="item")
    for (i, p), (j, q) in itertools.combinations(enumerate(papers), 2):
        shared = (matrix @ matrix.T)[i, j]
        assert (coupled.edges[p, q]["papers"] if coupled.has_edge(p, q) else 0) == shared


def test_first_authors_are_one_under_any_case_and_with_fewer_initials():
    names = name_first_authors(
        works(family=["GREEN", "Green", "Green", "Ng", "", "Ng"], given=["JJ", "Jordan", "J.", "Á", "", ""])
    )
    assert names.fillna("").tolist() == ["Green J", "Green J", "Green J", "Ng A", "", "Ng"]


def test_nobody_has_no_name():
    assert name_first_authors(works(family=["Ng"]).head(0)).tolist() == []


def test_initials_that_could_be_those_of_several_stand_by_themselves():
    names = name_first_authors(works(family=["Kim"] * 5, given=["J", "JH", "Ji-Yeon", "JHK", "S"]))
    assert names.tolist() == ["Kim J", "Kim JHK", "Kim JY", "Kim JHK", "Kim S"]


def test_a_first_author_is_told_as_most_works_write_the_name():
    names = name_first_authors(
        works(family=["NORWOOD", "Norwood", "Norwood", "Ó Néill"], given=["OT", "OT", "O'Tar Tom T.", "S"])
    )
    assert names.tolist() == ["Norwood OT", "Norwood OT", "Norwood OT", "Ó Néill S"]


def test_venues_that_are_cited_together_are_those_of_the_works():
    told = works(venue=["Medical Image Analysis", "Medical Image Analysis", "Wells", ""])
    citations = pd.DataFrame({"paper_id": list("pppp"), "work_id": list("abcd")})
    assert list_cocited(citations, told, level="venue")["item"].tolist() == ["Medical Image Analysis", "Wells"]


def test_a_community_is_named_by_what_its_papers_say_more_often_than_others():
    communities = pd.Series({"a": 1, "b": 1, "x": 2})
    members = pd.DataFrame({"paper_id": list("ppqqrs"), "item": list("ababxx")})
    terms = pd.DataFrame({"paper_id": list("pqrspqrs"), "term": ["wells"] * 2 + ["lakes"] * 2 + ["water"] * 4})
    assert name_communities(communities, members, terms).to_dict() == {1: "wells", 2: "lakes"}
    assert name_communities(communities, members, terms.head(0)).to_dict() == {1: "", 2: ""}
