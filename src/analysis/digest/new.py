"""The digest: new papers by saved search, and what no search finds."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.digest.known import Known
from analysis.digest.match import Corpus, find_missing, match_search
from analysis.digest.searches import OTHERS, Wanted, address_of, tell_search
from analysis.library import FILTERS


class Digest(NamedTuple):
    """The tables `digest`, the new papers of each search, and `digest_searches`, the searches; and the figures."""

    digest: pd.DataFrame
    searches: pd.DataFrame
    figures: dict[str, object]


def make_digest(wanted: Sequence[Wanted], corpus: Corpus, known: Known, members: pd.DataFrame) -> Digest:
    """What is new, ranked and grouped by saved search.

    Parameters
    ----------
    wanted
        The searches in their order.
    corpus
        What they look in.
    known
        What the baseline knew.
    members
        `paper_id`, `title` of a field and the `sentence` that put the paper there.
    """
    groups, rows = [], []
    for place, search in enumerate(wanted, start=1):
        found = match_search(search, corpus)
        new = found[~found["paper_id"].isin(known.papers)]
        groups.append(_number(new, search.name))
        rows.append(
            {
                "place": place,
                "search": search.name,
                "told": tell_search(search, FILTERS),
                "address": address_of(search),
                "found": len(found),
                "new": len(new),
                "missing": find_missing(search, corpus),
            }
        )
    listed = pd.concat(groups, ignore_index=True)
    new = corpus.papers[~corpus.papers["paper_id"].isin(known.papers)]
    others = new[~new["paper_id"].isin(listed["paper_id"])].sort_values(
        ["published", "paper_id"], ascending=[False, True], na_position="last", ignore_index=True
    )
    rest = others[["paper_id"]].assign(score=float("nan"), why="")
    digest = pd.concat([listed, _number(rest, OTHERS)], ignore_index=True)
    figures = {
        "state": known.state,
        "papers": len(corpus.papers),
        "new": len(new),
        "found": int(listed["paper_id"].nunique()),
    }
    return Digest(_quote_fields(digest, members), pd.DataFrame(rows), figures)


def _number(papers: pd.DataFrame, search: str) -> pd.DataFrame:
    return papers.assign(search=search, place=range(1, len(papers) + 1)).astype({"score": "float"})


def _quote_fields(digest: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The sentence that put a paper into the field for which it is here."""
    said = members.assign(why="field: " + members["title"])[["paper_id", "why", "sentence"]]
    told = digest.merge(said.drop_duplicates(["paper_id", "why"]), on=["paper_id", "why"], how="left")
    return told.assign(sentence=told["sentence"].fillna("").astype("str"))
