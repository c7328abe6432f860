import itertools
import random
from urllib.parse import parse_qs

import pandas as pd
from samples import empty_table

from analysis.reports.citations.networks import Networks, community_rows, draw_network, say_network

NAME = "co-cited works"


def make_networks(nodes, edges, communities, *, name: str = NAME) -> Networks:
    tables = (
        pd.DataFrame(nodes, columns=["item", "name", "weight", "degree", "community"]),
        pd.DataFrame(edges, columns=["a", "b", "papers", "strength"]).assign(weight=1),
        pd.DataFrame(communities, columns=["community", "name", "items", "stability"]),
    )
    return Networks(*(table.assign(network=name) for table in tables))


# Three wells and two lakes; f stands alone.
NETWORKS = make_networks(
    [("a", "Wells", 9, 2, 1), ("b", "Deep", 5, 2, 1), ("c", "Dry", 5, 2, 1), ("d", "Lakes", 7, 1, 2)]
    + [("e", "Salt", 2, 1, 2), ("f", "Alone", 8, 0, 3)],
    [("a", "b", 4, 0.5), ("a", "c", 3, 0.4), ("b", "c", 2, 0.3), ("d", "e", 2, 0.9)],
    [(2, "", 2, 0.49), (1, "wells · depth", 3, 0.75)],
)


def test_joined_nodes_of_the_most_papers_are_drawn_in_their_communities():
    picture = draw_network(NETWORKS, NAME, most=60)
    data = picture.plane.data
    assert dict(zip(data["link"], data["papers"], strict=True)) == {"a": 9, "b": 5, "c": 5, "d": 7, "e": 2}
    assert (data["facet"], data["noun"], data["unit"], data["either"]) == ("cites", "work", "paper", False)
    # A community without terms is called after its leading node.
    assert [(group["name"], group["note"], group["size"]) for group in data["groups"]] == [
        ("wells · depth", "Wells", 3), ("Lakes", "", 2),
    ]  # fmt: skip
    assert picture.caption.startswith("5 of the 6 works analysed, those that the most papers cite")
    assert picture.title == "2 communities of co-cited works, 1 of them stable when papers are drawn anew"


def test_the_lightest_nodes_give_way_and_take_their_lines_with_them():
    data = draw_network(NETWORKS, NAME, most=3).plane.data
    # b and c are as heavy: the first by item stays.
    assert sorted(data["link"]) == ["a", "b", "d"]
    assert [(data["link"][one], data["link"][other]) for one, other, *_ in data["edges"]] == [("a", "b")]


def test_a_line_is_drawn_where_it_is_among_the_four_strongest_of_an_end():
    items = [*"abcdefghi"]
    ends = list(itertools.combinations(items, 2))
    strengths = random.Random(3).sample(range(1, 100), len(ends))
    edges = [(*pair, 1, float(strength)) for pair, strength in zip(ends, strengths, strict=True)]
    networks = make_networks([(item, item, 1, 8, 1) for item in items], edges, [(1, "", 9, 0.9)])
    data = draw_network(networks, NAME, most=9).plane.data
    expected = set()
    for item in items:
        own = sorted((edge for edge in edges if item in edge[:2]), key=lambda edge: -edge[3])
        expected |= {edge[:2] for edge in own[:4]}
    assert {(data["link"][one], data["link"][other]) for one, other, *_ in data["edges"]} == expected
    assert len(expected) < len(ends)


def test_coupled_papers_are_coloured_by_their_citations_and_joined_by_cited_works():
    name = "coupled papers"
    networks = Networks(*(table.assign(network=name) for table in NETWORKS))
    data = draw_network(networks, name, most=60, cited=pd.Series({"a": 4, "d": 0})).plane.data
    assert dict(zip(data["link"], data["cited"], strict=True)) == {"a": 4, "b": None, "c": None, "d": 0, "e": None}
    assert (data["facet"], data["unit"], data["either"]) == ("id", "cited work", True)


def test_communities_are_listed_with_leading_nodes_and_how_well_they_are_found_again():
    rows = community_rows(NETWORKS, NAME, leading=2)
    assert rows.astype("str").to_numpy().tolist() == [
        ["1", "wells · depth", "3", "Wells; Deep", "0.75", "stable"],
        ["2", "", "2", "Lakes; Salt", "0.49", "not found again"],
    ]
    asked = [parse_qs(leading.link.removeprefix("#papers?")) for leading in rows["leading"]]
    assert [query["any.cites"] for query in asked] == [["a", "b"], ["d", "e"]]
    assert asked[1]["about"] == ["Leading works of community 2"]


def test_the_headline_counts_what_the_table_calls_stable():
    for stabilities in ([0.9, 0.75, 0.74, 0.5, 0.2], [0.6], [0.8]):
        communities = [(number, "", 2, value) for number, value in enumerate(stabilities, start=1)]
        networks = make_networks([("a", "A", 1, 1, 1)], [], communities)
        stable = (community_rows(networks, NAME)["which is"] == "stable").sum()
        assert f", {stable or 'none'} of them stable" in say_network(NAME, networks.communities)
    assert say_network(NAME, networks.communities).startswith("1 community of")


def test_each_network_has_rows_of_its_own():
    other = make_networks([("z", "Z", 1, 1, 1)], [], [(1, "", 1, 0.1)], name="co-cited venues")
    both = Networks(*(pd.concat(tables) for tables in zip(NETWORKS, other, strict=True)))
    assert draw_network(both, NAME, most=60).plane.data == draw_network(NETWORKS, NAME, most=60).plane.data
    assert community_rows(both, "co-cited venues")["venues"].tolist() == [1]


def test_no_network_is_no_picture_and_no_rows():
    networks = Networks(*(empty_table(f"citation_{kind}") for kind in ("nodes", "edges", "communities")))
    assert draw_network(networks, NAME, most=60)[:2] == (None, "")
    assert community_rows(networks, NAME).empty
