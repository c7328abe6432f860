"""What a person decided about who is who, in ``data/overrides/authors.csv``."""

from pathlib import Path

import pandas as pd

from analysis.text import name_key, split_name
from analysis.workspace import OverridesError, read_decided, say


def obey_decisions(path: Path, mentions: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    """Identifiers of mentions, with those that a person's decisions put in their place.

    Each line of the file names two mentions as ``Hao Chen @ arxiv:2503.00374``, a name and the paper that it stands on,
    and says ``same`` or ``different``. Mentions decided to be the same share an identifier, those decided to be
    different have two, so that whatever else speaks for or against, they are told as a trusted identifier tells them.

    Parameters
    ----------
    path
        The file; one with headers only, or none, decides nothing.
    mentions
        `paper_id`, `orcid`, `author_key`, the latter two as far as they can be trusted.
    keys
        The key of each mention's name (see `analysis.text.name_key`), with the index of `mentions`.

    Returns
    -------
    pandas.DataFrame
        `orcid` and `author_key`, with the index of `mentions`.

    Raises
    ------
    OverridesError
        If a line names no mention as it should, or says neither ``same`` nor ``different``.
    """
    decided = mentions[["orcid", "author_key"]].astype(object)
    lines = read_decided(path, things="mentions")
    places = {
        pair: place for place, pair in zip(mentions.index, zip(keys, mentions["paper_id"], strict=True), strict=True)
    }
    for number, line in sorted(lines, key=lambda each: each[1]["decision"] != "same"):
        ends = [_find(line[side], places, where=f"{path.name}, line {number}") for side in ("a", "b")]
        if None in ends:
            continue
        one, other = ends
        where = f"{path.name}, line {number}"
        if line["decision"] == "same":
            if mentions.at[one, "paper_id"] == mentions.at[other, "paper_id"]:
                raise OverridesError(f"{where} says same of two authors of one paper; they are two people, take it out")
            decided = _tie(decided, one, other)
        else:
            if _are_tied(decided, one, other):
                raise OverridesError(
                    f"{where} says different of two mentions that other lines say are the same; keep one"
                )
            for end in (one, other):
                if pd.isna(decided.at[end, "orcid"]):
                    decided.at[end, "orcid"] = f"decided:{end}"
    return decided


def _are_tied(decided: pd.DataFrame, one: int, other: int) -> bool:
    key = decided.at[one, "author_key"]
    return pd.notna(key) and str(key).startswith("decided:") and key == decided.at[other, "author_key"]


def _tie(decided: pd.DataFrame, one: int, other: int) -> pd.DataFrame:
    """One identifier for both, and for all that shared one with either."""
    tied = decided.copy()
    for column in ("orcid", "author_key"):
        first, second = tied.at[one, column], tied.at[other, column]
        if column == "author_key" and pd.isna(first):
            tied.at[one, column] = first = f"decided:{one}"
        if pd.notna(first) and pd.notna(second):
            tied[column] = tied[column].where(tied[column] != second, first)
        elif pd.notna(first):
            tied.at[other, column] = first
        elif pd.notna(second):
            tied.at[one, column] = second
    return tied


def _find(mention: str, places: dict[tuple[str, str], int], *, where: str) -> int | None:
    name, _, paper = (part.strip() for part in mention.rpartition("@"))
    if not name or not paper:
        raise OverridesError(
            f"{where}: found {mention!r}; write a name and its paper, such as Hao Chen @ arxiv:2503.00374"
        )
    place = places.get((name_key(*split_name(name)) or name, paper))
    if place is None:
        say(f"{where}: no author of {paper} here is called {name!r}")
    return place
