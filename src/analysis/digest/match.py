"""Which papers a saved search finds, and why."""

import difflib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.digest.searches import Wanted
from analysis.digest.words import find_texts, hold_words, keep_telling
from analysis.library import FILTERS, Space, Texts, measure_meaning, rank_papers

# A paper that lacks a search's words is found from this cosine on, which was chosen on 5,565 papers: of 89 that the
# names of six fields find so, 66 are of the field; a search for what no paper is about finds none.
NEAR = 0.45


class Corpus(NamedTuple):
    """What searches look in, rows of `papers`, `space` and `texts` in one order.

    `facets` has `paper_id` and `value` by filter, `names` what values are called, `words` papers by word, `forms` is
    from `find_forms`.
    """

    papers: pd.DataFrame
    facets: Mapping[str, pd.DataFrame]
    names: Mapping[str, Mapping[str, str]]
    space: Space
    words: pd.Series
    texts: Texts
    forms: Mapping[str, Sequence[int]]


def match_search(wanted: Wanted, corpus: Corpus) -> pd.DataFrame:
    """The papers that a search finds, the best first.

    Words are found where a paper has all of them, or is near in meaning; a filter where it has one of the values.

    Parameters
    ----------
    wanted
        The search.
    corpus
        What it looks in.

    Returns
    -------
    pandas.DataFrame
        `paper_id`; `score` (standard deviations, missing without words); `why`. Without words the newest come first.
    """
    found = corpus.papers[["paper_id", "published"]].assign(score=np.nan, why="")
    if wanted.words:
        found = _match_words(found, wanted.words, corpus)
    for name, values in wanted.filters.items():
        rows = _rows_of(name, values, corpus)
        said = rows.groupby("paper_id")["told"].agg(lambda told: ", ".join(dict.fromkeys(told)))
        found = found[found["paper_id"].isin(said.index)]
        part = FILTERS[name].lower() + ": " + found["paper_id"].map(said).astype("str")
        found = found.assign(why=(found["why"] + "; " + part).str.removeprefix("; "))
    order = found.assign(score=found["score"].round(6)).sort_values(
        ["score", "published", "paper_id"], ascending=[False, False, True], na_position="last", ignore_index=True
    )
    return order[["paper_id", "score", "why"]]


def find_missing(wanted: Wanted, corpus: Corpus) -> list[str]:
    """What a search asks for that no paper here has, and what there is that is written alike."""
    missing = []
    for name, values in wanted.filters.items():
        for value in values:
            if _rows_of(name, [value], corpus).empty:
                near = _written_alike(value, corpus.facets[name]["value"], corpus.names.get(name, {}))
                missing.append(
                    f"{FILTERS[name].lower()} “{value}”" + (f" (there is {' and '.join(near)})" if near else "")
                )
    held = hold_words(wanted.words, corpus.texts, corpus.forms)
    return missing + [f"the word “{word}”" for word, rows in held.items() if not rows.any()]


def _written_alike(value: str, known: pd.Series, names: Mapping[str, str]) -> list[str]:
    told = {str(names.get(each, each)) for each in known.unique()}
    lowered = {each.casefold(): each for each in sorted(told)}
    holding = [each for low, each in lowered.items() if value.casefold() in low]
    near = difflib.get_close_matches(value.casefold(), lowered, n=2)
    return [f"“{each}”" for each in dict.fromkeys([*holding[:2], *(lowered[low] for low in near)])][:2]


def _match_words(papers: pd.DataFrame, query: str, corpus: Corpus) -> pd.DataFrame:
    telling = keep_telling(hold_words(query, corpus.texts, corpus.forms))
    held = find_texts(query, telling, corpus.texts)
    meaning = measure_meaning(query, corpus.space, corpus.words)
    # What stands in quotes has to be there.
    near = (meaning >= NEAR) & ('"' not in query)
    words = pd.Series("", index=papers.index)
    for word, rows in telling.items():
        words += np.where(rows, f", “{word}”", "")
    nearness = pd.Series(meaning, index=papers.index).map("near in meaning ({:.2f})".format)
    has = "has " + words.str.removeprefix(", ")
    why = has.where(words != "", "") + nearness.radd("; ").where(near, "")
    score = rank_papers(query, corpus.space, corpus.words, corpus.texts).to_numpy()
    return papers.assign(score=score, why=why.str.removeprefix("; "))[held | near]


def _rows_of(name: str, values: list[str], corpus: Corpus) -> pd.DataFrame:
    """The papers that have one of a filter's values, whatever their case; `told` is what the value is called."""
    rows = corpus.facets[name]
    told = rows["value"].astype("str").map(lambda value: corpus.names.get(name, {}).get(value, value))
    asked = {value.casefold() for value in values}
    # A name may bear the years of its papers, to tell namesakes apart.
    bare = told.str.replace(r" \(\d{4}–\d{4}\)$", "", regex=True)
    held = [column.astype("str").str.casefold().isin(asked) for column in (rows["value"], told, bare)]
    return rows.assign(told=told)[np.logical_or.reduce(held)]
