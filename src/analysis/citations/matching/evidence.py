"""How much speaks for two citations naming one work, in bits; each piece of evidence has a name and a weight.

The weights are logarithms to base 2 of how much likelier the observation is for two citations of one work than for two
of different works (Fellegi and Sunter 1969), in round numbers set by hand.
"""

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.citations.matching.abbreviations import begins_alike, is_alike

# Two citations with at least this much evidence are one work.
ENOUGH = 17.0
# With at least this much they are where neither may be any other work.
PERHAPS = 10.0

WEIGHTS = {
    "same doi": 22.0,
    "other doi": -10.0,
    "same arxiv_id": 25.0,
    "other arxiv_id": -20.0,
    "same pmid": 25.0,
    "other pmid": -16.0,
    "same openalex_id": 25.0,
    "other openalex_id": -6.0,
    "same number": 25.0,
    "other number": -10.0,
    # A full title by its length in letters: short ones are shared by many works.
    "title per letter": 0.4,
    "title at most": 13.0,
    "similar title": 10.0,
    "title without its end": 8.0,
    "other title": -14.0,
    # What one database takes for a title, the other takes for a venue.
    "title as venue": 5.0,
    "same author": 5.5,
    "same family name": 3.5,
    "similar family name": 1.0,
    "other given name": -7.0,
    "names in another order": 1.0,
    "other author": -7.0,
    "same year": 3.0,
    "a year apart": -2.5,
    "two years apart": -6.0,
    "more years apart": -11.0,
    "same volume": 4.5,
    "other volume": -5.0,
    "same page": 7.0,
    # Journals that count pages anew in each issue have many papers on one of the first.
    "same page of the first hundred": 5.0,
    "same first page": 3.0,
    # Supplements number their pages S12 or I19, and some citations leave the letter out.
    "same page but for its letters": 3.0,
    "other page": -7.0,
    "same venue": 3.5,
    "similar venue": 2.5,
    "other venue": -3.5,
}
_SHORTEST_BEGINNING = 15
_EARLY = [str(page) for page in range(2, 100)]
# Years, amounts, and the parts of a series.
_NUMBER = re.compile(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix|x)\b")
_ALIKE = 90.0
Observed = dict[str, tuple[np.ndarray, float | np.ndarray]]


