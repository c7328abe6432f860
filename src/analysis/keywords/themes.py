"""Themes of keywords: how central and how dense they are, and what becomes of them from slice to slice."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from analysis.graphs import build_cooccurrence_graph, measure_nodes

QUADRANTS = {
    (True, True): "motor", (True, False): "basic", (False, True): "niche", (False, False): "emerging or declining",
}  # fmt: skip


class Evolution(NamedTuple):
    """Themes of consecutive slices of time.

    `themes` has `slice` (from 1), `first` and `last` (dates), `theme` (its keyword of the most papers), `keywords`
    (how many) and `papers`; `links` has `slice` (of the earlier), `theme`, `next`, `shared` (keywords in both) and
    `inclusion` (shared by the keywords of the smaller).
    """

    themes: pd.DataFrame
    links: pd.DataFrame
    papers: pd.DataFrame


def map_themes(rows: pd.DataFrame, communities: pd.Series, *, item: str = "keyword") -> pd.DataFrame:
    """Callon's centrality and density of each community of keywords.

    Keywords are tied by the equivalence index c_ab² / (c_a c_b). Centrality is ten times the sum of the ties to other
    communities, density a hundred times the mean of the ties within, by keyword [1]_. Beside the medians of all, a
    theme of much of both is a motor, of centrality alone basic, of density alone a niche [2]_.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`.
    communities
        Of each keyword, indexed by keyword.
    item
        The column that holds keywords.

    Returns
    -------
    pandas.DataFrame
        `community`, `theme` (its keyword of the most papers), `keywords`, `papers`, `centrality`, `density`,
        `quadrant`; the most papers first.

    References
    ----------
    .. [1] M. Callon, J. P. Courtial, F. Laville, "Co-word analysis as a tool for describing the network of
       interactions between basic and technological research", Scientometrics 22(1), 155-205 (1991).
    .. [2] M. J. Cobo, A. G. López-Herrera, E. Herrera-Viedma, F. Herrera, "An approach for detecting, quantifying, and
       visualizing the evolution of a research field", Journal of Informetrics 5(1), 146-166 (2011).

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": list("ppqqrr"), "keyword": list("ababbx")})
    >>> themes = map_themes(rows, pd.Series({"a": 1, "b": 1, "x": 2}))
    >>> themes[["theme", "papers", "centrality", "density"]].round(2).values.tolist()
    [['b', 3, 3.33, 33.33], ['x', 1, 3.33, 0.0]]
    """
    names, groups, table = _tabulate(rows, communities, item=item)
    centrality, density = _measure(table, groups, np.ones(table.shape[0]))
    counts = np.asarray(table.sum(axis=0)).ravel()
    told = pd.DataFrame({"name": names, "community": groups, "count": counts})
    leading = told.sort_values(["count", "name"], ascending=[False, True]).drop_duplicates("community")
    own = rows.assign(community=rows[item].map(communities)).dropna(subset="community")
    themes = pd.DataFrame(
        {
            "theme": leading.set_index("community")["name"],
            "keywords": told.groupby("community").size(),
            "papers": own.groupby("community")["paper_id"].nunique(),
        }
    )
    themes["centrality"], themes["density"] = centrality, density
    middle = themes[["centrality", "density"]].median()
    high = themes[["centrality", "density"]].ge(middle)
    themes["quadrant"] = [QUADRANTS[bool(a), bool(b)] for a, b in zip(high["centrality"], high["density"], strict=True)]
    themes = themes.rename_axis("community").reset_index()
    return themes.sort_values(["papers", "theme"], ascending=[False, True], ignore_index=True)


def resample_themes(
    rows: pd.DataFrame, communities: pd.Series, *, seed: int, item: str = "keyword", draws: int = 100
) -> pd.DataFrame:
    """Centrality and density of each community in papers drawn anew: how far its place is known.

    Parameters
    ----------
    rows, communities, item
        As in `map_themes`.
    seed
        Of the draws.
    draws
        How often the papers are drawn with replacement.

    Returns
    -------
    pandas.DataFrame
        `community`, `draw`, `centrality`, `density`.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": list("ppqqrr"), "keyword": list("ababbx")})
    >>> len(resample_themes(rows, pd.Series({"a": 1, "b": 1, "x": 2}), seed=1, draws=10))
    20
    """
    _, groups, table = _tabulate(rows, communities, item=item)
    random = np.random.default_rng(seed)
    kinds, parts = np.unique(groups), []
    for draw in range(draws if table.shape[0] else 0):
        weights = np.bincount(random.integers(0, table.shape[0], table.shape[0]), minlength=table.shape[0])
        centrality, density = _measure(table, groups, weights.astype(float))
        parts.append(pd.DataFrame({"community": kinds, "draw": draw, "centrality": centrality, "density": density}))
    return (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=["community", "draw", "centrality", "density"])
    )


def evolve_themes(
    rows: pd.DataFrame, dates: pd.Series, *, seed: int, item: str = "keyword", slices: int = 3, min_papers: int = 2
) -> Evolution:
    """Themes of slices of time that hold as many papers each, and which keywords lead from one slice's to the next's.

    Parameters
    ----------
    rows
        `paper_id` and the column `item`.
    dates
        Of each paper, indexed by `paper_id`; papers without a date are left out, those of one day stay together.
    seed
        Of the communities.
    item
        The column that holds keywords.
    slices
        How many.
    min_papers
        Keywords of fewer papers in a slice are left out of it.

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": list("ppqqrrss"), "keyword": list("abababab")})
    >>> dates = pd.Series(pd.to_datetime(["2020", "2021", "2022", "2023"]), index=list("pqrs"))
    >>> evolve_themes(rows, dates, seed=1, slices=2, min_papers=2).links.values.tolist()
    [[1, 'a', 'a', 2, 1.0]]
    """
    known = dates.dropna().sort_values(kind="stable")
    own = rows.loc[rows["paper_id"].isin(known.index), ["paper_id", item]].drop_duplicates()
    known = known[known.index.isin(own["paper_id"])]
    bounds = known.rank(method="max", pct=True)
    number = np.minimum(np.ceil(bounds * slices - 1e-9), slices).astype("int64")
    found, members = [], []
    for slice_number in range(1, slices + 1):
        inside = number.index[number == slice_number]
        themes, in_slice = _find_themes(own[own["paper_id"].isin(inside)], seed=seed, item=item, min_papers=min_papers)
        days = known[inside]
        found.append(themes.assign(slice=slice_number, first=days.min(), last=days.max()))
        members.append(in_slice.assign(slice=slice_number))
    themes = pd.concat(found, ignore_index=True)[["slice", "first", "last", "theme", "keywords", "papers"]]
    everyone = pd.concat(members, ignore_index=True)
    papers = own.merge(everyone, on=item).assign(slice_of=lambda frame: frame["paper_id"].map(number))
    papers = papers.loc[papers["slice_of"] == papers["slice"], ["paper_id", "slice", "theme"]].drop_duplicates()
    papers = papers.astype({"theme": "str"})
    return Evolution(themes, _link_themes(everyone, item=item), papers.reset_index(drop=True))


def _find_themes(rows: pd.DataFrame, *, seed: int, item: str, min_papers: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The themes of some papers, and the theme of each keyword; a keyword that is tied to no other is no theme."""
    counts = rows.groupby(item).size()
    kept = rows[rows[item].isin(counts.index[counts >= min_papers])]
    measured = measure_nodes(build_cooccurrence_graph(kept, item=item, min_shared_papers=min_papers), seed=seed)
    joined = measured[measured["degree"] > 0].rename_axis(item).reset_index()
    leading = joined.sort_values(["weight", item], ascending=[False, True]).drop_duplicates("community")
    joined["theme"] = joined["community"].map(leading.set_index("community")[item])
    papers = kept.merge(joined[[item, "theme"]], on=item).groupby("theme")["paper_id"].nunique()
    themes = joined.groupby("theme").size().rename("keywords").reset_index()
    themes["papers"] = themes["theme"].map(papers)
    return themes, joined[[item, "theme"]]


def _link_themes(members: pd.DataFrame, *, item: str) -> pd.DataFrame:
    """Themes of consecutive slices that share keywords."""
    later = members.assign(slice=members["slice"] - 1).rename(columns={"theme": "next"})
    shared = members.merge(later, on=["slice", item]).groupby(["slice", "theme", "next"]).size().rename("shared")
    links = shared.reset_index()
    size = members.groupby(["slice", "theme"]).size()
    one = pd.MultiIndex.from_frame(links[["slice", "theme"]])
    other = pd.MultiIndex.from_arrays([links["slice"] + 1, links["next"]])
    smaller = np.minimum(size.reindex(one).to_numpy(), size.reindex(other).to_numpy()) if len(links) else []
    return links.assign(inclusion=links["shared"] / smaller)


def _tabulate(rows: pd.DataFrame, communities: pd.Series, *, item: str) -> tuple[np.ndarray, np.ndarray, csr_array]:
    """Keywords in order, the community of each, and papers x keywords."""
    names = communities.index.sort_values()
    own = rows.loc[rows[item].isin(names), ["paper_id", item]].drop_duplicates()
    paper, papers = pd.factorize(own["paper_id"], sort=True)
    column = names.get_indexer(own[item])
    table = coo_array((np.ones(len(own)), (paper, column)), shape=(len(papers), len(names))).tocsr()
    return names.to_numpy(), communities.reindex(names).to_numpy(), table


def _measure(table: csr_array, groups: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centrality and density of each community, its papers counted as often as the weights say."""
    shared = (table.T @ (table * weights[:, None])).toarray()
    counts = np.maximum(np.diag(shared), 1e-12)
    ties = shared**2 / np.outer(counts, counts)
    np.fill_diagonal(ties, 0)
    member = (groups[:, None] == np.unique(groups)[None, :]).astype(float)
    between = member.T @ ties @ member
    within = np.diag(between) / 2
    centrality = 10 * (between.sum(axis=1) - np.diag(between))
    return centrality, 100 * within / member.sum(axis=0)
