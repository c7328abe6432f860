"""The name of each paper: the strongest identifier that is its alone."""

import hashlib

import pandas as pd

from analysis.corpus.works.link import author_key
from analysis.text import normalise_title

# In order of strength.
PREFIXES = {"arxiv_id": "arxiv:", "doi": "doi:", "pmid": "pmid:", "openalex_id": "openalex:"}


def name_papers(papers: pd.DataFrame) -> pd.Series:
    """The id of each paper: the first it has of arXiv id, DOI, PMID, OpenAlex id, else a hash of title and year.

    An identifier that several papers share, such as the DOI of a volume of abstracts, names none of them. Papers of one
    title and year are told apart by authors, venue and pages, and those that nothing tells apart by number.

    Parameters
    ----------
    papers
        `title`, `published`, the identifiers and, for papers of one title and year, `told_apart_by` (a text).

    Examples
    --------
    >>> import pandas as pd
    >>> papers = pd.DataFrame({"title": ["A", "B"], "published": pd.to_datetime(["2024-01-05"] * 2),
    ...     "told_apart_by": "", "arxiv_id": ["2401.00001", None], "doi": "10.1/x", "pmid": None, "openalex_id": None})
    >>> name_papers(papers).tolist()
    ['arxiv:2401.00001', 'title:f1471492c5e7']
    """
    names = title_names(papers["title"], papers["published"])
    for column, prefix in reversed(PREFIXES.items()):
        value = papers[column].astype(object)
        usable = value.notna() & ~value.duplicated(keep=False)
        names = names.where(~usable, prefix + value.astype("str"))
    shared = names.duplicated(keep=False)
    names[shared] = names[shared] + "-" + (papers.loc[shared, "told_apart_by"]).map(_digest).astype("str")
    again = names.groupby(names).cumcount()
    return names.where(again == 0, names + "-" + (again + 1).astype("str"))


def title_names(titles: pd.Series, published: pd.Series) -> pd.Series:
    """``title:`` and twelve hex digits of each normalised title and its year."""
    years = published.dt.strftime("%Y").fillna("undated").astype("str")
    keys = titles.map(normalise_title).astype("str") + " " + years
    return ("title:" + keys.map(_digest)).astype("str")


def what_tells_apart(records: pd.DataFrame) -> pd.Series:
    """What tells records of one title and year apart: authors, venue, volume and pages."""
    places = records[["venue", "volume", "pages"]].astype("str").fillna("")
    people = records["authors"].map(author_key).astype("str")
    return people + "|" + places["venue"] + "|" + places["volume"] + "|" + places["pages"]


def record_aliases(records: pd.DataFrame) -> pd.DataFrame:
    """Every name that each record can be called by: its identifiers, its title and year, its record id."""
    parts = [
        pd.DataFrame({"alias": prefix + records[column].astype("str"), "record_id": records["record_id"]})[
            records[column].notna()
        ]
        for column, prefix in PREFIXES.items()
    ]
    titled = records[records["title"].notna()]
    names = title_names(titled["title"], titled["date"])
    for alias in (names, names + "-" + what_tells_apart(titled).map(_digest)):
        parts.append(pd.DataFrame({"alias": alias, "record_id": titled["record_id"]}))
    parts.append(pd.DataFrame({"alias": records["record_id"], "record_id": records["record_id"]}))
    return pd.concat(parts, ignore_index=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
