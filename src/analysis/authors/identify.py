"""Which names are one person."""

import hashlib
from typing import NamedTuple

import pandas as pd

from analysis.text import has_full_given_name, name_key
from analysis.workspace import list_values

# How sure a mention is its author, by what ties it to the others: a rule's order of trust, not a measured probability.
_CONFIDENCE = {"orcid": 1.0, "full name": 0.9, "initials": 0.5}


class Identified(NamedTuple):
    """The tables `authors` and `paper_authors`."""

    authors: pd.DataFrame
    paper_authors: pd.DataFrame


def identify_authors(authorships: pd.DataFrame, papers: pd.DataFrame) -> Identified:
    """Group authorships into authors: one ORCID, or one normalised full name, is one author.

    Parameters
    ----------
    authorships
        `paper_id`, `position`, `name`, `family`, `given`, `orcid`.
    papers
        `paper_id` and `published`.

    Returns
    -------
    Identified
        `authors` with name, variants, number of papers and years; `paper_authors` with the author of each authorship,
        a confidence and its basis.
    """
    mentions = authorships.merge(papers[["paper_id", "published"]], on="paper_id")
    pairs = zip(mentions["family"], mentions["given"], strict=True)
    mentions["key"] = [name_key(family, None if pd.isna(given) else given) for family, given in pairs]
    mentions["key"] = mentions["key"].where(mentions["key"] != "", mentions["name"])
    mentions["basis"] = [
        _basis(orcid, given) for orcid, given in zip(mentions["orcid"], mentions["given"], strict=True)
    ]
    # A name that goes with one ORCID wherever it has one is that person; with several it stays apart by ORCID.
    orcids = mentions.groupby("key")["orcid"].transform("nunique")
    mentions["orcid"] = mentions["orcid"].where(orcids != 1, mentions.groupby("key")["orcid"].transform("first"))
    mentions["group"] = mentions["orcid"].where(mentions["orcid"].notna(), mentions["key"])
    mentions = mentions.sort_values(["published", "paper_id", "position"], na_position="last", ignore_index=True)
    mentions["author_id"] = mentions["group"].map(_name_authors(mentions))
    mentions["confidence"] = mentions["basis"].map(_CONFIDENCE)
    return Identified(_list_authors(mentions), mentions[["paper_id", "position", "author_id", "confidence", "basis"]])


def _name_authors(mentions: pd.DataFrame) -> dict[str, str]:
    """An id for each group: a hash of its canonical name and its earliest mention."""
    earliest = mentions.drop_duplicates("group")
    return {
        row.group: hashlib.sha256(f"{row.key}|{row.paper_id}|{row.position}".encode()).hexdigest()[:12]
        for row in earliest.itertuples()
    }


def _basis(orcid: object, given: object) -> str:
    if not pd.isna(orcid):
        return "orcid"
    return "full name" if has_full_given_name(None if pd.isna(given) else str(given)) else "initials"


def _list_authors(mentions: pd.DataFrame) -> pd.DataFrame:
    years = mentions.assign(year=mentions["published"].dt.year.astype("Int64"))
    groups = years.groupby("author_id", sort=True)
    spellings = years.groupby(["author_id", "name"]).size().rename("count").reset_index()
    common = spellings.sort_values(["author_id", "count", "name"], ascending=[True, False, True])
    return pd.DataFrame(
        {
            "name": common.drop_duplicates("author_id").set_index("author_id")["name"],
            "variants": list_values(mentions, by="author_id", column="name"),
            "papers": groups["paper_id"].nunique(),
            "first_year": groups["year"].min(),
            "last_year": groups["year"].max(),
        }
    ).reset_index()
