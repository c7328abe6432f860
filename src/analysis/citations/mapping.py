"""What is cited together and who builds on the same: rows that graphs of co-citation and coupling are made of."""

import numpy as np
import pandas as pd

from analysis.text import find_initials, name_key

# A term names a community where its papers have it so many times more often than others.
_LEAST_TIMES = 1.5


def list_cocited(citations: pd.DataFrame, works: pd.DataFrame, *, level: str = "work") -> pd.DataFrame:
    """What each paper cites: works, their first authors, or the venues in which they appeared.

    Two of them that papers cite together are co-cited [1]_: `analysis.graphs.build_cooccurrence_graph` joins them.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`.
    works
        `work_id`, `label`, `family`, `given`, `venue`.
    level
        ``work``, ``author`` (first authors, told by family name and initials) or ``venue`` (spellings and
        abbreviations merged).

    Returns
    -------
    pandas.DataFrame
        `paper_id` and `item`, each pair once.

    References
    ----------
    .. [1] H. Small, "Co-citation in the scientific literature", JASIS 24(4), 265-269 (1973).

    Examples
    --------
    >>> works = pd.DataFrame({"work_id": ["x", "y"], "label": ["x", "y"], "family": ["Roe", "ROE"],
    ...     "given": ["Mo", "M"], "venue": ["", "Wells"]})
    >>> rows = pd.DataFrame({"paper_id": ["p", "p"], "work_id": ["x", "y"]})
    >>> list_cocited(rows, works, level="author").values.tolist()
    [['p', 'Roe M']]
    """
    named = citations[["paper_id", "work_id"]]
    if level == "work":
        return named.rename(columns={"work_id": "item"}).drop_duplicates(ignore_index=True)
    known = works.set_index("work_id")
    names = name_first_authors(known) if level == "author" else known["venue"].replace("", np.nan)
    rows = named.assign(item=named["work_id"].map(names))
    return rows.dropna()[["paper_id", "item"]].drop_duplicates(ignore_index=True)


