"""What two names have in common, and how many people are likely to bear one."""

import re
from collections import defaultdict
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd
from anyascii import anyascii
from nicknames import NickNamer

from analysis.text import has_full_given_name, name_key

Given = tuple[str, ...]
# Before a family name these may be left out, and an umlaut may be written with two letters.
_BEFORE_FAMILY = re.compile(r"^(?:al|el|de|del|della|di|da|dos|du|la|le|mac|mc|van|von|der|den|ten|ter|bin|ben)\s+")
_UMLAUT = re.compile(r"(?<=[aou])e(?=[^aeiou])")


class Named(NamedTuple):
    """Distinct names, in order of their keys, and for each mention the place of its own among them.

    `names` has `key` (see `analysis.text.name_key`), `family` and `loose` (the family name in plain letters, and
    without what is often left out), `given` (its parts in plain letters) and `bearers` (see `expect_bearers`).
    """

    names: pd.DataFrame
    place: np.ndarray


def list_names(mentions: pd.DataFrame) -> Named:
    """The distinct names of some mentions.

    Parameters
    ----------
    mentions
        `name`, `family`, `given` of each; a body that signs has no given name.
    """
    printed = (
        mentions[["name", "family", "given"]].astype("str").where(mentions[["name", "family", "given"]].notna(), "")
    )
    which, printed = printed.groupby(["family", "given", "name"]).ngroup().to_numpy(), printed.drop_duplicates()
    printed = printed.sort_values(["family", "given", "name"], ignore_index=True)
    keys = [name_key(family, given) or name for family, given, name in printed[["family", "given", "name"]].to_numpy()]
    place, known = pd.factorize(pd.Series(keys), sort=True)
    first = printed.assign(key=keys).drop_duplicates("key").set_index("key").loc[known]
    plain = [" ".join(anyascii(family).lower().split()) for family in first["family"]]
    names = pd.DataFrame(
        {
            "key": known,
            "family": [re.sub(r"\W", "", text) for text in plain],
            "loose": [re.sub(r"\W", "", _UMLAUT.sub("", _BEFORE_FAMILY.sub("", text))) for text in plain],
            "given": [split_given(text) for text in first["given"]],
        }
    )
    return Named(names.assign(bearers=expect_bearers(names)), place[which])


