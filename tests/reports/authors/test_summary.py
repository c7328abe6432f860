import networkx as nx
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.graphs.build import build_coauthor_graph
from analysis.graphs.export import edges_table
from analysis.graphs.measure import find_groups
from analysis.reports.authors.identity import name_authors
from analysis.reports.authors.summary import (
    author_rows,
    component_rows,
    count_coauthors,
    papers_left_out,
    team_sizes,
    tell_left_out,
)

# A paper of three, one of two of them, one of four others, one of a single author.
ROWS = pd.DataFrame({"paper_id": list("pppqqrrrrs"), "author_id": list("abcabdefgh")})
AUTHORS = pd.DataFrame(
    {"author_id": list("abcdefgh"), "name": [f"Name {letter}" for letter in "abcdefgh"], "papers": [2, 2, 1, 1, 1, 1, 1, 1],
     "first_year": 2020, "last_year": [2021, 2020, 2020, 2020, 2020, 2020, 2020, None], "namesakes": 0, "confidence": 1.0}
).astype({"last_year": "Int64"})  # fmt: skip
NODES = pd.DataFrame(
    {"author_id": list("abcdefgh"), "name": AUTHORS["name"], "component": find_groups(ROWS).to_numpy(), "centrality": 0.0,
     "strength": 1.0, "weight": AUTHORS["papers"], "community": 1}
)  # fmt: skip

mentions = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcdefg")), min_size=1, max_size=25, unique=True)


@given(mentions)
def test_groups_are_the_connected_parts_whatever_the_size_of_papers(rows):
    frame = pd.DataFrame(rows, columns=["paper_id", "author_id"]).astype({"paper_id": "str"})
    both = nx.Graph([(f"paper {paper}", author) for paper, author in rows])
    expected = sorted(sorted(node for node in part if " " not in node) for part in nx.connected_components(both))
    groups = find_groups(frame)
    assert sorted(sorted(part) for part in groups.groupby(groups).groups.values()) == expected
    sizes = groups.value_counts().sort_index().tolist()
    assert sizes == sorted(sizes, reverse=True)


@given(mentions)
def test_coauthors_are_those_of_all_papers(rows):
    frame = pd.DataFrame(rows, columns=["paper_id", "author_id"])
    for author, count in count_coauthors(frame, "abcdefg").items():
        papers = {paper for paper, name in rows if name == author}
        assert count == len({name for paper, name in rows if paper in papers} - {author})


def test_the_table_of_authors_counts_coauthors_of_papers_that_the_graph_leaves_out():
    rows = author_rows(AUTHORS, NODES, ROWS, most=3)
    assert rows["author"].tolist() == ["Name a", "Name b", "Name c"]
    assert rows["co-authors"].tolist() == [2, 2, 2]
    assert rows["years"].tolist() == ["2020 to 2021", "2020", "2020"]
    assert [str(count) for count in rows["papers"]] == ["2", "2", "1"]


def test_papers_of_very_many_authors_are_named_where_the_graph_leaves_them_out():
    edges = edges_table(build_coauthor_graph(ROWS, max_authors=3), names=("author_a", "author_b"))
    left = papers_left_out(ROWS, edges)
    assert left.tolist() == ["r"]
    sentence, values = tell_left_out(left)
    assert "{papers:paper}" in sentence
    assert (str(values["papers"]), values["papers"].link.split("&")[0]) == ("1", "#papers?left=out")
    every = edges_table(build_coauthor_graph(ROWS), names=("author_a", "author_b"))
    assert papers_left_out(ROWS, every).empty
    assert tell_left_out(papers_left_out(ROWS, every)) == ("Every paper joins its authors in the graph below.", {})


def test_groups_are_listed_with_authors_papers_and_who_is_central():
    names = name_authors(AUTHORS.assign(confidence=[0.9, *[1.0] * 7]))
    rows = component_rows(NODES.assign(centrality=[0.2, 0.3, *[0.0] * 6]), ROWS, names=names, most=2)
    assert rows[["group", "authors"]].to_numpy().tolist() == [[1, 4], [2, 3]]
    assert [str(count) for count in rows["papers"]] == ["1", "2"]
    # Of four who wrote one paper none is more central than the others.
    assert rows["most central"].tolist() == ["", "Name b, Name a ?"]


def test_teams_are_counted_by_size():
    sizes = team_sizes(ROWS).set_index("paper_id")["value"].astype(str)
    assert sizes.to_dict() == {"p": "3", "q": "2", "r": "4", "s": "1"}
