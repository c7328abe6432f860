"""The networks of co-citation and coupling as pictures and as tables of their communities."""

from typing import NamedTuple

import networkx as nx
import pandas as pd

from analysis.reports.graphs import draw_graph
from analysis.reports.pages import Linked, Plane, papers_link

# What a node of each network is, the facet by which its papers are listed, and whether a line opens either end's.
_KINDS = {
    "co-cited works": ("work", "cites", False),
    "co-cited authors": ("author", "cited_author", False),
    "co-cited venues": ("venue", "cited_venue", False),
    "coupled papers": ("paper", "id", True),
    "coupled authors": ("author", "author", True),
    "coupled venues": ("venue", "venue", True),
}
# Which nodes are analysed where there are too many.
_CHOSEN = {
    "co-cited": "those that the most papers cite",
    "coupled papers": "those that share the most cited works",
    "coupled": "those of the most papers here",
}
_STABLE, _DISSOLVED = 0.75, 0.5
COMMUNITIES_CAPTION = (
    "Communities (Leiden), named by the terms that their papers have more often than others. Found again is the mean "
    f"overlap (Jaccard) with the communities of corpora of papers drawn anew: {_STABLE} and more is stable, and on one "
    f"below {_DISSOLVED} nothing should rest."
)
_LINES = 4


class Picture(NamedTuple):
    """A network as it is drawn, and what is said of it."""

    plane: Plane | None
    title: str
    alt: str
    caption: str


class Networks(NamedTuple):
    """The tables `citation_nodes`, `citation_edges` and `citation_communities`."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    communities: pd.DataFrame

    def of(self, name: str) -> "Networks":
        """The rows of one network."""
        return Networks(*(table[table["network"] == name] for table in self))


def draw_network(networks: Networks, name: str, *, most: int, cited: pd.Series | None = None) -> Picture:
    """The nodes of the most papers and the strongest lines of each.

    Parameters
    ----------
    networks
        The tables.
    name
        One of `analysis.citations.NETWORKS`.
    most
        Nodes drawn.
    cited
        How often papers are cited, by item, to colour by.
    """
    noun, facet, either = _KINDS[name]
    own = networks.of(name)
    joined = own.nodes[own.nodes["degree"] > 0].sort_values(["weight", "item"], ascending=[False, True]).head(most)
    edges = _strongest(own.edges[own.edges["a"].isin(joined["item"]) & own.edges["b"].isin(joined["item"])])
    graph = nx.from_pandas_edgelist(edges, "a", "b", edge_attr=["papers", "weight", "strength"])
    graph.add_nodes_from(joined["item"])
    dressed = joined.set_index("item")
    dressed = dressed.assign(papers=dressed["weight"], group=dressed["community"])
    if cited is not None:
        dressed["cited"] = cited.reindex(dressed.index)
    groups = _name_groups(dressed, own.communities)
    plane = draw_graph(
        graph,
        dressed,
        facet=facet,
        groups=groups,
        weight="strength",
        noun=noun,
        either=either,
        unit="cited work" if either else "paper",
    )
    chosen = _CHOSEN.get(name) or _CHOSEN[name.partition(" ")[0]]
    caption = (
        f"{len(joined):,} of the {len(own.nodes):,} {noun}s analysed, {chosen}; each with its four strongest lines."
    )
    alt = f"Network of {name}. The table of its communities tells them."
    return Picture(plane, say_network(name, own.communities), alt, caption)


def community_rows(networks: Networks, name: str, *, leading: int = 3) -> pd.DataFrame:
    """Each community: its terms, how many nodes, its leading ones, and how well it is found again.

    Parameters
    ----------
    networks, name
        As in `draw_network`.
    leading
        Nodes told of each.
    """
    nodes, _, communities = networks.of(name)
    noun, facet, _ = _KINDS[name]
    ordered = nodes.sort_values(["community", "weight", "item"], ascending=[True, False, True])
    rows = []
    for row in communities.sort_values("community").itertuples():
        first = ordered[ordered["community"] == row.community].head(leading)
        about = f"Leading {noun}s of {row.name or f'community {row.community}'}"
        rows.append(
            {
                "community": row.community,
                "terms of its papers": row.name,
                f"{noun}s": int(row.items),
                "leading": Linked(
                    "; ".join(first["name"]), papers_link(about, **{f"any.{facet}": list(first["item"])})
                ),
                "found again": f"{row.stability:.2f}",
                "which is": _judge(row.stability),
            }
        )
    return pd.DataFrame(rows)


def say_network(name: str, communities: pd.DataFrame) -> str:
    """How many communities a network has, and how many of them are found again.

    Examples
    --------
    >>> say_network("co-cited works", pd.DataFrame({"items": [20, 9, 4], "stability": [0.9, 0.6, 0.2]}))
    '3 communities of co-cited works, 1 of them stable when papers are drawn anew'
    """
    if communities.empty:
        return ""
    stable = int((communities["stability"] >= _STABLE).sum())
    count = len(communities)
    noun = "community" if count == 1 else "communities"
    return f"{count} {noun} of {name}, {stable or 'none'} of them stable when papers are drawn anew"


def _judge(stability: float) -> str:
    if stability >= _STABLE:
        return "stable"
    return "not found again" if stability < _DISSOLVED else "a pattern, not sharp"


def _strongest(edges: pd.DataFrame) -> pd.DataFrame:
    """The edges that are among the strongest of one of their ends: all of them would hide each other."""
    ordered = edges.sort_values(["strength", "papers", "a", "b"], ascending=[False, False, True, True])
    ordered = ordered.reset_index(names="edge")
    listed = ordered.melt(["edge"], ["a", "b"], value_name="end", ignore_index=False).sort_index(kind="stable")
    kept = listed.loc[listed.groupby("end").cumcount() < _LINES, "edge"].unique()
    return edges.loc[sorted(kept)].reset_index(drop=True)


def _name_groups(dressed: pd.DataFrame, communities: pd.DataFrame) -> pd.DataFrame:
    """The communities that are drawn, by their terms, with their leading node beside them."""
    ordered = dressed.sort_values(["papers", "name"], ascending=[False, True])
    rows = ordered.groupby("group").agg(leader=("name", "first"), papers=("papers", "max"), size=("name", "size"))
    named = communities.set_index("community")["name"].reindex(rows.index).fillna("")
    rows["name"] = named.where(named != "", rows["leader"])
    rows["note"] = rows["leader"].where(named != "", "")
    ranked = rows.sort_values(["size", "papers", "name"], ascending=[False, False, True])
    return ranked[["name", "note", "papers", "size"]]