def list_coupled(citations: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Who cites each work: papers, authors or venues, as rows in which the cited work stands as the paper they share.

    Two of them that cite the same works are coupled [1]_: `analysis.graphs.build_cooccurrence_graph` joins them.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`.
    items
        `paper_id` and `item`: the paper itself, its authors, or its venue.

    Returns
    -------
    pandas.DataFrame
        `paper_id` (the cited work), `item` (who cites it) and `through` (the citing paper), each triple once; works
        that one item alone cites join nobody and are left out.

    References
    ----------
    .. [1] M. M. Kessler, "Bibliographic coupling between scientific papers", American Documentation 14(1), 10-25
       (1963).

    Examples
    --------
    >>> rows = pd.DataFrame({"paper_id": ["p", "q", "q"], "work_id": ["x", "x", "y"]})
    >>> list_coupled(rows, pd.DataFrame({"paper_id": ["p", "q"], "item": ["p", "q"]})).values.tolist()
    [['x', 'p', 'p'], ['x', 'q', 'q']]
    """
    rows = citations[["paper_id", "work_id"]].merge(items, on="paper_id").drop_duplicates()
    rows = rows.rename(columns={"paper_id": "through", "work_id": "paper_id"})[["paper_id", "item", "through"]]
    shared = rows.groupby("paper_id")["item"].transform("nunique") > 1
    return rows[shared].sort_values(["paper_id", "item", "through"], ignore_index=True)


def name_first_authors(works: pd.DataFrame) -> pd.Series:
    """The first author of each work: family name and initials, as most works write them.

    Fewer initials are those of the longer form where there is one alone: with ``Hu JS``, ``Hu J`` is the same; with
    ``Hu JL`` beside it nobody knows, and ``Hu J`` stands by itself. Namesakes of the same initials are one.

    Parameters
    ----------
    works
        `family` and `given`, empty where they are not told.

    Returns
    -------
    pandas.Series
        Indexed as `works`; missing where no name is told.

    Examples
    --------
    >>> told = pd.DataFrame({"family": ["Hu", "HU", "Li", "Li", "Li"], "given": ["J.", "Jian-Shu", "Y", "YN", "Yi Bo"]})
    >>> name_first_authors(told).tolist()
    ['Hu JS', 'Hu JS', 'Li Y', 'Li YN', 'Li YB']
    """
    shown = works["family"].where(~works["family"].str.isupper(), works["family"].str.title())
    keys = {name: name_key(name, "") for name in works["family"].unique()}
    letters = {name: find_initials(name) for name in works["given"].unique()}
    family, initials = works["family"].map(keys).astype("str"), works["given"].map(letters).astype("str")
    forms: dict[str, set[str]] = {}
    for name, own in zip(family, initials, strict=True):
        forms.setdefault(name, set()).add(own)
    whole = {(name, own): longer for name, known in forms.items() for own, longer in _complete(known).items()}
    people = [" ".join((name, whole[name, own])) for name, own in zip(family, initials, strict=True)]
    told = _most_common(initials, pd.Series(people, works.index, dtype="str"))
    return _most_common(shown, family).str.cat(told, sep=" ").str.strip().where(works["family"] != "")


def _most_common(values: pd.Series, groups: pd.Series) -> pd.Series:
    """For each row the value that most rows of its group have; of several the longest, then the first."""
    counts = pd.DataFrame({"group": groups, "value": values}).value_counts().reset_index(name="count")
    counts["length"] = counts["value"].astype("str").str.len()
    best = counts.sort_values(["count", "length", "value"], ascending=[False, False, True]).drop_duplicates("group")
    return groups.map(best.set_index("group")["value"]).astype("str")


def _complete(forms: set[str]) -> dict[str, str]:
    """For each form of initials the longest that begins with it, if all that do belong to that one."""
    found = {}
    for form in forms:
        longer = sorted((other for other in forms if other.startswith(form)), key=len)
        found[form] = longer[-1] if form and all(longer[-1].startswith(other) for other in longer) else form
    return found


def name_communities(
    communities: pd.Series, members: pd.DataFrame, paper_terms: pd.DataFrame, *, terms: int = 3
) -> pd.Series:
    """Communities named by the terms that their papers have more often than other papers.

    Parameters
    ----------
    communities
        Of each item, indexed by item.
    members
        `paper_id` and `item`: the papers that cite a work, or that an item is.
    paper_terms
        `paper_id` and `term`.
    terms
        Terms in a name.

    Returns
    -------
    pandas.Series
        Indexed by community: terms joined by ``·``, empty where the papers have none. A paper belongs to the community
        of which it cites the most; a term counts by its share in it times the logarithm of how many times more often
        it is there than elsewhere.

    Examples
    --------
    >>> communities = pd.Series({"a": 1, "x": 2})
    >>> members = pd.DataFrame({"paper_id": ["p", "q", "r", "s"], "item": ["a", "a", "x", "x"]})
    >>> terms = pd.DataFrame({"paper_id": list("pqrs"), "term": ["wells", "wells", "lakes", "lakes"]})
    >>> name_communities(communities, members, terms).to_dict()
    {1: 'wells', 2: 'lakes'}
    """
    own = members.assign(community=members["item"].map(communities)).dropna()
    counts = own.groupby(["paper_id", "community"]).size().rename("count").reset_index()
    home = counts.sort_values(["paper_id", "count", "community"], ascending=[True, False, True])
    home = home.drop_duplicates("paper_id").set_index("paper_id")["community"]
    rows = paper_terms.drop_duplicates().assign(community=paper_terms["paper_id"].map(home)).dropna()
    if rows.empty:
        return pd.Series("", sorted(communities.unique()), dtype="str")
    size, total = home.value_counts(), len(home)
    found = rows.groupby(["community", "term"]).size().rename("papers").reset_index()
    everywhere = found.groupby("term")["papers"].transform("sum")
    inside = found["papers"] / found["community"].map(size)
    outside = (everywhere - found["papers"] + 0.5) / (total - found["community"].map(size) + 1)
    found["score"] = inside * np.log(inside / outside)
    found = found[(found["papers"] > 1) & (inside >= _LEAST_TIMES * outside)]
    best = found.sort_values(["community", "score", "term"], ascending=[True, False, True])
    named = best.groupby("community")["term"].agg(lambda own: " · ".join(own.head(terms)))
    return named.reindex(sorted(communities.unique())).fillna("")
