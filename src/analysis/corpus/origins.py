"""What was completed: the cells of papers that no source lists and only facts about them fill."""

import pandas as pd

# Columns of papers that facts may fill, and what stands in other tables.
_COLUMNS = (
    "title", "abstract", "venue", "volume", "issue", "pages", "language", "doi", "arxiv_id", "pmid", "openalex_id",
    "url", "summary", "comment", "date",
)  # fmt: skip


def list_completed(records: pd.DataFrame) -> pd.DataFrame:
    """Which cells come from facts about a paper and from none of the sources that list it.

    Parameters
    ----------
    records
        Cleaned records with `paper_id`, `source`, `is_fact`, and what they tell.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `field` and the `source` of the facts, the first of several.

    Examples
    --------
    >>> records = pd.DataFrame({"paper_id": ["p", "p"], "source": ["wos", "facts"], "is_fact": [False, True],
    ...     "title": ["Wells", "Wells"], "abstract": [None, "On wells."], "authors": [(), ()], "references": [(), ()]})
    >>> list_completed(records).values.tolist()
    [['p', 'abstract', 'facts']]
    """
    told = {name: records[name].notna() for name in _COLUMNS if name in records}
    told["references"] = records["references"].map(len) > 0
    told["authors"] = records["authors"].map(len) > 0
    told["affiliations"] = records["authors"].map(lambda authors: any(author.affiliation for author in authors))
    parts = []
    for field, known in told.items():
        listed = set(records.loc[known.astype(bool) & ~records["is_fact"], "paper_id"])
        facts = records[known.astype(bool) & records["is_fact"]]
        filled = facts.loc[~facts["paper_id"].isin(listed), ["paper_id", "source"]]
        parts.append(filled.sort_values(["paper_id", "source"]).drop_duplicates("paper_id").assign(field=field))
    return pd.concat(parts, ignore_index=True)[["paper_id", "field", "source"]]
