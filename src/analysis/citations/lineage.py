"""Who builds on whom among the papers of a corpus: its citation network, main paths and most cited papers in time."""

from collections.abc import Iterable

import networkx as nx
import pandas as pd

# How many times more citations than asked for paths are drawn through, where they are equal.
_MOST_TIES = 5


def build_lineage(citations: pd.DataFrame, papers: pd.DataFrame) -> tuple[nx.DiGraph, int]:
    """The citations among papers of the corpus, from the cited to the citing, without circles.

    Papers that cite each other, directly or in a circle, are two versions written at one time. In a circle only those
    citations stay that lead from an earlier paper to a later one, by day of publication and, of one day, by id.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`.
    papers
        `paper_id` and `published`; papers without a date count as the latest.

    Returns
    -------
    tuple
        The graph, papers that neither cite nor are cited here left out, and how many citations were left out.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q", "r"], "published": pd.to_datetime(["2020", "2021", "2021"])})
    >>> rows = pd.DataFrame({"paper_id": ["q", "r", "q"], "work_id": ["p", "q", "r"]})
    >>> graph, dropped = build_lineage(rows, papers)
    >>> sorted(graph.edges), dropped
    ([('p', 'q'), ('q', 'r')], 1)
    """
    known = papers.set_index("paper_id")["published"]
    inside = citations[citations["work_id"].isin(known.index) & citations["paper_id"].isin(known.index)]
    graph = nx.DiGraph()
    edges = sorted(zip(inside["work_id"], inside["paper_id"], strict=True))
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    days = known.fillna(pd.Timestamp.max.floor("D"))
    place = {paper: (days[paper], paper) for paper in graph}
    circles = [part for part in nx.strongly_connected_components(graph) if len(part) > 1]
    wrong = [
        (cited, citing)
        for part in circles
        for cited, citing in graph.subgraph(part).edges
        if place[cited] > place[citing]
    ]
    graph.remove_edges_from(wrong)
    return graph, len(wrong)


def count_paths(graph: nx.DiGraph) -> dict[tuple[str, str], int]:
    """The search path count of each citation: how many ways from a first paper to a last one lead along it [1]_.

    Parameters
    ----------
    graph
        Without circles, from the cited to the citing.

    References
    ----------
    .. [1] V. Batagelj, "Efficient algorithms for citation network analysis", arXiv:cs/0309023 (2003).

    Examples
    --------
    >>> graph = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d"), ("e", "b")])
    >>> count_paths(graph) == {("a", "b"): 2, ("e", "b"): 2, ("b", "c"): 2, ("b", "d"): 2}
    True
    """
    order = list(nx.lexicographical_topological_sort(graph))
    before: dict[str, int] = {}
    for node in order:
        before[node] = sum(before[cited] for cited in graph.predecessors(node)) or 1
    after: dict[str, int] = {}
    for node in reversed(order):
        after[node] = sum(after[citing] for citing in graph.successors(node)) or 1
    return {(cited, citing): before[cited] * after[citing] for cited, citing in graph.edges}


def find_main_paths(graph: nx.DiGraph, *, routes: int = 10) -> nx.DiGraph:
    """The citations along which most ways lead: key-route main paths [1]_.

    From each of the citations of the highest search path counts, the way goes on to a last paper and back to a first
    one along the citation of the highest count at each step; of equal counts all are followed.

    Parameters
    ----------
    graph
        Without circles, from the cited to the citing.
    routes
        Citations that paths are drawn through; of equal counts all of them, or none where they would make more than
        five times as many.

    Returns
    -------
    networkx.DiGraph
        Edges carry `paths`, their search path count; without edges where too many have the highest count.

    References
    ----------
    .. [1] J. S. Liu, L. Y. Y. Lu, "An integrated approach for main path analysis", JASIST 63(3), 528-542 (2012).

    Examples
    --------
    >>> graph = nx.DiGraph([("a", "b"), ("b", "c"), ("b", "d"), ("d", "e"), ("d", "f"), ("x", "c")])
    >>> sorted(find_main_paths(graph, routes=1).edges)
    [('a', 'b'), ('b', 'd'), ('d', 'e'), ('d', 'f')]
    """
    counts = count_paths(graph)
    main = nx.DiGraph()
    if not counts:
        return main
    keys = _choose_routes(counts, routes=max(routes, 1))
    forward = {citing for _, citing in keys}
    back = {cited for cited, _ in keys}
    edges = {*keys, *_follow(graph, counts, forward, onward=True), *_follow(graph, counts, back, onward=False)}
    main.add_edges_from((cited, citing, {"paths": counts[cited, citing]}) for cited, citing in sorted(edges))
    return main


