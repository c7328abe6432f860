import pandas as pd

from analysis.reports.authors.drawn import (
    bond_communities,
    caption_graph,
    choose_authors,
    describe_communities,
    dress_authors,
)
from analysis.reports.authors.identity import name_authors

# Two communities: a, b and c with papers p and q; d and e with paper r. c and d wrote s together.
ROWS = pd.DataFrame({"paper_id": list("pppqqrrss"), "author_id": list("abcabdecd")})
NODES = pd.DataFrame(
    {"author_id": list("abcde"), "community": [1, 1, 1, 2, 2], "weight": [2, 2, 2, 2, 1], "strength": [5.0, 4, 3, 2, 1]}
)
EDGES = pd.DataFrame(
    {"author_a": list("aabdc"), "author_b": list("bcced"), "papers": 1, "weight": [1.5, 0.5, 0.5, 1.0, 1.0]}
)
AUTHORS = pd.DataFrame(
    {"author_id": list("abcde"), "name": [f"Name {name}" for name in "abcde"], "papers": [2, 2, 2, 2, 1],
     "namesakes": 0, "confidence": [0.9, 1, 1, 1, 1]}
)  # fmt: skip
NAMES = name_authors(AUTHORS)


def test_the_largest_communities_are_drawn_with_their_leading_authors_and_the_ties_among_them():
    drawn = choose_authors(NODES, EDGES, communities=1, most=2)
    assert drawn.nodes["author_id"].tolist() == ["a", "b"]
    assert drawn.edges[["author_a", "author_b"]].to_numpy().tolist() == [["a", "b"]]
    assert len(choose_authors(NODES, EDGES, communities=9, most=9).edges) == 5


def test_what_is_drawn_of_authors_tells_whom_it_is_unsure_of_and_how_often_they_are_cited():
    papers = pd.DataFrame({"paper_id": list("pqrs"), "cited_by": pd.array([10, 1, None, None], dtype="Int64")})
    dressed = dress_authors(choose_authors(NODES, EDGES, communities=9, most=9), papers, ROWS, names=NAMES)
    assert dressed.loc["a", "name"] == "Name a ?"
    assert dressed.loc[["a", "c"], "cited"].tolist() == [11, 10]
    assert dressed.loc["d":"e", "cited"].isna().all()


def test_communities_are_called_by_what_they_write_about_and_by_their_central_people():
    drawn = choose_authors(NODES, EDGES, communities=9, most=1)
    told = describe_communities(drawn, NODES, ROWS, {1: "1: slides", 2: "2"}, names=NAMES)
    assert told.loc[1].tolist() == ["slides", "Name a ?, Name b", 3, 3]
    # Where no topic stands out, people alone.
    assert told.loc[2].tolist() == ["Name d, Name e", "", 2, 2]


def test_bonds_are_the_ties_between_communities():
    assert bond_communities(NODES, EDGES).to_numpy().tolist() == [[1, 2, 1.0]]


def test_the_caption_says_how_much_is_drawn():
    drawn = choose_authors(NODES, EDGES, communities=1, most=2)
    assert caption_graph(drawn, pd.DataFrame(index=[1]), NODES, {("a", "b")}) == (
        "2 of 5 authors, in each those of most papers. A broken line rests on mentions that may be somebody else's."
    )
