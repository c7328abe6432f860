"""Which mentions of names are one person."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.authors.evidence import gather_evidence
from analysis.authors.groups import join_variants, part_namesakes
from analysis.authors.names import list_names
from analysis.authors.overrides import obey_decisions
from analysis.authors.shapes import TABLES
from analysis.authors.trust import trust_identifiers
from analysis.text import has_full_given_name
from analysis.workspace import list_values

# The confidence of a mention is 1 / (1 + exp(-(a + b * support - c * log(bearers)))); `benchmarks/authors.py` tells how
# it was fitted and how well it holds.
_START, _SUPPORT, _BEARERS = 1.84, 0.41, 0.49
# Where a name was not looked into, for nobody else is expected to bear it.
_USUAL_SUPPORT = 1.0


class Identified(NamedTuple):
    """The tables `authors` and `paper_authors`."""

    authors: pd.DataFrame
    paper_authors: pd.DataFrame


def identify_authors(
    authorships: pd.DataFrame,
    papers: pd.DataFrame,
    *,
    vectors: pd.DataFrame | None = None,
    decisions: Path | None = None,
) -> Identified:
    """Group authorships into people.

    An ORCID, or a source's own id of a person, decides where it can be trusted. Mentions of one name are parted by
    co-authors, their co-authors, text, venue and affiliation, the more readily the more people are expected to bear the
    name; groups of names that may be one person's ("S. Kevin Zhou", "Shaohua Kevin Zhou") are joined where enough
    speaks for it.

    Parameters
    ----------
    authorships
        `paper_id`, `position`, `name`, `family`, `given`, `orcid`, `author_key`, `affiliation`.
    papers
        `paper_id`, `published`, `venue`.
    vectors
        `paper_id` and `vector` of the papers' texts, about 1 long; without them texts say nothing.
    decisions
        A file of what a person decided (see `analysis.authors.overrides`).

    Returns
    -------
    Identified
        `authors` with name, variants, number of papers and years, how many others here have the same name
        (`namesakes`) and the mean confidence; `paper_authors` with the author of each authorship, a confidence and what
        it rests on.
    """
    mentions = authorships.merge(papers[["paper_id", "published"]], on="paper_id")
    mentions = mentions.sort_values(["published", "paper_id", "position"], na_position="last", ignore_index=True)
    if mentions.empty:
        return Identified(_nothing("authors"), _nothing("paper_authors"))
    names, place = list_names(mentions)
    named = mentions[["paper_id", "affiliation", "orcid", "author_key"]].assign(name=place)
    named[["orcid", "author_key"]] = trust_identifiers(named, names)
    if decisions:
        keys = names["key"].iloc[place].set_axis(named.index)
        named[["orcid", "author_key"]] = obey_decisions(decisions, named, keys)
    evidence = gather_evidence(named, papers, vectors=vectors)
    parted = part_namesakes(named, names, evidence)
    groups = join_variants(named, names, evidence, parted.groups)
    bearers = names["bearers"].to_numpy()[place]
    mentions = mentions.assign(key=names["key"].to_numpy()[place], group=groups, support=parted.support)
    mentions["author_id"] = mentions["group"].map(_name_authors(mentions))
    mentions["basis"] = _basis(mentions, named)
    mentions["confidence"] = _confidence(mentions, bearers)
    columns = ["paper_id", "position", "author_id", "confidence", "basis"]
    return Identified(_list_authors(mentions), mentions[columns])


def _nothing(table: str) -> pd.DataFrame:
    kinds = {"str": "str", "int": "int64", "int?": "Int64", "float": "float64", "list": "object"}
    return pd.DataFrame({column: pd.Series(dtype=kinds[kind]) for column, kind in TABLES[table].columns.items()})


def _name_authors(mentions: pd.DataFrame) -> dict[int, str]:
    """An id for each group: a hash of its earliest mention."""
    earliest = mentions.drop_duplicates("group")
    return {
        row.group: hashlib.sha256(f"{row.key}|{row.paper_id}|{row.position}".encode()).hexdigest()[:12]
        for row in earliest.itertuples()
    }


def _basis(mentions: pd.DataFrame, named: pd.DataFrame) -> np.ndarray:
    full = mentions["given"].map(lambda given: has_full_given_name(None if pd.isna(given) else str(given)))
    shared = mentions.groupby("author_id")["paper_id"].transform("size") > 1
    orcid, key = named["orcid"], named["author_key"]
    decided = orcid.str.startswith("decided:").eq(True) | key.str.startswith("decided:").eq(True)
    return np.select(
        [decided, orcid.notna(), key.notna(), shared & (mentions["support"] > 0), full],
        ["decision", "orcid", "source id", "evidence", "full name"],
        "initials",
    )


def _confidence(mentions: pd.DataFrame, bearers: np.ndarray) -> np.ndarray:
    """How likely each mention stands where it stands; 1 where an identifier says so."""
    odds = _START + _SUPPORT * mentions["support"].fillna(_USUAL_SUPPORT) - _BEARERS * np.log(np.maximum(bearers, 1e-4))
    found = (1 / (1 + np.exp(-odds))).round(3)
    return found.where(~mentions["basis"].isin(["decision", "orcid", "source id"]), 1.0).to_numpy()


def _list_authors(mentions: pd.DataFrame) -> pd.DataFrame:
    years = mentions.assign(year=mentions["published"].dt.year.astype("Int64"))
    groups = years.groupby("author_id", sort=True)
    spellings = years.groupby(["author_id", "name"]).size().rename("count").reset_index()
    common = spellings.sort_values(["author_id", "count", "name"], ascending=[True, False, True])
    people = mentions.groupby("key")["author_id"].nunique()
    others = mentions["key"].map(people).groupby(mentions["author_id"]).max() - 1
    return pd.DataFrame(
        {
            "name": common.drop_duplicates("author_id").set_index("author_id")["name"],
            "variants": list_values(mentions, by="author_id", column="name"),
            "papers": groups["paper_id"].nunique(),
            "first_year": groups["year"].min(),
            "last_year": groups["year"].max(),
            "namesakes": others.astype("int64"),
            "confidence": groups["confidence"].mean().round(3),
        }
    ).reset_index()
