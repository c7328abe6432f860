"""Which records are one work."""

import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

IDENTIFIERS = ("arxiv_id", "doi", "pmid", "openalex_id")


def link_works(records: pd.DataFrame) -> pd.DataFrame:
    """Group the records that are one work.

    Records with an identifier in common are one work, and so are records whose normalised titles agree, unless their
    identifiers or their years contradict each other.

    Parameters
    ----------
    records
        Cleaned records: `title_key` (normalised title), `year` and the columns of `IDENTIFIERS`; values may be missing.

    Returns
    -------
    pandas.DataFrame
        For each record, under the same index, `work` (a number) and `evidence` (what ties it to the others).

    Examples
    --------
    >>> import pandas as pd
    >>> records = pd.DataFrame({"title_key": ["a b", "a b", "c"], "year": [2024, 2025, 2024], "doi": None,
    ...                         "arxiv_id": ["2401.00001", None, "2401.00001"], "pmid": None, "openalex_id": None})
    >>> link_works(records)
       work              evidence
    0     0  arxiv_id, same title
    1     0            same title
    2     0              arxiv_id
    """
    records = records.reset_index(drop=True)
    links = [_same_value(records[name], name) for name in IDENTIFIERS]
    by_identifier = _components(len(records), links)
    links.append(_same_title(records, by_identifier))
    edges = pd.concat(links, ignore_index=True)
    ends = pd.concat([edges[["a", "by"]], edges[["b", "by"]].rename(columns={"b": "a"})]).drop_duplicates()
    evidence = ends.sort_values(["a", "by"]).groupby("a")["by"].agg(", ".join)
    return pd.DataFrame(
        {
            "work": _components(len(records), [edges]),
            "evidence": evidence.reindex(range(len(records))),
        }
    )


def _same_value(values: pd.Series, name: str) -> pd.DataFrame:
    """Edges that tie all records with one value to the first of them."""
    present = values[values.notna() & (values != "")]
    first = present.groupby(present).transform(lambda group: group.index[0])
    pairs = pd.DataFrame({"a": first.to_numpy(dtype="int64"), "b": present.index.to_numpy(), "by": name})
    return pairs[pairs["a"] != pairs["b"]]


def _same_title(records: pd.DataFrame, work: pd.Series) -> pd.DataFrame:
    """Edges between records with one normalised title, where nothing speaks against it."""
    titled = records.assign(work=work)
    # A work's identifiers speak for all its records, also for those that do not carry them.
    for name in IDENTIFIERS:
        titled[name] = titled.groupby("work")[name].transform("first")
    titled = titled[titled["title_key"].fillna("") != ""]
    groups = titled.groupby("title_key")
    agrees = groups["year"].agg(lambda years: years.max() - years.min() <= 1 if years.notna().any() else True)
    for name in ("arxiv_id", "doi", "pmid"):
        agrees &= groups[name].nunique() <= 1
    keys = titled["title_key"].where(titled["title_key"].map(agrees).astype(bool))
    # Where a title stands for several works, records without identifiers are still one by title and year.
    bare = keys.isna() & titled[list(IDENTIFIERS)].isna().all(axis=1)
    years = titled["year"].astype("str")
    keys = keys.where(~bare, titled["title_key"] + " " + years)
    return _same_value(keys, "same title")


def _components(count: int, links: list[pd.DataFrame]) -> pd.Series:
    """Number the connected records; numbers follow the order of first appearance."""
    edges = pd.concat(links, ignore_index=True)
    ones = [1] * len(edges)
    graph = coo_array((ones, (edges["a"].astype("int64"), edges["b"].astype("int64"))), shape=(count, count))
    return pd.Series(connected_components(graph, directed=False)[1])
