"""One name for each venue, whether a record has it in full, abbreviated or in capitals."""

import re

import numpy as np
import pandas as pd
from anyascii import anyascii

_SMALL = frozenset("of the and for in on de la le du des et der die das und fur a an to el y".split())

# Words that a name may have more than another without being another venue.
_PUBLISHERS = frozenset("acm ieee acs ifip usenix springer elsevier online print usa london england new series".split())
_SHORT_FORMS = {"j": "journal", "natl": "national", "intl": "international", "engn": "engineering"}
_SERVER = re.compile(r"arxiv|rxiv|ssrn|preprint|research square|corr\b|zenodo|\bosf\b|techrxiv")


def unify_venues(venues: pd.Series) -> pd.Series:
    """The venue of each record under the name that most records of the corpus give it.

    Spellings that differ in case, marks and small words are one venue. An abbreviation is the venue whose words begin
    with its parts, where exactly one venue of the corpus does.

    Parameters
    ----------
    venues
        Venue as printed, missing where a record has none.

    Returns
    -------
    pandas.Series
        The same index; a full name is preferred to an abbreviation, mixed case to capitals.

    Examples
    --------
    >>> import pandas as pd
    >>> names = ["Medical Image Analysis", "MEDICAL IMAGE ANALYSIS", "Med. Image Anal.", "Science"]
    >>> unify_venues(pd.Series(names)).tolist()
    ['Medical Image Analysis', 'Medical Image Analysis', 'Medical Image Analysis', 'Science']
    """
    counts = venues.dropna().value_counts().rename_axis("name").reset_index(name="count")
    if counts.empty:
        return venues
    counts["key"] = counts["name"].map(venue_key)
    counts["shouts"] = counts["name"].map(str.isupper) & (counts["name"].str.len() > 5)
    best = counts.sort_values(["shouts", "count", "name"], ascending=[True, False, True]).drop_duplicates("key")
    names = best.set_index("key")["name"]
    full = _expand(names)
    chosen = counts["key"].map(lambda key: names[full.get(key, key)])
    return venues.map(dict(zip(counts["name"], chosen, strict=True)), na_action="ignore")


def names_server(venues: pd.Series) -> pd.Series:
    """Which venues are servers of preprints; a missing one is none.

    Examples
    --------
    >>> names_server(pd.Series(["arXiv:2401.1", "bioRxiv", "Corrosion Science", None])).tolist()
    [True, True, False, False]
    """
    return venues.astype("str").fillna("").str.lower().str.contains(_SERVER)


def venue_key(name: str) -> str:
    """A venue's words without case, marks and small words; for comparing, never for showing."""
    words = re.findall(r"[a-z0-9]+", anyascii(name.replace("&", " and ")).lower())
    # A letter at the end is a name: Physical Review A.
    return " ".join(word for at, word in enumerate(words) if word not in _SMALL or at == len(words) - 1)


def is_same_venue(a: str, b: str) -> bool:
    """Whether two keys of `venue_key` are one venue, one of them abbreviated or with its publisher.

    Examples
    --------
    >>> is_same_venue("med image anal", "medical image analysis"), is_same_venue("sigmod record", "acm sigmod record")
    (True, True)
    >>> is_same_venue("physical review", "physical review b"), is_same_venue("modern art", "modern artificial")
    (False, False)
    """
    short, full = sorted((a, b), key=len)
    if len(short.split()) == len(full.split()):
        return a == b or abbreviates(short, full)
    words, more = set(short.split()), set(full.split()) - set(short.split())
    return len(words) > 1 and words <= set(full.split()) and more <= _PUBLISHERS


def abbreviates(short: str, full: str) -> bool:
    """Whether each word of one key begins like that of the other, at least two of them shortened."""
    shortened = sum(part != whole for part, whole in zip(short.split(), full.split(), strict=True))
    return shortened > 1 and _begins(short, full)


def _begins(short: str, full: str) -> bool:
    """Whether each word of one key begins like that of another key."""
    return short != full and all(
        whole == part or _SHORT_FORMS.get(part) == whole or (len(part) > 1 and whole.startswith(part))
        for part, whole in zip(short.split(), full.split(), strict=True)
    )


def _expand(names: pd.Series) -> dict[str, str]:
    """Keys of abbreviated names, each with the key of the one full name that it stands for."""
    by_shape: dict[tuple[int, str], list[str]] = {}
    for key in names.index:
        words = key.split()
        if words:
            by_shape.setdefault((len(words), "".join(word[0] for word in words)), []).append(key)
    found = {}
    for keys in by_shape.values():
        for key in keys if len(keys) > 1 else ():
            # MOL CELL could be Molecular Cell and Molecules and Cells; what is half abbreviated is no other name.
            near = [other for other in keys if _begins(key, other)]
            candidates = [one for one in near if not any(_begins(one, other) for other in near)]
            if len(candidates) == 1 and abbreviates(key, candidates[0]):
                found[key] = candidates[0]
    return {key: full for key, full in found.items() if full not in found}


def compare_venues(left: pd.Series, right: pd.Series, *, sure: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs name two venues, and which of these are one under two names.

    Two names are one venue where their words agree or abbreviate each other, or where the corpus shows it: a fifth of
    the sure pairs of either name, and three at least, go with the other.
    """
    known = ((left != "") & (right != "")).to_numpy()
    first, second = (
        np.minimum(left.to_numpy(object), right.to_numpy(object)),
        np.maximum(left.to_numpy(object), right.to_numpy(object)),
    )
    names = pd.DataFrame({"first": first, "second": second})
    seen = names[known & sure]
    together = seen.groupby(["first", "second"]).size()
    each = pd.concat([seen["first"], seen["second"]]).value_counts()
    alike = {}
    for pair in names[known].drop_duplicates().itertuples(index=False):
        count = together.get(tuple(pair), 0)
        learned = count >= 3 and count >= 0.2 * min(each.get(pair.first, 0), each.get(pair.second, 0))
        alike[tuple(pair)] = pair.first == pair.second or learned or is_same_venue(pair.first, pair.second)
    found = np.zeros(len(left), dtype=bool)
    found[known] = [alike[pair] for pair in zip(first[known], second[known], strict=True)]
    return known, found