def split_given(given: str | None) -> Given:
    """The parts of a given name in plain small letters, of initials the first of each.

    What a hyphen joins is one part: "Po-Hao" is no "Hao".

    Examples
    --------
    >>> split_given("S. Kevin"), split_given("Klaus-Robert"), split_given("JA"), split_given("E.Yu."), split_given(None)
    (('s', 'kevin'), ('klausrobert',), ('j', 'a'), ('e', 'y'), ())
    """
    plain = anyascii(given or "")
    if given and not has_full_given_name(given):
        return tuple(letter.lower() for letter in re.findall(r"[A-Z]", plain))
    return tuple(re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)[-'](?=\w)", "", plain.lower())))


def expect_bearers(names: pd.DataFrame) -> np.ndarray:
    """How many others of each name are to be expected, shape (names,).

    Were given and family names drawn apart, a name would have as many other bearers as there are other names with its
    family name, times the share of other names with its given name. Initials stand for the given names in full that
    are known with the family name: each of those with the first letter but one is another bearer, and of all others
    the share of names with this letter. No list of common names is needed. A name without given name, such as that of
    a body, has no other bearer.

    Parameters
    ----------
    names
        `family`, `loose` and `given` of distinct names.

    Examples
    --------
    >>> names = pd.DataFrame({"family": ["chen", "chen", "li", "roe"], "given": [("hao",), ("yu",), ("hao",), ("z",)]})
    >>> expect_bearers(names.assign(loose=names["family"])).tolist()
    [0.25, 0.0, 0.0, 0.0]
    """
    if names.empty:
        return np.zeros(0)
    joined = names["given"].map("".join)
    first = names["given"].map(lambda given: given[0] if given else "")
    others = joined.map(joined.value_counts()) - 1
    found = (names["family"].map(names["family"].value_counts()) - 1) * others / len(names)
    return found.where(first.str.len() > 1, _stand_for(names["loose"], first)).where(joined != "", 0.0).to_numpy(float)


def _stand_for(family: pd.Series, first: pd.Series) -> pd.Series:
    """How many other people the initial of each name may stand for."""
    letter = first.str[:1]
    spelled = pd.DataFrame({"family": family, "letter": letter, "first": first})[first.str.len() > 1].drop_duplicates()
    of_family = family.map(spelled["family"].value_counts()).fillna(0)
    keys = pd.MultiIndex.from_arrays([family, letter])
    of_letter = spelled.groupby(["family", "letter"]).size().reindex(keys, fill_value=0).set_axis(family.index)
    share = letter.map(letter.value_counts()) / len(letter)
    return (of_letter - 1).clip(lower=0) + (of_family - of_letter) * share


def may_be_one(one: Given, other: Given) -> bool:
    """Whether two given names, of one family name, may be those of one person.

    A part agrees with itself, with its initial and with its short form (Bill, William); later parts may be left out,
    and so may the first of two where the second is the one that is used. Two full first names that differ are two
    people.

    Examples
    --------
    >>> may_be_one(("s", "kevin"), ("shaohua", "kevin")), may_be_one(("kevin",), ("shaohua", "kevin"))
    (True, True)
    >>> may_be_one(("min", "jun"), ("minjun",)), may_be_one(("anna",), ("andrea",)), may_be_one(("j", "a"), ("j", "b"))
    (True, False, False)
    >>> may_be_one(("bill",), ("william", "j"))
    True
    """
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if "".join(one) == "".join(other) or (
        len(short) == 1 and len(long) == 2 and len(short[0]) > 1 and short[0] == long[1]
    ):
        return True
    pairs = zip(one, other, strict=False)
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or a in long_forms(b) or b in long_forms(a)
        for a, b in pairs
    )


@cache
def long_forms(given: str) -> frozenset[str]:
    """Given names of which this one is a short form, such as "william" of "bill"."""
    return frozenset(_namer().canonicals_of(given))


@cache
def _namer() -> NickNamer:
    return NickNamer()


def pair_names(names: pd.DataFrame) -> list[tuple[int, int]]:
    """Places of two names that may be one person's, the smaller first, in order.

    Parameters
    ----------
    names
        As `list_names` gives them.
    """
    given, loose = names["given"].tolist(), names["loose"].tolist()
    shared, lettered, shortened = defaultdict(list), defaultdict(list), defaultdict(list)
    for place, (parts, family) in enumerate(zip(given, loose, strict=True)):
        for part in dict.fromkeys(parts):
            shared[family, part].append(place)
        if parts:
            lettered[family, parts[0][0]].append(place)
        for long in long_forms(parts[0]) if parts else ():
            shortened[family, long].append(place)
    pairs = {pair for places in shared.values() for pair in combinations(places, 2)}
    for places in lettered.values():
        initials = [place for place in places if len(given[place][0]) == 1]
        pairs |= {(min(pair), max(pair)) for pair in product(initials, places) if pair[0] != pair[1]}
    for key, places in shortened.items():
        pairs |= {(min(pair), max(pair)) for pair in product(places, shared.get(key, ())) if pair[0] != pair[1]}
    agreeing = {pair for pair in pairs if may_be_one(given[pair[0]], given[pair[1]])}
    return sorted(agreeing | _swapped(names))


def _swapped(names: pd.DataFrame) -> set[tuple[int, int]]:
    """Pairs of names of which one is the other with family and given name in each other's place."""
    places = {
        (family, "".join(given)): place
        for place, (family, given) in enumerate(zip(names["family"], names["given"], strict=True))
    }
    turned = ((place, places.get((given, family))) for (family, given), place in places.items())
    return {(place, other) for place, other in turned if other is not None and place < other}
