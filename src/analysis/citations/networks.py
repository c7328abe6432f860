"""The networks of what is cited together and of who cites the same: built, measured, their communities named."""

from typing import NamedTuple

import networkx as nx
import pandas as pd

from analysis.citations.mapping import list_cocited, list_coupled, name_communities
from analysis.counts import count_papers
from analysis.graphs import build_cooccurrence_graph, edges_table, measure_nodes, measure_stability
from analysis.workspace import PAIR_COLUMNS


class Network(NamedTuple):
    """A graph, a row for each node and each edge, and for each community of two or more its name and stability."""

    graph: nx.Graph
    nodes: pd.DataFrame
    edges: pd.DataFrame
    communities: pd.DataFrame


class Joined(NamedTuple):
    """What a network is made of.

    `rows` has `paper_id` and `item`, joined where they share it; of coupled items it is the cited work, and `through`
    the paper that cites it. `members` has the papers of the corpus that belong to each item.
    """

    rows: pd.DataFrame
    members: pd.DataFrame


def list_networks(
    citations: pd.DataFrame, works: pd.DataFrame, papers: pd.DataFrame, paper_authors: pd.DataFrame
) -> dict[str, Joined]:
    """What each of `analysis.citations.NETWORKS` is made of.

    Parameters
    ----------
    citations, works
        The tables `citations` and `cited_works`.
    papers
        `paper_id`, `venue`.
    paper_authors
        `paper_id`, `author_id`.
    """
    found = {}
    for level in ("work", "author", "venue"):
        cocited = list_cocited(citations, works, level=level)
        found[f"co-cited {level}s"] = Joined(cocited, cocited)
    who = {
        "papers": papers[["paper_id"]].assign(item=papers["paper_id"]),
        "authors": paper_authors[["paper_id", "author_id"]].rename(columns={"author_id": "item"}),
        "venues": papers[["paper_id", "venue"]].rename(columns={"venue": "item"}).dropna(),
    }
    return found | {f"coupled {kind}": Joined(list_coupled(citations, items), items) for kind, items in who.items()}


def build_network(
    joined: Joined,
    paper_terms: pd.DataFrame,
    *,
    name: str,
    years: pd.Series,
    seed: int,
    min_citations: int,
    min_shared: int,
    nodes: int,
    draws: int,
) -> Network:
    """One network of `list_networks`.

    Parameters
    ----------
    joined
        What it is made of; communities are named by the terms of their items' papers.
    paper_terms
        `paper_id` and `term`.
    name
        One of `analysis.citations.shapes.NETWORKS`.
    years
        The year of each item, indexed by item; missing where it has none.
    seed, draws
        Of the communities, and how often they are found anew.
    min_citations, min_shared, nodes
        Fewest papers of an item and of a pair, most items.
    """
    kept = _keep_leading(joined, most=nodes, least=min_citations)
    through = "through" if "through" in kept else None
    graph = build_cooccurrence_graph(kept, item="item", min_shared_papers=min_shared, through=through)
    measured = measure_nodes(graph, seed=seed)
    measured["mean_year"] = years.reindex(measured.index).astype("float")
    tied = measured.loc[measured["degree"] > 0, "community"]
    communities = _describe_communities(
        kept, tied, joined.members, paper_terms, through=through, seed=seed, min_shared=min_shared, draws=draws
    )
    edges = edges_table(graph, names=("a", "b"), attributes=tuple(PAIR_COLUMNS))
    table = measured.rename_axis("item").reset_index()
    return Network(graph, *(frame.assign(network=name) for frame in (table, edges, communities)))


def _keep_leading(joined: Joined, *, most: int, least: int) -> pd.DataFrame:
    """The rows of the items of the most papers here, among equals of the most rows, none of fewer papers than `least`.

    Of coupled items rows are works that others cite too: who has written more comes first, not who lists more.
    """
    rows = joined.rows[["paper_id", "item"]].drop_duplicates()
    counts = pd.DataFrame({"rows": rows["item"].value_counts()})
    counts["papers"] = count_papers(joined.members, by="item").reindex(counts.index)
    ranked = counts[counts["rows"] >= least].rename_axis("item").reset_index()
    ranked = ranked.sort_values(["papers", "rows", "item"], ascending=[False, False, True])
    return joined.rows[joined.rows["item"].isin(ranked["item"].head(most))].reset_index(drop=True)


def _describe_communities(
    rows: pd.DataFrame,
    communities: pd.Series,
    members: pd.DataFrame,
    paper_terms: pd.DataFrame,
    *,
    through: str | None,
    seed: int,
    min_shared: int,
    draws: int,
) -> pd.DataFrame:
    """Each community: how many items it has, the terms of its papers, how well it is found again."""
    sizes = communities.value_counts().sort_index().rename("items")
    told = sizes.rename_axis("community").reset_index()
    if told.empty:
        return told.assign(name="", stability=0.0)
    stability = measure_stability(
        rows, communities, item="item", seed=seed, through=through, min_shared_papers=min_shared, draws=draws
    )
    named = name_communities(communities, members[members["item"].isin(communities.index)], paper_terms)
    return told.assign(name=told["community"].map(named), stability=told["community"].map(stability))


def find_years(name: str, members: pd.DataFrame, works: pd.DataFrame, papers: pd.DataFrame) -> pd.Series:
    """The year of each item of a network: of a work its own, else the mean of the papers that it stands on.

    Parameters
    ----------
    name
        One of `analysis.citations.shapes.NETWORKS`.
    members
        `paper_id` and `item`: the papers of the corpus that belong to each item.
    works
        `work_id`, `year`.
    papers
        `paper_id`, `published`.
    """
    if name == "co-cited works":
        known = works[works["year"] > 0].set_index("work_id")["year"]
        return known.astype("float")
    dates = papers.set_index("paper_id")["published"].dt.year.astype("float")
    return members["paper_id"].map(dates).astype("float").groupby(members["item"]).mean().round(2)
