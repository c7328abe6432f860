"""Which papers the filter of ``params.yaml`` leaves out, and by which rule."""

import difflib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.text import fold, has_phrase
from analysis.workspace import say


def why_left_out(papers: pd.DataFrame, rules: Mapping[str, Any]) -> pd.Series:
    """The rule by which each paper is left out, missing where it passes them all.

    Parameters
    ----------
    papers
        `paper_id`, `title`, `abstract`, `published`, `type`, `language`, `venue`, `sources`.
    rules
        The section `filter` of ``params.yaml``: `from_year`, `to_year`, `types`, `languages`, `venues`, `sources`,
        `phrases`. A paper passes a rule of several values with one of them, and not where it is not known to have one;
        an empty rule lets all pass.

    Returns
    -------
    pandas.Series
        Text, under the index of `papers`: the first rule in the order above.

    Examples
    --------
    >>> papers = pd.DataFrame({"title": ["Wells", "Lakes"], "abstract": None, "type": "other", "language": None,
    ...     "published": pd.to_datetime(["2014-05-01", "2020-01-01"]), "venue": None, "sources": [["a"], ["a"]]})
    >>> why_left_out(papers, {"from_year": 2015}).fillna("").tolist()
    ['year before 2015', '']
    """
    reasons = pd.Series(None, index=papers.index, dtype=object)
    for rule, passes in _judge(papers, rules):
        reasons[reasons.isna() & ~passes] = rule
    return reasons


def _judge(papers: pd.DataFrame, rules: Mapping[str, Any]) -> list[tuple[str, pd.Series]]:
    """Each rule that is set, with which papers pass it."""
    year = papers["published"].dt.year
    found: list[tuple[str, pd.Series]] = []
    first, last = rules.get("from_year"), rules.get("to_year")
    if first or last:
        found.append(("no date is known", year.notna()))
    if first:
        found.append((f"year before {first}", ~(year < first)))
    if last:
        found.append((f"year after {last}", ~(year > last)))
    for name, column in (("types", "type"), ("languages", "language"), ("venues", "venue")):
        if wanted := rules.get(name):
            _warn_unknown(name, wanted, papers[column].dropna().unique())
            folded = papers[column].astype("str").fillna("").map(fold)
            found.append((f"{column} is none of {', '.join(wanted)}", folded.isin([fold(value) for value in wanted])))
    if wanted := rules.get("sources"):
        _warn_unknown("sources", wanted, sorted({source for sources in papers["sources"] for source in sources}))
        inside = papers["sources"].map(lambda sources: not set(sources).isdisjoint(wanted)).astype(bool)
        found.append((f"source is none of {', '.join(wanted)}", inside))
    if wanted := rules.get("phrases"):
        named = pd.Series(has_phrase(papers, wanted), index=papers.index)
        found.append((f"title and abstract have none of {', '.join(wanted)}", named))
    return found


def _warn_unknown(name: str, wanted: list[str], known: Any) -> None:
    """Say which values no paper has, with what is written alike."""
    spelled = {fold(str(value)): str(value) for value in known}
    for value in wanted:
        if fold(value) not in spelled:
            near = difflib.get_close_matches(fold(value), spelled, n=1, cutoff=0.6)
            hint = f"; did you mean {spelled[near[0]]!r}?" if near else ""
            say(f"params.yaml, filter.{name}: no paper has {value!r}{hint}")
