"""The versions of each paper that its records tell of: the preprint, and what was published."""

import pandas as pd

from analysis.corpus.works.traits import is_preprint
from analysis.text import is_preprint_doi

VERSIONS = ("preprint", "published")


def list_versions(records: pd.DataFrame) -> pd.DataFrame:
    """One row for each version of a paper.

    Parameters
    ----------
    records
        Cleaned records with `paper_id`, `venue`, `doi`, `arxiv_id`, `date`, `precision`, `date_basis`. A record
        may tell of both: a preprint server's that names the journal.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `kind`, `date` (the earliest that is of this version; missing where none is, or none is known to the
        month), `venue`, `doi`.

    Examples
    --------
    >>> records = pd.DataFrame({"paper_id": ["p", "p"], "venue": ["arXiv", "Wells"], "doi": [None, "10.1000/w"],
    ...     "arxiv_id": ["2401.00001", None], "date": pd.to_datetime(["2024-01-01", "2025-02-01"]), "date_basis": None,
    ...     "precision": "day"})
    >>> list_versions(records)[["paper_id", "kind", "venue"]].values.tolist()
    [['p', 'preprint', 'arXiv'], ['p', 'published', 'Wells']]
    """
    server = is_preprint(records)
    named_doi = records["doi"].notna() & ~records["doi"].map(is_preprint_doi, na_action="ignore").fillna(False).astype(
        bool
    )
    has = {
        "preprint": records["arxiv_id"].notna() | server,
        "published": (~server & records["venue"].notna()) | named_doi,
    }
    both = has["preprint"] & has["published"]
    basis = records["date_basis"].astype("str").fillna("")
    of = {"preprint": basis == "preprint", "published": basis.isin(["issue", "online"])}
    parts = []
    for kind in VERSIONS:
        rows = records.loc[has[kind], ["paper_id", "date", "venue", "doi"]].assign(kind=kind)
        dated = (of[kind] | ~both) & records["precision"].isin(["day", "month"])
        rows["date"] = rows["date"].where(dated[rows.index])
        foreign = server if kind == "published" else ~server
        rows["venue"] = rows["venue"].astype(object).where(~foreign[rows.index], None)
        own_doi = named_doi if kind == "published" else ~named_doi
        rows["doi"] = rows["doi"].astype(object).where(own_doi[rows.index], None)
        parts.append(rows)
    groups = pd.concat(parts).groupby(["paper_id", "kind"], sort=True)
    first = groups[["venue", "doi"]].first()
    return first.assign(date=groups["date"].min()).reset_index()[["paper_id", "kind", "date", "venue", "doi"]]
