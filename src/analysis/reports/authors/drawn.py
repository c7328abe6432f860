"""The co-author graph as it is drawn: its communities, their people, the ties between both."""

from collections.abc import Collection

import pandas as pd

from analysis.reports.graphs import FLAT, Drawn
from analysis.reports.pages import say_part


def choose_authors(nodes: pd.DataFrame, edges: pd.DataFrame, *, communities: int, most: int) -> Drawn:
    """The authors to draw: of the largest communities those with the most papers, and the ties among them.

    Parameters
    ----------
    nodes, edges
        The tables `author_nodes`, `author_edges`.
    communities
        How many communities, those of the most authorships first.
    most
        How many authors of each.
    """
    heavy = nodes.groupby("community")["weight"].sum().rename("weight").reset_index()
    heavy = heavy.sort_values(["weight", "community"], ascending=[False, True])["community"].head(communities)
    ordered = nodes[nodes["community"].isin(heavy)]
    ordered = ordered.sort_values(["weight", "strength", "author_id"], ascending=[False, False, True])
    chosen = ordered[ordered.groupby("community").cumcount() < most]
    ids = set(chosen["author_id"])
    inside = edges[edges["author_a"].isin(ids) & edges["author_b"].isin(ids)]
    return Drawn(chosen.reset_index(drop=True), inside.reset_index(drop=True))


def dress_authors(drawn: Drawn, papers: pd.DataFrame, paper_authors: pd.DataFrame, *, names: pd.Series) -> pd.DataFrame:
    """What the picture shows of each author, indexed by author.

    Parameters
    ----------
    drawn
        From `choose_authors`.
    papers, paper_authors
        The tables; where sources say how often papers are cited, authors can be coloured by it.
    names
        From `name_authors`.
    """
    dressed = drawn.nodes.set_index("author_id")
    cited = paper_authors.merge(papers[["paper_id", "cited_by"]].dropna(), on="paper_id")
    cited = cited.astype({"cited_by": "float"}).groupby("author_id")["cited_by"].sum()
    return dressed.assign(
        name=names.reindex(dressed.index),
        papers=dressed["weight"],
        group=dressed["community"],
        cited=cited.reindex(dressed.index),
    )


def describe_communities(
    drawn: Drawn,
    author_nodes: pd.DataFrame,
    paper_authors: pd.DataFrame,
    topics_of: dict[int, str],
    *,
    names: pd.Series,
) -> pd.DataFrame:
    """What the picture shows of each community: what it writes about, its central people, its size.

    Parameters
    ----------
    drawn
        From `choose_authors`.
    author_nodes, paper_authors
        The tables; a community counts all its authors, drawn or not.
    topics_of
        From `name_communities`.
    names
        From `name_authors`.

    Returns
    -------
    pandas.DataFrame
        `name`, `note`, `papers`, `size`, indexed by community, the largest first.
    """
    members = author_nodes[author_nodes["community"].isin(drawn.nodes["community"])]
    papers = paper_authors.merge(members[["author_id", "community"]], on="author_id")
    ordered = members.sort_values(["weight", "strength", "author_id"], ascending=[False, False, True])
    leaders = ordered.groupby("community")["author_id"].agg(lambda ids: ", ".join(names[ids.head(2)]))
    rows = pd.DataFrame(
        {
            "note": leaders,
            "papers": papers.groupby("community")["paper_id"].nunique(),
            "size": members.groupby("community").size(),
        }
    )
    about = pd.Series({number: name.partition(": ")[2] for number, name in topics_of.items()}, dtype="str")
    about = about.reindex(rows.index).fillna("")
    # Several communities may write about one thing; each of them bears its first author's name.
    first = ": " + rows["note"].str.split(", ").str[0]
    rows["name"] = (about + first.where(about.duplicated(keep=False), "")).where(about != "", rows["note"])
    rows.loc[rows["name"] == rows["note"], "note"] = ""
    return rows.sort_values(["papers", "size"], ascending=False)[["name", "note", "papers", "size"]]


def bond_communities(author_nodes: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """How strongly communities write together: `a`, `b`, `weight`, the sum over the ties between their authors.

    Examples
    --------
    >>> nodes = pd.DataFrame({"author_id": ["a", "b", "c"], "community": [1, 2, 2]})
    >>> edges = pd.DataFrame({"author_a": ["a", "a", "b"], "author_b": ["b", "c", "c"], "weight": [1.0, 0.5, 9.0]})
    >>> bond_communities(nodes, edges).to_numpy().tolist()
    [[1.0, 2.0, 1.5]]
    """
    community = author_nodes.set_index("author_id")["community"]
    ends = pd.DataFrame({end: edges[f"author_{end}"].map(community) for end in ("a", "b")}).assign(
        weight=edges["weight"]
    )
    apart = ends[ends["a"] != ends["b"]]
    ordered = apart.assign(a=apart[["a", "b"]].min(axis=1), b=apart[["a", "b"]].max(axis=1))
    return ordered.groupby(["a", "b"], as_index=False)["weight"].sum()


def say_largest(groups: pd.DataFrame) -> str:
    """The community of the most papers.

    Examples
    --------
    >>> say_largest(pd.DataFrame({"name": ["slides", "CT"], "papers": [9, 4], "size": [20, 11]}))
    'The community of most papers, slides, wrote 9 and has 20 authors'
    """
    if groups.empty:
        return ""
    first = groups.iloc[0]
    return f"The community of most papers, {first['name']}, wrote {first['papers']:,} and has {first['size']:,} authors"


def caption_graph(
    drawn: Drawn, groups: pd.DataFrame, author_nodes: pd.DataFrame, broken: Collection[tuple[str, str]]
) -> str:
    """How much of the graph is drawn, and what its lines are."""
    total = author_nodes["community"].nunique()
    told = say_part(len(groups), total, "community|communities", which="those of most authorships")
    authors = say_part(len(drawn.nodes), len(author_nodes), "author", which="in each those of most papers")
    told = f"{authors}." if len(drawn.nodes) <= FLAT else f"{told}. {authors}."
    return told + (" A broken line rests on mentions that may be somebody else's." if broken else "")
