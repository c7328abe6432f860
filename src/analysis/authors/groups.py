"""Mentions to people: namesakes are parted, variants of one person's name are joined."""

from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from analysis.authors.evidence import LEAST, Evidence, count_years_between, fade, weigh_pairs
from analysis.authors.names import pair_names

# Log-odds of mentions that an identifier ties together, and of those that cannot be one person's.
_TIED, _APART = 20.0, -1000.0
# Of another spelling a group has to have this much for it, and less where nobody else is expected to bear the name:
# of so many names in all, about one more bearer is expected than the names tell. Of two spellings each has bearers whom
# the other does not show, so that so many times as many are expected.
_ENOUGH, _UNTOLD, _JOINED = 2.0, 30, 5
# From so many mentions on, how much they have in common tells of several people, whatever the name.
_TELLING = 5
_LITTLE, _STRANGERS = -1.84, 0.25
# Years in which the weight of a pair in this falls to a third, and the weight that tells.
_ABOUT_THE_SAME, _TELLING_PAIRS = 3.0, 5.0
# Of so many mentions of a group the evidence is weighed.
_WEIGHED = 60


class Parted(NamedTuple):
    """A group for each mention, and what supports it there.

    `support` is the mean of the log-odds with the group's other mentions; for a mention that stands alone the highest
    with others of its name, turned round; not known where a name was not looked into.
    """

    groups: np.ndarray
    support: np.ndarray


def part_namesakes(mentions: pd.DataFrame, names: pd.DataFrame, evidence: Evidence) -> Parted:
    """Mentions of one name that are one person's.

    Average linkage [1]_ of the log-odds of pairs. A name of few expected bearers needs little to stay one person, one
    of many needs more: the threshold is half the logarithm of `bearers`, or of what its mentions themselves point to.
    Two of one name on one paper are two people, and so are two ORCIDs; what shares an ORCID, or a source's own id, is
    one.

    Parameters
    ----------
    mentions
        `name` (the place in `names`), `paper_id`, `orcid` and `author_key`, both as far as they can be trusted.
    names
        From `analysis.authors.names.list_names`.
    evidence
        Of the same mentions.

    References
    ----------
    .. [1] R. R. Sokal, C. D. Michener, "A statistical method for evaluating systematic relationships", Univ. Kansas
       Sci. Bull. 38, 1409-1438 (1958).
    """
    groups, support = np.zeros(len(mentions), dtype=int), np.full(len(mentions), np.nan)
    for name, places in mentions.groupby("name").indices.items():
        bearers, own = names["bearers"].iat[name], mentions.iloc[places]
        if len(places) >= _TELLING or (len(places) > 1 and (_threshold(bearers) > LEAST or _has_conflict(own))):
            odds = weigh_pairs(evidence, places, places, names=[name])
            strangers = _expect_strangers(odds, count_years_between(evidence, places, places))
            groups[places] = _cluster(_tie(own, odds), _threshold(max(bearers, strangers)))
            support[places] = _support(odds, groups[places])
    return Parted(mentions.assign(group=groups).groupby(["name", "group"]).ngroup().to_numpy(), support)


def _threshold(bearers: float) -> float:
    return 0.5 * float(np.log(max(bearers, 1e-9)))


def _expect_strangers(odds: np.ndarray, years: np.ndarray) -> float:
    """How many others are to be expected at least where many mentions of a name have little in common.

    Of pairs of one person's papers of about the same years a tenth have nothing in common, of those of five people more
    than half: where half of such pairs have nothing, the name has several bearers, however rare it is among the names
    here.
    """
    if len(odds) < _TELLING:
        return 0.0
    pairs = np.triu_indices(len(odds), 1)
    near = np.exp(-years[pairs] / _ABOUT_THE_SAME)
    apart = odds[pairs] < _LITTLE * fade(years[pairs])
    return _STRANGERS if near.sum() >= _TELLING_PAIRS and (apart * near).sum() >= 0.5 * near.sum() else 0.0


def _support(odds: np.ndarray, groups: np.ndarray) -> np.ndarray:
    own = groups[:, None] == groups
    np.fill_diagonal(own, False)
    size = own.sum(axis=1)
    inside = (odds * own).sum(axis=1) / np.maximum(size, 1)
    outside = np.where(own | np.eye(len(odds), dtype=bool), LEAST, odds).max(axis=1)
    return np.where(size > 0, inside, -outside)


