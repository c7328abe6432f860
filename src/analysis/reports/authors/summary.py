"""The authors report: which authors are drawn, groups, rows of authors."""

from collections.abc import Iterable

import pandas as pd

from analysis.graphs import is_exact
from analysis.reports.pages import Linked, papers_link, show_author


def component_rows(nodes: pd.DataFrame, paper_authors: pd.DataFrame, *, names: pd.Series, most: int) -> pd.DataFrame:
    """A row for each of the largest groups: authors, papers, who is at its centre, if some are more than others.

    `names` are those that `name_authors` gives.
    """
    joined = paper_authors.merge(nodes[["author_id", "component"]], on="author_id")
    papers = joined.groupby("component")["paper_id"].nunique()
    rows = []
    for component, members in nodes[nodes["component"] <= most].groupby("component"):
        central = members[members["centrality"] > 0]
        central = central.sort_values(["centrality", "strength", "name"], ascending=[False, False, True])
        link = papers_link(f"Group {component}", group=component)
        rows.append(
            {
                "group": component,
                "authors": len(members),
                "papers": Linked(papers[component], link),
                "most central": ", ".join(names[central["author_id"].head(3)]),
            }
        )
    return pd.DataFrame(rows, columns=None if rows else ["group", "authors", "papers", "most central"])


def author_rows(authors: pd.DataFrame, nodes: pd.DataFrame, paper_authors: pd.DataFrame, *, most: int) -> pd.DataFrame:
    """A row for each author with the most papers here; their co-authors are those of all their papers."""
    table = authors.merge(nodes[["author_id", "component", "centrality"]], on="author_id")
    table = table.sort_values(["papers", "name"], ascending=[False, True]).head(most)
    together = count_coauthors(paper_authors, table["author_id"])
    counts = [Linked(row.papers, papers_link(row.name, author=row.author_id)) for row in table.itertuples(index=False)]
    return pd.DataFrame(
        {
            "author": [show_author(row) for row in table.itertuples(index=False)],
            "papers": counts,
            "co-authors": together.loc[table["author_id"]].to_numpy(),
            "group": table["component"].to_numpy(),
            "years": [_years(row.first_year, row.last_year) for row in table.itertuples()],
            "betweenness": [f"{value:.4f}" for value in table["centrality"]],
        }
    )


def say_betweenness(nodes: int, edges: int) -> str:
    """What is said of betweenness where the graph is too large for its exact value.

    Examples
    --------
    >>> say_betweenness(100, 200), say_betweenness(200_000, 900_000)[:27]
    ('', ' Betweenness is an estimate')
    """
    if is_exact(nodes, edges):
        return ""
    return " Betweenness is an estimate: from 3,000 of 24,681 authors, the leading ones of a graph were 6 of 100 off."


def count_coauthors(paper_authors: pd.DataFrame, author_ids: Iterable[str]) -> pd.Series:
    """How many others each of some authors has written with, on papers of any size.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "p", "q", "q", "r"], "author_id": list("abacd")})
    >>> count_coauthors(rows, ["a", "d"]).to_dict()
    {'a': 2, 'd': 0}
    """
    rows = paper_authors[["paper_id", "author_id"]].drop_duplicates()
    asked = pd.Index(list(author_ids))
    pairs = rows[rows["author_id"].isin(asked)].merge(rows, on="paper_id", suffixes=("", "_other"))
    others = pairs[pairs["author_id"] != pairs["author_id_other"]].groupby("author_id")["author_id_other"].nunique()
    return others.reindex(asked, fill_value=0)


def papers_left_out(paper_authors: pd.DataFrame, edges: pd.DataFrame) -> pd.Series:
    """The papers of several authors that join none of them in the graph, because they have too many."""
    rows = paper_authors[["paper_id", "author_id"]].drop_duplicates().sort_values(["paper_id", "author_id"])
    rows["next"] = rows.groupby("paper_id")["author_id"].shift(-1)
    pairs = rows.dropna(subset="next").merge(
        edges[["author_a", "author_b"]], how="left", left_on=["author_id", "next"],
        right_on=["author_a", "author_b"], indicator="known",
    )  # fmt: skip
    return pairs.loc[pairs["known"] == "left_only", "paper_id"].drop_duplicates().reset_index(drop=True)


def tell_left_out(left_out: pd.Series) -> tuple[str, dict[str, object]]:
    """What the graph leaves out."""
    if left_out.empty:
        return "Every paper joins its authors in the graph below.", {}
    link = papers_link("Papers of very many authors", left="out")
    return (
        "The graph below, and betweenness with it, leave out {papers:paper} of very many authors; groups and "
        "co-authors count them.",
        {"papers": Linked(len(left_out), link)},
    )


def team_sizes(paper_authors: pd.DataFrame) -> pd.DataFrame:
    """The number of authors of each paper, large ones in groups: `paper_id` and `value`, in order of size."""
    counts = paper_authors.groupby("paper_id").size()
    edges = [*range(13), 15, 20, 30, 50, max(int(counts.max()) if len(counts) else 0, 51)]
    names = [*map(str, range(1, 13)), "13 to 15", "16 to 20", "21 to 30", "31 to 50", "over 50"]
    return pd.cut(counts, edges, labels=names).rename("value").reset_index()


def say_team(paper_authors: pd.DataFrame) -> str:
    """How many authors half of the papers have.

    Examples
    --------
    >>> say_team(pd.DataFrame({"paper_id": list("pqqrrr"), "author_id": list("abcabc")}))
    'Half of 3 papers have 2 authors or fewer, the largest 3'
    """
    sizes = paper_authors.groupby("paper_id").size()
    if sizes.empty:
        return ""
    middle = int(sizes.quantile(0.5, interpolation="higher"))
    noun = "author" if middle == 1 else "authors"
    return f"Half of {len(sizes):,} papers have {middle} {noun} or fewer, the largest {sizes.max():,}"


def warn_about_sources(sources: pd.DataFrame) -> tuple[str]:
    """Why counts of papers by author say nothing about people, where a source selects by author."""
    by_author = sources[sources["selection"] == "author"]
    if len(by_author):
        return (
            "One of the sources lists the papers of a single author, so that author leads every count by construction. "
            "No ranking of people, newcomers or leaders can be read from this page.",
        )
    return ("The counts are of papers in this corpus; which papers it holds is the choice of its sources.",)


def _years(first: object, last: object) -> str:
    if pd.isna(first):
        return ""
    return str(first) if first == last else f"{first} to {last}"
