"""How much speaks for two records being one work, in bits; each piece of evidence has a name and a weight.

The weights are logarithms to base 2 of how much likelier the observation is for two records of one work than for two
of different works (Fellegi and Sunter 1969), in round numbers set by hand. Nothing is fitted to a corpus.
"""

import numpy as np
import pandas as pd

from analysis.corpus.works.weights import WEIGHTS, Observed, named
from analysis.corpus.works.wholes import OF_LANGUAGE, compare_wholes, in_one_language
from analysis.text import compare_venues

# Letters below which a beginning, or words in common, say nothing.
_SHORTEST_BEGINNING = 12
_SHORTEST_ALIKE = 18
_SMALL_WORDS = frozenset("a an the of in on for and or to with by at from as is".split())
# Endings in which one word takes another form.
_ENDINGS = frozenset(" s es ed d e ing al ic ly y ies ion ions is n r ns based".split(" "))


def weigh_pairs(traits: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The evidence for each pair.

    Parameters
    ----------
    traits
        As `analysis.corpus.works.traits.find_traits` gives them.
    pairs
        `a` and `b`, rows of `traits`.

    Returns
    -------
    pandas.DataFrame
        A column for each kind of evidence with its weight where it was observed, else 0.
    """
    left = traits.iloc[pairs["a"].to_numpy()].reset_index(drop=True)
    right = traits.iloc[pairs["b"].to_numpy()].reset_index(drop=True)
    left = in_one_language(left, right)
    right = in_one_language(right, left)
    found = {**_compare_texts(left, right, known_words(traits["title"])), **_compare_years(left, right)}
    found |= {**_compare_authors(left, right), **_compare_identifiers(left, right)}
    found |= _compare_places(left, right, sure=_is_sure(found))
    found |= compare_wholes(left, right, found)
    translated = found["title in another language"][0]
    for name in OF_LANGUAGE:
        seen, weight = found[name]
        found[name] = seen & ~translated, weight
    columns = {name: np.where(seen, weight, 0.0) for name, (seen, weight) in found.items()}
    return pd.DataFrame(columns, index=pairs.index)


def known_words(titles: pd.Series) -> frozenset[str]:
    """Words that at least two different titles have: they are hardly misspellings."""
    counts = titles.drop_duplicates().str.split().explode().value_counts()
    return frozenset(counts.index[counts > 1])


def _compare_texts(left: pd.DataFrame, right: pd.DataFrame, known: frozenset[str]) -> Observed:
    a, b = left["title"], right["title"]
    both = ((a != "") & (b != "")).to_numpy()
    same = both & (a == b).to_numpy()
    shorter = np.minimum(a.str.len(), b.str.len()).to_numpy()
    begins = (x.startswith(f"{y} ") or y.startswith(f"{x} ") for x, y in zip(a, b, strict=True))
    cut = both & ~same & np.fromiter(begins, bool, len(a)) & (shorter >= _SHORTEST_BEGINNING)
    open_ = both & ~same & ~cut
    similar = open_ & (_similarity(a, b, "ratio") >= 0.9)
    loose = open_ & ~similar & (_similarity(a, b, "token_set_ratio") >= 0.85) & (shorter >= _SHORTEST_ALIKE)
    strange = np.zeros(len(a), dtype=bool)
    for row in np.flatnonzero(similar | loose):
        strange[row] = has_other_words(a.iat[row], b.iat[row], known)
    loose &= ~strange
    letters = np.minimum(shorter * WEIGHTS["title per letter"], WEIGHTS["title at most"])
    share = letters / WEIGHTS["title at most"]
    numbers = both & (left["numbers"] != right["numbers"]).to_numpy()
    one_only = numbers & ((left["numbers"] == "") | (right["numbers"] == "")).to_numpy()
    titles: Observed = {
        "same title": (same, letters),
        "similar title": (similar, share * WEIGHTS["similar title"]),
        "title without its subtitle": (cut, share * WEIGHTS["title without its subtitle"]),
        "similar words": (loose, share * WEIGHTS["similar words"]),
    }
    against = named(
        title_of_one_record_in_each_source=same
        & (left["source"] != right["source"]).to_numpy()
        & (left["alone"] & right["alone"]).to_numpy(),
        other_title=open_ & ~similar & ~loose,
        other_words_in_the_title=strange & similar,
        other_numbers_in_the_title=numbers & ~one_only & ~cut,
        numbers_in_one_title_only=one_only & ~cut,
        another_part_of_a_series=both & (left["series"] != right["series"]).to_numpy(),
        a_title_that_recurs=(same | similar) & (left["recurs"] | right["recurs"]).to_numpy(),
        a_notice_about_the_other=both & (left["notice"] != right["notice"]).to_numpy(),
    )
    return {**titles, **against, **_compare_abstracts(left, right, titles)}


def _compare_abstracts(left: pd.DataFrame, right: pd.DataFrame, titles: Observed) -> Observed:
    told = ((left["abstract"].str.len() > 80) & (right["abstract"].str.len() > 80)).to_numpy()
    text = np.zeros(len(left))
    text[told] = _similarity(left["abstract"][told], right["abstract"][told], "ratio")
    counted = sum(np.where(seen, weight, 0.0) for seen, weight in titles.values())
    left_over = np.clip(WEIGHTS["text at most"] - counted, 0.0, WEIGHTS["same abstract"])
    return {"same abstract": (told & (text >= 0.8), left_over), **named(other_abstract=told & (text < 0.5))}


def has_other_words(a: str, b: str, known: frozenset[str]) -> bool:
    """Whether two similar titles each have a word that is neither a form nor a misspelling of one of the other's.

    Examples
    --------
    >>> known = frozenset(["insulin", "rats", "mice", "cells", "segmentation"])
    >>> has_other_words("insulin in rats", "insulin in mice", known)
    True
    >>> has_other_words("segmentation of cells", "segmentaton of cell", known)
    False
    """
    ours, theirs = set(a.split()) - set(b.split()), set(b.split()) - set(a.split())
    if a.replace(" ", "") == b.replace(" ", ""):
        return False
    # Both ways, so that it does not matter which title comes first.
    return _has_stranger(ours, theirs, known) and _has_stranger(theirs, ours, known)


def _has_stranger(words: set[str], others: set[str], known: frozenset[str]) -> bool:
    return any(not any(_is_form(word, other, known) for other in others) for word in words - _SMALL_WORDS)


def _is_form(word: str, other: str, known: frozenset[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    length = min(len(word), len(other))
    shared = next((at for at in range(length) if word[at] != other[at]), length)
    if shared >= 4 and word[shared:] in _ENDINGS and other[shared:] in _ENDINGS:
        return True
    if sorted(word) == sorted(other):
        return True
    alike = ratio(word, other)
    return alike >= 66 if word not in known or other not in known else shared >= 4 and alike >= 90


def _compare_years(left: pd.DataFrame, right: pd.DataFrame) -> Observed:
    apart = (left["year"] - right["year"]).abs().to_numpy()
    preprint = (left["preprint"] != right["preprint"]).to_numpy()
    near = preprint & ((apart == 1) | (apart == 2))
    return named(
        same_year=apart == 0,
        preprint_a_year_or_two_apart=near,
        a_year_apart=(apart == 1) & ~near,
        two_years_apart=((apart == 2) & ~near) | (preprint & (apart == 3)),
        more_years_apart=(apart > 2) & ~(preprint & (apart == 3)),
    )


def _compare_authors(left: pd.DataFrame, right: pd.DataFrame) -> Observed:
    known = ((left["author"] != "") & (right["author"] != "")).to_numpy()
    people = _similarity(left["author"], right["author"], "token_set_ratio")
    fewer = np.minimum(left["author"].str.count(" "), right["author"].str.count(" ")).to_numpy() + 1
    more = np.maximum(left["author"].str.count(" "), right["author"].str.count(" ")).to_numpy() + 1
    same = known & (people >= 0.8) & (fewer >= more / 2)
    several = same & (fewer >= 3) & (_similarity(left["author"], right["author"], "token_sort_ratio") >= 0.8)
    return named(
        same_several_authors=several,
        same_authors=same & ~several,
        some_authors_in_common=known & (people >= 0.6) & ~same,
        other_authors=known & (people < 0.45),
    )


def _is_sure(found: Observed) -> np.ndarray:
    """Pairs of one long title, the same authors and year: nearly all are one work, whatever else they say."""
    same, letters = found["same title"]
    return (
        same
        & (letters >= 10)
        & (found["same authors"][0] | found["same several authors"][0])
        & found["same year"][0]
        & ~found["a title that recurs"][0]
    )


def _compare_places(left: pd.DataFrame, right: pd.DataFrame, *, sure: np.ndarray) -> Observed:
    published = ~(left["preprint"] ^ right["preprint"]).to_numpy()

    def same(name: str) -> tuple[np.ndarray, np.ndarray]:
        known = ((left[name] != "") & (right[name] != "")).to_numpy()
        equal = (left[name] == right[name]).to_numpy()
        return known & equal, known & ~equal & published

    (volume, other_volume), (page, other_page) = same("volume"), same("page")
    venues, alike = compare_venues(left["venue"], right["venue"], sure=sure & ~other_volume & ~other_page)
    moved = other_page | (left["year"] - right["year"]).abs().ge(1).to_numpy()
    return named(
        same_volume_and_pages=volume & page,
        same_pages=page & ~volume,
        other_pages=other_page,
        other_volume=other_volume,
        same_venue=venues & alike,
        other_venue=venues & ~alike & published & ~moved,
        other_venue_and_another_year_or_page=venues & ~alike & published & moved,
    )


def _compare_identifiers(left: pd.DataFrame, right: pd.DataFrame) -> Observed:
    found: Observed = {}
    one_preprint = (left["preprint"] ^ right["preprint"]).to_numpy()
    for name in ("doi", "arxiv_id", "pmid", "openalex_id"):
        known = ((left[name] != "") & (right[name] != "")).to_numpy()
        equal = (left[name] == right[name]).to_numpy()
        # A preprint and its published version have a DOI each.
        other = known & ~equal & ~(one_preprint if name == "doi" else False)
        if name == "doi":
            # An address may hold the DOI of a database's own record of the work.
            other &= (left["doi_stated"] & right["doi_stated"]).to_numpy()
        found |= {
            f"same {name}": (known & equal, WEIGHTS[f"same {name}"]),
            f"other {name}": (other, WEIGHTS[f"other {name}"]),
        }
    return found


def _similarity(a: pd.Series, b: pd.Series, scorer: str) -> np.ndarray:
    """Similarity from 0 to 1 of two columns of text, row by row, in native code."""
    from rapidfuzz import fuzz, process

    return (
        process.cpdist(a.tolist(), b.tolist(), scorer=getattr(fuzz, scorer), workers=-1) / 100
        if len(a)
        else np.zeros(0)
    )