def join_variants(mentions: pd.DataFrame, names: pd.DataFrame, evidence: Evidence, groups: np.ndarray) -> np.ndarray:
    """Groups of names that may be one person's joined where enough speaks for it, the surest first.

    A join needs a pair of mentions with enough for it, the more the more people are expected to bear the names, or a
    shared identifier. No two full given names in one group may differ and no two groups of one name meet again unless
    an identifier says so, and no two of its mentions may stand on one paper or have two ORCIDs.

    Parameters
    ----------
    mentions, names, evidence
        As for `part_namesakes`.
    groups
        Its groups.

    Returns
    -------
    numpy.ndarray
        The group of each mention after the joins.
    """
    from networkx.utils import UnionFind

    agreeing = set(pair_names(names))
    candidates = _tied_groups(mentions, groups) + _like_groups(mentions, names, evidence, groups, agreeing)
    touched = {group for _, one, other in candidates for group in (one, other)}
    facts = _describe_groups(mentions, groups, touched)
    joined = UnionFind(sorted(touched))
    for odds, one, other in sorted(candidates, key=lambda found: (-found[0], *found[1:])):
        a, b = joined[one], joined[other]
        if a != b and _may_join(facts[a], facts[b], agreeing, tied=odds == _TIED):
            joined.union(a, b)
            facts[joined[a]] = Facts(*(left | right for left, right in zip(facts[a], facts[b], strict=True)))
    return np.array([joined[group] if group in touched else group for group in groups])


class Facts(NamedTuple):
    """What the mentions of a group are: places of names, papers, ORCIDs."""

    names: frozenset[int]
    papers: frozenset[str]
    orcids: frozenset[str]


def _tied_groups(mentions: pd.DataFrame, groups: np.ndarray) -> list[tuple[float, int, int]]:
    """Neighbouring pairs of groups that share an identifier."""
    pairs = []
    for column in ("orcid", "author_key"):
        known = mentions[column].notna()
        for _, own in pd.Series(groups)[known.to_numpy()].groupby(mentions.loc[known, column].to_numpy()):
            listed = sorted(set(own))
            pairs += [(_TIED, one, other) for one, other in pairwise(listed)]
    return pairs


def _like_groups(
    mentions: pd.DataFrame,
    names: pd.DataFrame,
    evidence: Evidence,
    groups: np.ndarray,
    agreeing: set[tuple[int, int]],
) -> list[tuple[float, int, int]]:
    """Pairs of groups of agreeing names with enough for a join."""
    recent = pd.Series(groups).groupby(groups).tail(_WEIGHED).index.to_numpy()
    by_name = {
        name: recent[at]
        for name, at in mentions["name"].iloc[recent].groupby(mentions["name"].to_numpy()[recent]).indices.items()
    }
    bearers = names["bearers"].to_numpy() + _UNTOLD / len(names)
    found = []
    for one, other in sorted(agreeing):
        left, right = by_name[one], by_name[other]
        odds = weigh_pairs(evidence, left, right, names=[one, other])
        needed = min(_ENOUGH, _ENOUGH + _threshold(_JOINED * max(bearers[one], bearers[other])))
        rows, columns = np.nonzero(odds >= needed)
        strong = pd.DataFrame({"a": groups[left][rows], "b": groups[right][columns], "odds": odds[rows, columns]})
        best = strong.groupby(["a", "b"])["odds"].max()
        found += [(float(each), int(a), int(b)) for (a, b), each in best.items()]
    return found


def _describe_groups(mentions: pd.DataFrame, groups: np.ndarray, touched: set[int]) -> dict[int, Facts]:
    own = mentions.assign(group=groups)
    own = own[own["group"].isin(touched)].groupby("group")
    return {
        group: Facts(frozenset(rows["name"]), frozenset(rows["paper_id"]), frozenset(rows["orcid"].dropna()))
        for group, rows in own
    }


def _may_join(one: Facts, other: Facts, agreeing: set[tuple[int, int]], *, tied: bool) -> bool:
    if one.papers & other.papers or len(one.orcids | other.orcids) > 1:
        return False
    pairs = product(one.names, other.names)
    return tied or all((min(a, b), max(a, b)) in agreeing for a, b in pairs)


def _has_conflict(own: pd.DataFrame) -> bool:
    return own["paper_id"].duplicated().any() or own["orcid"].nunique() > 1


def _tie(own: pd.DataFrame, odds: np.ndarray) -> np.ndarray:
    """Log-odds with what identifiers and shared papers say put in."""
    for column in ("author_key", "orcid"):
        codes = pd.factorize(own[column])[0]
        odds = np.where((codes[:, None] == codes) & (codes >= 0), _TIED, odds)
    known = codes >= 0
    odds = np.where((codes[:, None] != codes) & known & known[:, None], _APART, odds)
    papers = pd.factorize(own["paper_id"])[0]
    return np.where(papers[:, None] == papers, _APART, odds)


def _cluster(odds: np.ndarray, threshold: float) -> np.ndarray:
    distances = _TIED - odds
    np.fill_diagonal(distances, 0)
    return fcluster(linkage(squareform(distances, checks=False), "average"), _TIED - threshold, "distance")
