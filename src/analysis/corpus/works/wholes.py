"""Records as a whole: equal in all they say, or the same in another language."""

import re

import pandas as pd

from analysis.corpus.works.weights import Observed, named

# What a translation changes.
OF_LANGUAGE = (
    "other title",
    "other words in the title",
    "other numbers in the title",
    "numbers in one title only",
    "other abstract",
)
# Small words of English titles that are none in the other languages of many titles.
_ENGLISH = re.compile(r"\b(?:the|and|with|from|among|between|using|by)\b")


def in_one_language(records: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Records with their other title as title where the records they are compared with have that one."""
    known = records["other"].ne("") & records["title"].ne(others["title"])
    same = known & records["other"].eq(others["title"])
    telling = ["title", "numbers", "series", "notice"]
    return records.assign(**{name: others[name].where(same, records[name]) for name in telling})


def compare_wholes(left: pd.DataFrame, right: pd.DataFrame, found: Observed) -> Observed:
    """Pairs that are equal in all they say, and pairs that differ by the language of title and abstract alone."""
    equal = (left["content"].ne(0) & left["content"].eq(right["content"])).to_numpy()
    # Two editorials of a year by one editor can be equal too; one in each of two lists is the same.
    placed = (left["page"].ne("") | left["doi"].ne("")).to_numpy()
    each_once = (left["source"].ne(right["source"]) & left["said_once"] & right["said_once"]).to_numpy()
    equal = equal & (placed | each_once | ~found["a title that recurs"][0])
    one_byline = found["same authors"][0] | found["same several authors"][0] | found["some authors in common"][0]
    one_place = found["same volume and pages"][0] | found["same pages"][0]
    tongues = (~left["language"].isin(["", "en"]) | ~right["language"].isin(["", "en"])).to_numpy()
    english = (left["title"].str.contains(_ENGLISH) ^ right["title"].str.contains(_ENGLISH)).to_numpy()
    other = found["other title"][0] & found["same doi"][0] & found["same year"][0] & one_byline
    translated = other & ((one_place & (tongues | english)) | (tongues & english & ~found["other pages"][0]))
    return named(same_in_every_field=equal, title_in_another_language=translated)
