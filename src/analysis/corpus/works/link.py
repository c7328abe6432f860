"""Which records are one work, and why."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
from anyascii import anyascii

from analysis.corpus.works.candidates import find_candidates
from analysis.corpus.works.evidence import weigh_pairs
from analysis.corpus.works.traits import find_traits
from analysis.corpus.works.weights import ENOUGH
from analysis.linking import group_rows, name_evidence, override_pairs
from analysis.text import venue_key

IDENTIFIERS = ("arxiv_id", "doi", "pmid", "openalex_id")
# A work has one of each of these: groups that each have another are never joined through a third record.
_ONE_OF_EACH = ("arxiv_id", "pmid")
# Of a paper by thousands, the first authors tell as much as all.
_AUTHORS_COMPARED = 40


def link_works(records: pd.DataFrame, decisions: pd.DataFrame | None = None) -> pd.DataFrame:
    """Group the records that are one work.

    Pairs that share an identifier, a title or rare title words are compared. Evidence for and against adds up
    (`analysis.corpus.works.evidence`); pairs with enough of it are joined, the surest first, unless what is joined
    already speaks against it. The order of the records has no influence.

    Parameters
    ----------
    records
        Cleaned records: `record_id`, `title_key`, `year`, the columns of `IDENTIFIERS` and, where known, `authors`,
        `abstract`, `venue`, `volume`, `pages`, `language`, `other_title_key` (the title in another language) and
        `doi_stated`.
    decisions
        What a person decided: record ids `a` and `b`, and whether they are the `same` work.

    Returns
    -------
    pandas.DataFrame
        For each record, under the same index: `work` (a number), `evidence` (what ties it to the record it is surest
        to be one with) and `score` (how much that is, in bits); both are missing for a record on its own.

    Examples
    --------
    >>> import pandas as pd
    >>> title = "graphs of papers and of their many authors"
    >>> records = pd.DataFrame({"record_id": ["r1", "r2", "r3"], "title_key": [title, None, title],
    ...     "year": [2024, None, 2024], "arxiv_id": ["2401.00001", "2401.00001", None]})
    >>> link_works(records)
       work               evidence  score
    0     0         same arxiv_id   30.0
    1     0         same arxiv_id   30.0
    2     0  same title, same year   12.5
    """
    frame = complete_records(records)
    pairs = find_candidates(frame, identifiers=IDENTIFIERS)
    weights = weigh_pairs(find_traits(frame), pairs)
    pairs["score"] = weights.sum(axis=1)
    pairs["evidence"] = name_evidence(weights)
    pairs = _decide(pairs, frame, decisions)
    single = {name: frame[name].astype(object).where(frame[name].notna(), None).to_numpy() for name in _ONE_OF_EACH}
    work = group_rows(pairs, frame["record_id"].to_numpy(), single, enough=ENOUGH)
    within = pairs[(work[pairs["a"]] == work[pairs["b"]]) & (pairs["score"] >= ENOUGH)]
    links = pd.DataFrame({"work": work}, index=records.index)
    surest = _surest(within, frame["record_id"])
    return links.assign(**surest.reindex(range(len(frame))).set_axis(records.index))


def complete_records(records: pd.DataFrame) -> pd.DataFrame:
    """The columns that records are compared by, missing where a source does not give them, in order of rows."""
    frame = records.reset_index(drop=True)
    for name in (*IDENTIFIERS, "title_key", "other_title_key", "language", "abstract", "venue", "volume", "pages"):
        frame[name] = frame[name].astype("str") if name in frame else pd.Series(pd.NA, index=frame.index, dtype="str")
    frame["doi_stated"] = frame["doi_stated"].astype(bool) if "doi_stated" in frame else frame["doi"].notna()
    frame["source"] = frame["source"].fillna("") if "source" in frame else ""
    authors = frame["authors"] if "authors" in frame else pd.Series([()] * len(frame))
    frame["author_key"] = authors.map(author_key)
    venues = {name: venue_key(name) for name in frame["venue"].dropna().unique()}
    frame["venue_key"] = frame["venue"].map(venues, na_action="ignore")
    return frame


def author_key(authors: Iterable[tuple[str | None, ...]]) -> str:
    """The words of the first authors' names that are no initials, for comparing bylines of any format.

    Examples
    --------
    >>> author_key([("Lewis G. F.",), ("Müller-Lüdenscheidt, K.",)])
    'lewis ludenscheidt muller'
    """
    names = " ".join(
        (author[1] if len(author) > 1 and author[1] else author[0]) or "" for author in [*authors][:_AUTHORS_COMPARED]
    )
    plain = names if names.isascii() else anyascii(names)
    return " ".join(sorted(set(re.findall(r"[a-z]{2,}", plain.lower()))))


def _decide(pairs: pd.DataFrame, frame: pd.DataFrame, decisions: pd.DataFrame | None) -> pd.DataFrame:
    """The pairs with what a person decided in place of what was found."""
    if decisions is None or decisions.empty:
        return pairs
    row = pd.Series(frame.index, index=frame["record_id"])
    return override_pairs(pairs, np.stack([row[decisions["a"]], row[decisions["b"]]]), decisions["same"])


def _surest(pairs: pd.DataFrame, record_id: pd.Series) -> pd.DataFrame:
    """For each row, evidence and score of the strongest of its pairs; equals by record id."""
    ends = pd.concat([pairs, pairs.rename(columns={"a": "b", "b": "a"})])
    ends = ends.assign(other=record_id.reindex(ends["b"]).to_numpy())
    best = ends.sort_values(["score", "other"], ascending=[False, True]).drop_duplicates("a")
    return best.set_index("a")[["evidence", "score"]]
