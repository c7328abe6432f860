"""By what papers are filtered, and in which orders their sources list them."""

from collections.abc import Collection

import pandas as pd

from analysis.facets import column_facet

# The facets in their order, as readers see them.
FILTERS = {
    "topic": "Topic",
    "field": "Field",
    "year": "Year",
    "method": "Method",
    "kind": "Modelling approach",
    "modality": "Modality",
    "cancer": "Cancer type",
    "author": "Author",
    "institution": "Institution",
    "country": "Country",
    "venue": "Venue",
    "keyword": "Keyword",
    "category": "Category",
    "label-cancer": "Cancer, by the source",
    "label-method": "Method, by the source",
    "type": "Type",
    "source": "Source",
}


def library_facets(
    papers: pd.DataFrame,
    mentions: pd.DataFrame,
    labels: pd.DataFrame,
    keywords: pd.DataFrame,
    topics: pd.DataFrame,
    fields: pd.DataFrame,
    authors: pd.DataFrame,
    places: pd.DataFrame,
    listed: pd.DataFrame,
    *,
    method_kinds: Collection[str],
) -> dict[str, pd.DataFrame]:
    """The values that each paper has of each filter.

    Parameters
    ----------
    papers, labels
        The tables.
    mentions, keywords, authors, places
        The tables `paper_methods`, `paper_keywords`, `paper_authors`, `paper_institutions` (countries by their names).
    topics
        `paper_id` and `label`, without papers of no topic.
    fields
        `paper_id` and `title`.
    listed
        `paper_id` and `value`: titles of sources.
    method_kinds
        The kinds of mentions that are methods.

    Returns
    -------
    dict of str to pandas.DataFrame
        `paper_id` and `value` by filter.
    """
    methods = mentions[mentions["kind"].isin(method_kinds)]
    by_label = {
        kind: column_facet(labels[labels["kind"] == kind], "value") for kind in ("category", "cancer", "method")
    }
    dated = papers.dropna(subset="published")
    return {
        "topic": column_facet(topics, "label"),
        "field": column_facet(fields, "title"),
        "year": column_facet(dated.assign(year=dated["published"].dt.year.astype("str")), "year"),
        "method": column_facet(methods[methods["kind"] != "proposed system"], "method"),
        "kind": column_facet(methods, "kind"),
        "modality": column_facet(mentions[mentions["kind"] == "modality"], "method"),
        "cancer": column_facet(mentions[mentions["kind"] == "cancer"], "method"),
        "author": column_facet(authors, "author_id"),
        "institution": column_facet(places, "institution"),
        "country": column_facet(places, "country"),
        "venue": column_facet(papers, "venue"),
        "keyword": column_facet(keywords, "keyword"),
        "category": by_label["category"],
        "label-cancer": by_label["cancer"],
        "label-method": by_label["method"],
        "type": column_facet(papers, "type"),
        "source": listed,
    }


def author_names(authors: pd.DataFrame) -> dict[str, str]:
    """What authors are called; of several of one name each bears the years of its papers.

    Examples
    --------
    >>> authors = pd.DataFrame({"author_id": ["a", "b", "c"], "name": ["Bo Li", "Bo Li", "Ann"],
    ...     "first_year": [2020, None, 2024], "last_year": [2021, None, 2024]}, dtype="object")
    >>> author_names(authors)
    {'a': 'Bo Li (2020–2021)', 'b': 'Bo Li', 'c': 'Ann'}
    """
    shared = authors["name"].duplicated(keep=False)
    ends = authors[["first_year", "last_year"]].astype("Int64").astype("string")
    years = " (" + ends["first_year"] + "–" + ends["last_year"] + ")"
    return dict(
        zip(authors["author_id"], authors["name"].astype("string") + years.where(shared).fillna(""), strict=True)
    )


def source_orders(ledger: pd.DataFrame, sources: pd.DataFrame) -> dict[str, pd.Series]:
    """The place of each paper in the sources that rank papers, from 1, by title of the source.

    Parameters
    ----------
    ledger, sources
        The tables: the lines of a listing are its order.
    """
    orders: dict[str, pd.Series] = {}
    for source in sources[sources["selection"] == "ranking"].itertuples():
        rows = ledger[(ledger["source"] == source.source) & ledger["paper_id"].notna()]
        first = rows.sort_values(["file", "line"]).drop_duplicates("paper_id")
        orders[source.title] = pd.Series(range(1, len(first) + 1), index=first["paper_id"])
    return orders
