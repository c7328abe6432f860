"""Of how many papers each thing is known, and which analyses that carries."""

from collections.abc import Mapping

import pandas as pd

# Shares missing up to which a field is as good as it is called, as bibliometrix does (M. Aria, C. Cuccurullo, 2017).
_GRADES = ((0.0, "complete"), (0.1, "good"), (0.2, "acceptable"), (0.5, "poor"), (0.9999, "critical"))

# Lists that a source needs before their lengths tell anything, and the share that ends at one length in what is cut.
_LEAST_LISTS = 20
_LEAST_SHARE = 0.5
# What stands beyond that length: an entry that was split in two.
_MOST_LONGER = 0.05

# What rests on each field.
ANALYSES: Mapping[str, str] = {
    "title": "linking of records",
    "date": "trends, bursts, main paths, all that is told per year",
    "authors": "co-authors, Lotka's law, h, g and m",
    "abstract": "topics, methods, fields",
    "references": "co-citation, coupling, cited years, main paths, disruption",
    "citations": "most cited by source, h, g and m",
    "keywords": "keywords, themes and what becomes of them",
    "affiliations": "institutions, countries, who is who",
    "venue": "venues, Bradford's zones, coupling of venues",
    "DOI": "matching of references by identifier, completing from other databases",
    "language": "the filter by language",
}


def measure_completeness(papers: pd.DataFrame, known: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Of how many papers each field is known, and what that is worth.

    Parameters
    ----------
    papers
        The table `papers`.
    known
        What stands in other tables: for `authors`, `references` (whole lists), `citations`, `keywords` and
        `affiliations` the ids of the papers that have it.

    Returns
    -------
    pandas.DataFrame
        `field`, `papers` (of which it is known), `share`, `grade` (``complete``, ``good`` up to a tenth missing,
        ``acceptable`` up to a fifth, ``poor`` up to half, ``critical``, ``missing``) and `analyses`.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "title": ["A", "B"], "published": pd.to_datetime(["2020", None]),
    ...     "abstract": None, "venue": None, "doi": None, "language": None})
    >>> found = measure_completeness(papers, {"references": pd.Series(["p", "p", "q"])})
    >>> found.loc[found["field"].isin(["date", "references", "keywords"]), ["field", "papers", "grade"]].values.tolist()
    [['date', 1, 'poor'], ['references', 2, 'complete'], ['keywords', 0, 'missing']]
    """
    columns = {"date": "published", "DOI": "doi"}
    ids = papers["paper_id"]
    rows = []
    for field, analyses in ANALYSES.items():
        column = columns.get(field, field)
        has = papers[column].notna() if column in papers else ids.isin(known.get(field, pd.Series(dtype="str")))
        share = float(has.mean()) if len(papers) else 0.0
        rows.append((field, int(has.sum()), share, grade(share), analyses))
    return pd.DataFrame(rows, columns=["field", "papers", "share", "grade", "analyses"])


def grade(share: float) -> str:
    """What a share of papers of which something is known is worth.

    Examples
    --------
    >>> [grade(share) for share in (1.0, 0.9, 0.85, 0.5, 0.1, 0.0)]
    ['complete', 'good', 'acceptable', 'poor', 'critical', 'missing']
    """
    missing = round(1 - share, 9)
    return next((name for most, name in _GRADES if missing <= most), "missing")


def warn_incomplete(share: float, what: str) -> list[tuple[str, dict[str, object]]]:
    """What a page says that rests on a field which too few papers have; nothing where a fifth at most lacks it.

    Examples
    --------
    >>> warn_incomplete(0.95, "references")
    []
    >>> warn_incomplete(0.4, "references")[0][1]
    {'share': '40 %', 'what': 'references', 'grade': 'critical'}
    """
    found = grade(share)
    if found in ("complete", "good", "acceptable", "missing"):
        return []
    told = (
        "Only {share} of the papers have {what} here: {grade}. What is said below holds for these papers; whether it "
        "holds for the others cannot be told from here."
    )
    return [(told, {"share": f"{100 * share:.0f} %", "what": what, "grade": found})]


def find_cut_lists(references: pd.DataFrame) -> pd.DataFrame:
    """Sources whose lists of references end at one length, as no papers' lists do of themselves.

    Parameters
    ----------
    references
        `paper_id` and `source`, a row for each entry.

    Returns
    -------
    pandas.DataFrame
        `source`, `length` at which its lists end, `lists` and `cut` (how many have that length or more); no row for a
        source of fewer than 20 lists, of which fewer than half have the length that most have, or more than one in
        twenty is longer.

    Examples
    --------
    >>> rows = [(f"p{n}", "scopus") for n in range(20) for _ in range(10)]
    >>> rows += [(f"p{n}", "wos") for n in range(20) for _ in range(n + 1)]
    >>> find_cut_lists(pd.DataFrame(rows, columns=["paper_id", "source"])).values.tolist()
    [['scopus', 10, 20, 20]]
    """
    found = []
    lengths = references.groupby(["source", "paper_id"]).size()
    for source, own in lengths.groupby("source"):
        length = int(own.mode().max())
        ends, longer = (own == length).mean(), (own > length).mean()
        if len(own) >= _LEAST_LISTS and ends >= _LEAST_SHARE and longer <= _MOST_LONGER:
            found.append((source, length, len(own), int((own >= length).sum())))
    return pd.DataFrame(found, columns=["source", "length", "lists", "cut"])


def list_whole(references: pd.DataFrame) -> pd.Series:
    """The papers of which one list at least is not of a source that cuts its lists, each once."""
    cut = find_cut_lists(references)["source"]
    return references.loc[~references["source"].isin(cut), "paper_id"].drop_duplicates().reset_index(drop=True)
