"""Which names of venues are one abbreviated or cut off, as databases write them in lists of references."""

from analysis.text import venue_key

_ALIKE = 90.0
# Web of Science cuts the titles of books after 20 letters; small words are not counted here.
_CUT = 16
# Words of venues that databases write in forms which are no beginning of theirs.
_FORMS = {"p": "proceedings", "t": "transactions", "b": "bulletin", "z": "zeitschrift", "int": "international"}


def is_alike(a: str, b: str) -> bool:
    """Whether one venue abbreviates another: most of its words begin words of the other, in its order.

    Examples
    --------
    >>> is_alike("p natl acad sci usa", "proceedings national academy sciences united states america")
    True
    >>> is_alike("j am acad dermatol", "journal american academy dermatology"), is_alike("nature", "nature medicine")
    (True, False)
    """
    if _is_cut(a, b):
        return True
    short, full = sorted((a.split(), b.split()), key=lambda words: (sum(map(len, words)), words))
    at = hits = 0
    for word in short:
        found = next((place for place in range(at, len(full)) if _shortens(word, full[place])), None)
        if found is not None:
            hits, at = hits + 1, found + 1
    return hits >= 0.75 * len(short) and hits >= 0.5 * len(full) and (hits > 1 or len(full) == 1)


def begins_alike(title: str, venue: str) -> bool:
    """Whether a title is what a venue of 20 letters was cut and shortened from.

    Examples
    --------
    >>> begins_alike("Diseases of the hair and scalp", "dis hair scalp"), begins_alike("Deep hair", "dis hair scalp")
    (True, False)
    """
    key = venue_key(title)
    full, short = key.split(), venue.split()
    spelled = len(full) >= len(short) and all(map(_shortens, short, full))
    return bool(short) and (spelled or _is_cut(venue, key))


def _shortens(part: str, word: str) -> bool:
    """Whether a part stands for a word: its beginning, or its first letter and others of it in order."""
    if word.startswith(part) or _FORMS.get(part) == word:
        return True
    if len(part) < 3 or part[0] != word[0]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in part)


def _is_cut(a: str, b: str) -> bool:
    """Whether one of two texts is the beginning of the other, or nearly: some exports lose letters with accents."""
    from rapidfuzz import fuzz

    length = min(len(a), len(b))
    return length >= _CUT and fuzz.ratio(a[:length], b[:length]) >= _ALIKE