def weigh_pairs(traits: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The evidence for each pair.

    Parameters
    ----------
    traits
        As `analysis.citations.matching.traits.find_traits` gives them, under an index of 0, 1, 2, …
    pairs
        `a` and `b`, rows of `traits`.

    Returns
    -------
    pandas.DataFrame
        A column for each kind of evidence with its weight where it was observed, else 0.

    Examples
    --------
    >>> from analysis.citations.matching.parse import parse_references
    >>> from analysis.citations.matching.traits import find_traits
    >>> cited = ["Green JJ, 2008, NANO LETT, V8, P3126", "Green, Jo, Gels, Nano Letters, 8, 10, pp. 3126-30, (2008)"]
    >>> weights = weigh_pairs(find_traits(parse_references(cited)), pd.DataFrame({"a": [0], "b": [1]}))
    >>> weights.loc[0, weights.loc[0] != 0].to_dict()
    {'same author': 5.5, 'same year': 3.0, 'same volume': 4.5, 'same page': 7.0, 'similar venue': 2.5}
    """
    sides = _Sides(traits, pairs)
    found = {**_compare_identifiers(sides), **_compare_titles(sides), **_compare_people(sides), **_compare_years(sides)}
    found |= _compare_places(sides)
    columns = {name: np.where(seen, weight, 0.0) for name, (seen, weight) in found.items()}
    return pd.DataFrame(columns, index=pairs.index)


class _Sides:
    """The two sides of each pair; texts are compared by number, and only different ones letter by letter."""

    def __init__(self, traits: pd.DataFrame, pairs: pd.DataFrame) -> None:
        self.traits = traits
        self.a, self.b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
        self.codes = {name: pd.factorize(traits[name].to_numpy())[0] for name in traits.columns}
        self.told = {name: (traits[name] != ("" if name != "year" else 0)).to_numpy() for name in traits.columns}

    def both(self, name: str) -> np.ndarray:
        return self.told[name][self.a] & self.told[name][self.b]

    def same(self, name: str) -> np.ndarray:
        return self.both(name) & (self.codes[name][self.a] == self.codes[name][self.b])

    def texts(self, name: str, rows: np.ndarray, other: str | None = None) -> tuple[list[str], list[str]]:
        left, right = self.traits[name].to_numpy(object), self.traits[other or name].to_numpy(object)
        return left[self.a[rows]].tolist(), right[self.b[rows]].tolist()

    def values(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        column = self.traits[name].to_numpy()
        return column[self.a], column[self.b]


def _compare_identifiers(sides: _Sides) -> Observed:
    found: Observed = {}
    for name in ("doi", "arxiv_id", "pmid", "openalex_id", "number"):
        same = sides.same(name)
        other = np.flatnonzero(sides.both(name) & ~same)
        # A digit too many or too few is a slip, not another work.
        slip = [x.startswith(y) or y.startswith(x) for x, y in zip(*sides.texts(name, other), strict=True)]
        differ = np.zeros(len(same), dtype=bool)
        differ[other] = ~np.array(slip, dtype=bool)
        found |= _named({f"same {name}": same, f"other {name}": differ})
    return found


def _compare_titles(sides: _Sides) -> Observed:
    from rapidfuzz import fuzz, process

    both, same = sides.both("title"), sides.same("title")
    lengths = sides.traits["title"].str.len().to_numpy()
    shorter = np.minimum(lengths[sides.a], lengths[sides.b])
    rows = np.flatnonzero(both & ~same)
    left, right = sides.texts("title", rows)
    similar, cut = (np.zeros(len(sides.a), dtype=bool) for _ in range(2))
    if len(rows):
        similar[rows] = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=_ALIKE, workers=-1) > 0
        begins = (x.startswith(y) or y.startswith(x) for x, y in zip(left, right, strict=True))
        cut[rows] = np.fromiter(begins, bool, len(rows)) & (shorter[rows] >= _SHORTEST_BEGINNING)
        numbers = (_NUMBER.findall(x) == _NUMBER.findall(y) for x, y in zip(left, right, strict=True))
        numbered = np.fromiter(numbers, bool, len(rows))
        similar[rows] &= numbered
        cut[rows] &= numbered
    letters = np.minimum(shorter * WEIGHTS["title per letter"], WEIGHTS["title at most"])
    share = letters / WEIGHTS["title at most"]
    return {
        "same title": (same, letters),
        "similar title": (similar & ~cut, share * WEIGHTS["similar title"]),
        "title without its end": (cut, share * WEIGHTS["title without its end"]),
        **_named({"other title": both & ~same & ~similar & ~cut}),
    }


def _title_is_venue(sides: _Sides) -> np.ndarray:
    """Pairs of which one has a title, the other a venue alone, and both are one text."""
    told, found = sides.told, np.zeros(len(sides.a), dtype=bool)
    for title, venue in ((sides.a, sides.b), (sides.b, sides.a)):
        rows = np.flatnonzero(told["title"][title] & told["venue"][venue] & ~told["title"][venue])
        titles = sides.traits["title"].to_numpy(object)[title[rows]]
        venues = sides.traits["venue"].to_numpy(object)[venue[rows]]
        found[rows] = [begins_alike(x, y) for x, y in zip(titles, venues, strict=True)]
    return found


def _compare_people(sides: _Sides) -> Observed:
    from rapidfuzz import fuzz, process

    both, same = sides.both("family"), sides.same("family")
    initials_a, initials_b = sides.texts("initials", np.arange(len(sides.a)))
    initials = list(zip(initials_a, initials_b, strict=True))
    alike = np.array([bool(x and y) and (x.startswith(y) or y.startswith(x)) for x, y in initials], dtype=bool)
    first = np.array([bool(x and y) and x[0] != y[0] for x, y in initials], dtype=bool)
    rows = np.flatnonzero(both & ~same)
    left, right = sides.texts("family", rows)
    similar = np.zeros(len(sides.a), dtype=bool)
    if len(rows):
        near = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=80, workers=-1) > 0
        begins = (x.startswith(y) or y.startswith(x) for x, y in zip(left, right, strict=True))
        similar[rows] = near | np.fromiter(begins, bool, len(rows))
    names = np.zeros(len(sides.a), dtype=bool)
    names[rows] = ~similar[rows] & _share_a_name(sides, rows)
    given = same & sides.both("given") & ~sides.same("given") & ~_given_alike(sides)
    return _named(
        {
            "same author": same & alike & ~given,
            "same family name": same & ~alike & ~first & ~given,
            "other given name": same & (first | given),
            "similar family name": similar,
            "names in another order": names,
            "other author": both & ~same & ~similar & ~names,
        }
    )


def _share_a_name(sides: _Sides, rows: np.ndarray) -> np.ndarray:
    """Whether one of the authors has a name of the other, as where family and given name changed places."""
    left, right = sides.texts("names", rows)
    return np.array([not set(x.split()).isdisjoint(y.split()) for x, y in zip(left, right, strict=True)], dtype=bool)


def _given_alike(sides: _Sides) -> np.ndarray:
    """Pairs of given names of which one may be a form of the other."""
    rows = np.flatnonzero(sides.both("given"))
    found = np.zeros(len(sides.a), dtype=bool)
    left, right = sides.texts("given", rows)
    found[rows] = [x[:2] == y[:2] for x, y in zip(left, right, strict=True)]
    return found


def _compare_years(sides: _Sides) -> Observed:
    a, b = sides.values("year")
    known, apart = sides.both("year"), np.abs(a - b)
    return _named(
        {
            "same year": known & (apart == 0),
            "a year apart": known & (apart == 1),
            "two years apart": known & (apart == 2),
            "more years apart": known & (apart > 2),
        }
    )


def _compare_places(sides: _Sides) -> Observed:
    volume, page, venue = (sides.same(name) for name in ("volume", "page", "venue"))
    alike = _venues_alike(sides)
    book = _title_is_venue(sides)
    pages, digits = sides.values("page")[0], sides.same("digits") & ~page
    early, first = np.isin(pages, _EARLY), pages == "1"
    return _named(
        {
            "same volume": volume,
            "other volume": sides.both("volume") & ~volume,
            "same page": page & ~early & ~first,
            "same page of the first hundred": page & early,
            "same first page": page & first,
            "same page but for its letters": digits,
            "other page": sides.both("page") & ~page & ~digits,
            "same venue": venue,
            "similar venue": alike,
            "title as venue": book,
            "other venue": sides.both("venue") & ~venue & ~alike & ~book,
        }
    )


def _venues_alike(sides: _Sides) -> np.ndarray:
    """Pairs of different venues of which one abbreviates the other."""
    rows = np.flatnonzero(sides.both("venue") & ~sides.same("venue"))
    codes = sides.codes["venue"]
    low, high = (pick(codes[sides.a[rows]], codes[sides.b[rows]]) for pick in (np.minimum, np.maximum))
    distinct, which = np.unique(
        low.astype("int64") * (codes.max(initial=0) + 1) + high, return_index=True, return_inverse=True
    )[1:]
    left, right = sides.texts("venue", rows[distinct])
    bare_left, bare_right = sides.texts("venue_alone", rows[distinct])
    names = zip(left, right, bare_left, bare_right, strict=True)
    alike = np.array([is_alike(a, b) or bare_a == bare_b or is_alike(bare_a, bare_b) for a, b, bare_a, bare_b in names])
    found = np.zeros(len(sides.a), dtype=bool)
    found[rows] = alike.astype(bool)[which] if len(rows) else False
    return found


def _named(seen: Mapping[str, np.ndarray]) -> Observed:
    return {name: (rows, WEIGHTS[name]) for name, rows in seen.items()}