def _choose_routes(counts: dict[tuple[str, str], int], *, routes: int) -> list[tuple[str, str]]:
    """The citations of the highest counts, as many as asked for, and those of the same count while they are few."""
    levels: dict[int, list[tuple[str, str]]] = {}
    for edge, count in counts.items():
        levels.setdefault(count, []).append(edge)
    keys: list[tuple[str, str]] = []
    for count in sorted(levels, reverse=True):
        if len(keys) >= routes or len(keys) + len(levels[count]) > _MOST_TIES * routes:
            break
        keys += levels[count]
    return sorted(keys)


def _follow(
    graph: nx.DiGraph, counts: dict[tuple[str, str], int], starts: set[str], *, onward: bool
) -> set[tuple[str, str]]:
    """The citations of the highest counts, step by step, from some papers to the last, or back to the first."""
    found: set[tuple[str, str]] = set()
    waiting, seen = sorted(starts), set(starts)
    while waiting:
        node = waiting.pop()
        steps = list(graph.out_edges(node) if onward else graph.in_edges(node))
        best = max((counts[step] for step in steps), default=0)
        for step in steps:
            if counts[step] == best:
                found.add(step)
                other = step[1] if onward else step[0]
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
    return found


def choose_historiograph(graph: nx.DiGraph, local: pd.Series, *, most: int = 30) -> nx.DiGraph:
    """The papers that the corpus cites most, and the citations among them [1]_.

    Parameters
    ----------
    graph
        From the cited to the citing.
    local
        Citations of each paper within the corpus, indexed by `paper_id`.
    most
        Papers shown; those that nobody here cites are none of them.

    References
    ----------
    .. [1] E. Garfield, A. I. Pudovkin, V. S. Istomin, "Why do we need algorithmic historiography?", JASIST 54(5),
       400-412 (2003).

    Examples
    --------
    >>> graph = nx.DiGraph([("a", "b"), ("a", "c"), ("b", "c")])
    >>> sorted(choose_historiograph(graph, pd.Series({"a": 2, "b": 1, "c": 0})).edges)
    [('a', 'b')]
    """
    ranked = local[local > 0].sort_index().sort_values(ascending=False, kind="stable").head(most)
    return take_papers(graph, ranked.index)


def take_papers(graph: nx.DiGraph, papers: Iterable[str]) -> nx.DiGraph:
    """The citations among some papers, in order, which `networkx` leaves to the hashes of names.

    Examples
    --------
    >>> list(take_papers(nx.DiGraph([("b", "c"), ("a", "b"), ("c", "d")]), ["c", "b", "a"]).edges)
    [('a', 'b'), ('b', 'c')]
    """
    inside = graph.subgraph(papers)
    taken = nx.DiGraph()
    taken.add_nodes_from(sorted(inside.nodes))
    taken.add_edges_from(sorted(inside.edges))
    return taken


def place_in_time(graph: nx.DiGraph, years: pd.Series) -> pd.DataFrame:
    """Where papers stand in a picture of years: columns by year, each near the papers that it cites.

    Parameters
    ----------
    graph
        From the cited to the citing.
    years
        Of papers, indexed by paper; papers without one are left out.

    Returns
    -------
    pandas.DataFrame
        Indexed by paper: `year` and `row`, rows of a year at least one apart.

    Examples
    --------
    >>> graph = nx.DiGraph([("p", "q"), ("p", "r")])
    >>> place_in_time(graph, pd.Series({"p": 2020, "q": 2021, "r": 2021})).values.tolist()
    [[2020.0, 0.0], [2021.0, -0.5], [2021.0, 0.5]]
    """
    known = years.reindex(sorted(graph)).dropna()
    rows: dict[str, float] = {}
    for _, column in known.groupby(known):
        cited = {node: [rows[other] for other in graph.predecessors(node) if other in rows] for node in column.index}
        wanted = {node: sum(near) / len(near) if near else 0.0 for node, near in cited.items()}
        ordered = sorted(wanted, key=lambda node: (wanted[node], node))
        middle = sum(wanted.values()) / len(wanted)
        rows |= {node: middle + place - (len(ordered) - 1) / 2 for place, node in enumerate(ordered)}
    return pd.DataFrame({"year": known, "row": pd.Series(rows, dtype="float").reindex(known.index)})
