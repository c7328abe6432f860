"""Authors from bylines, however their names are parted, turned and adorned."""

import re
from collections.abc import Iterable

from analysis.readers.record import Author
from analysis.readers.values import read_listed
from analysis.text import (
    bare_name,
    initials_last,
    is_degree,
    is_group,
    is_initials,
    is_nobody,
    is_suffix,
    move_particles,
    split_initials,
)

# Semicolons of several scripts, bars and line breaks part names; commas do it only where the names say so.
_STRONG = re.compile(r"\s*[;；؛|\n\u2028]\s*")
_COMMA = re.compile(r"\s*[,，،、]\s*")
_AND = re.compile(r"[,，]?\s+(?:and|und|et(?! al)|&)\s+|\s+&\s*|\s*＆\s*", re.IGNORECASE)
_STRAY_AND = re.compile(r"^(?:and|&|und)\s+|\s+(?:and|&)$", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_ET_AL = re.compile(
    r"[\s,;]+(?:et\.? al\b\.?|u\.\s?a\.|(?:and|&) (?:many |several )?(?:others?|co-?workers|colleagues))\s*$",
    re.IGNORECASE,
)
# As much of a byline as such an end can take.
_TAIL = 60
_SMALL_WORD = re.compile(r"\b(?:of|for|on|in|the|des?|der|für|del|della|di|pour|para)\b", re.IGNORECASE)
_STARTS_WITH_PARTICLE = re.compile(r"(?:van|von|de|der|da|di|del|la|le|al|el|bin|ter|ten)\b", re.IGNORECASE)
# Given names so frequent that a comma before one parts a family name from it, not two people.
_COMMON_GIVEN = frozenset(
    "ana anna anne antonio carla carlos claudia daniel david eduardo elena elisabeth fernando francisco franz gabriel "
    "hans isabel jan jean joan johann johannes jorge josé jose joão joao juan karl laura luis luiz manuel marco marcos "
    "maria maría marie mario marta miguel paula paulo pedro pablo peter pierre rafael ramón ricardo roberto rosa "
    "sergio victor wolfgang".split()
)


def split_byline(text: str | None) -> tuple[Author, ...]:
    """The authors of a byline in one cell.

    Semicolons, bars, line breaks and "and" part names wherever they stand; commas part names, or family and given
    name, as the names themselves tell. Degrees and notes are left out, groups stay whole, "et al." is nobody.

    Examples
    --------
    >>> [author.family for author in split_byline("Smith J, Doe KL, van der Berg A; WELL Study Group.")]
    ['Smith', 'Doe', 'van der Berg', 'WELL Study Group']
    >>> [author.name for author in split_byline("John Smith, MD; Doe, Jane & Max Roe, et al.")]
    ['John Smith', 'Jane Doe', 'Max Roe']
    """
    listed = read_listed(text)
    if listed is not None:
        return read_names(listed)
    text = _tidy(text or "")
    pieces = [piece for part in _STRONG.split(text) for piece in _split_and(part) if piece.strip(" .,")]
    given_apart = len(pieces) > 1 and any(_is_turned(piece) for piece in pieces)
    names = [name for piece in pieces for name in split_commas(piece, one=given_apart)]
    return _authors(names)


def read_names(names: Iterable[str], *, initials: bool = False) -> tuple[Author, ...]:
    """The authors of a list that has each name on its own, ``Family, Given`` or as printed.

    A name that nevertheless holds several is split where that is beyond doubt.

    Parameters
    ----------
    names
        Names as the file has them.
    initials
        Whether the format writes a name without comma as family name and initials.

    Examples
    --------
    >>> [author.family for author in read_names(["van der Laak, Jeroen", "Kowalski Ł.", "And Others"])]
    ['van der Laak', 'Kowalski']
    """
    pieces = [
        name
        for text in names
        for part in _STRONG.split(_tidy(text))
        for piece in (_split_and(part) if "," in part else [part])
        for name in split_commas(piece, one=True)
    ]
    return _authors(pieces, initials=initials)


def _tidy(text: str) -> str:
    """A byline with single spaces and without the "et al." at its end."""
    text = _SPACES.sub(" ", text).strip()
    return text[:-_TAIL] + _ET_AL.sub("", text[-_TAIL:])


def _authors(names: list[str], *, initials: bool = False) -> tuple[Author, ...]:
    initials = initials or (len(names) > 1 and all(initials_last(bare_name(name), capitals=True) for name in names))
    people = (read_author(name, initials=initials) for name in names)
    return tuple(author for author in people if author)


def read_author(name: str | None, *, initials: bool = False, **more: str | None) -> Author | None:
    """One author from ``Family, Given``, ``Family, Given, Suffix``, ``Family I.J.`` or a name as printed.

    Parameters
    ----------
    name
        The name; None and what names nobody give None.
    initials
        Whether capitals at the end of a name without comma are initials, whatever they spell.
    more
        ORCID and affiliation.

    Examples
    --------
    >>> read_author("van der Laak, Jeroen")[:3], read_author("River Group")[:3]
    (('Jeroen van der Laak', 'van der Laak', 'Jeroen'), ('River Group', 'River Group', None))
    >>> [read_author(name)[:3] for name in ("de Oliveira J.C.", "Y. Lecun", "Smith J Jr")]
    [('J.C. de Oliveira', 'de Oliveira', 'J.C.'), ('Y. Lecun', None, None), ('J Smith Jr', 'Smith Jr', 'J')]
    """
    text = bare_name(name or "")
    if is_nobody(text):
        return None
    if is_group(text):
        return read_group(text, **more)
    parts = [part for part in _COMMA.split(text) if part]
    suffix = next((part for part in parts[1:] if is_suffix(part)), None)
    parts = [part for at, part in enumerate(parts) if at == 0 or not (is_suffix(part) or _is_title(part, parts, at))]
    if len(parts) == 1:
        return _read_whole(parts[0], suffix, initials, **more)
    family, given = parts[0], " ".join(parts[1:])
    if _is_initial(family) and not is_initials(given):
        # An initial is never a family name: "A, Arriaga Rodrigo", "J., Smith".
        family, _, rest = given.partition(" ")
        given = f"{rest} {parts[0]}".strip()
    return _compose(*move_particles(family, given), suffix, **more)


def read_group(name: str | None, **more: str | None) -> Author | None:
    """A body that signs a paper, its name whole."""
    text = " ".join((name or "").split()).strip(" ;,")
    return None if is_nobody(text) else Author(text, text, None, **more)


def _read_whole(name: str, suffix: str | None, initials: bool, **more: str | None) -> Author | None:
    words = name.split()
    while len(words) > 2 and is_degree(words[-1], sure=True) and not (initials and is_initials(words[-1])):
        words.pop()
    if len(words) > 1 and is_suffix(words[-1]) and initials_last(" ".join(words[:-1]), capitals=True):
        suffix = words.pop()
    name = " ".join(words)
    if initials_last(name, capitals=initials or suffix is not None):
        return _compose(*split_initials(name), suffix, **more)
    return Author(f"{name} {suffix}" if suffix else name, **more) if not is_nobody(name) else None


def _is_initial(family: str) -> bool:
    """Whether what stands for a family name is surely initials, and no short name in capitals."""
    return is_initials(family) and ("." in family or len(family) == 1)


def _compose(family: str, given: str, suffix: str | None, **more: str | None) -> Author:
    family = f"{family} {suffix}" if suffix else family
    return Author(f"{given} {family}", family, given, **more)


def _is_title(part: str, parts: list[str], at: int) -> bool:
    """Whether a part behind a comma is a degree: behind a whole name, or behind a family and a given name."""
    return is_degree(part, sure=at < 2) and (at > 1 or " " in parts[0])


def split_commas(text: str, *, one: bool = False) -> list[str]:
    """The names in a text parted by commas: a list of them, pairs of family and given name, or one such pair.

    Parameters
    ----------
    text
        A piece of a byline without stronger marks.
    one
        Whether two parts are one name, as in a list that has each name on its own.

    Examples
    --------
    >>> split_commas("Pardew F., Kirkby T."), split_commas("Lagos, P., van der Vliet, H.")
    (['Pardew F.', 'Kirkby T.'], ['Lagos, P.', 'van der Vliet, H.'])
    >>> split_commas("John Smith, Jane Doe"), split_commas("García López, José Luis")
    (['John Smith', 'Jane Doe'], ['García López, José Luis'])
    """
    text = _STRAY_AND.sub("", text.strip())
    parts = _join_titles([part for part in _COMMA.split(text) if part.strip(" .")])
    if len(parts) < 2:
        return parts or [""]
    if is_group(parts[0]) and not any(map(_has_initials, parts[1:])):
        return [text]
    groups = [part for part in parts if is_group(part)]
    if groups:
        people = [part for part in parts if part not in groups]
        return [*(split_commas(", ".join(people), one=one) if people else []), *groups]
    names = [_without_titles(part) for part in parts]
    if all(map(_has_initials, names)):
        return parts
    pairs = [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=False)]
    even = len(parts) % 2 == 0
    if even and all(map(is_initials, names[1::2])):
        return pairs
    if len(parts) == 2:
        return parts if not one and _are_two(*names) else [text]
    if even and not all(" " in name for name in names) and not any(map(_has_initials, names[::2])):
        return pairs
    return [text] if one and len(parts) == 3 and not all(" " in name for name in names) else parts


def _are_two(first: str, second: str) -> bool:
    """Whether two parts of two words or more are two people and not one's family and given names."""
    if " " not in first or " " not in second or _STARTS_WITH_PARTICLE.match(first):
        return False
    begin, end = first.split()[0].lower(), second.split()[0].lower()
    return begin in _COMMON_GIVEN or end not in _COMMON_GIVEN or is_initials(first.split()[0])


def _join_titles(parts: list[str]) -> list[str]:
    """Parts with degrees and suffixes joined to the name that they follow."""
    joined: list[str] = []
    for part in parts:
        before = joined[-1] if joined else ""
        whole = " " in before.partition(",")[0] or "," in before
        if joined and (is_suffix(part) or (whole and is_degree(part, sure="," not in before))):
            joined[-1] = f"{before}, {part}"
        elif joined and len(joined) % 2 == 0 and is_degree(part, sure=True):
            # Behind a family and a given name: "Smith, John, PhD".
            joined[-1] = f"{before}, {part}"
        else:
            joined.append(part)
    return joined


def _without_titles(part: str) -> str:
    return bare_name(part.partition(",")[0])


def _has_initials(part: str) -> bool:
    words = _without_titles(part).split()
    while len(words) > 1 and is_suffix(words[-1]):
        words.pop()
    return initials_last(" ".join(words), capitals=True)


def _is_turned(piece: str) -> bool:
    """Whether a piece of a byline is surely one ``Family, Given``."""
    parts = [part for part in _COMMA.split(piece) if part and not is_suffix(part)]
    return len(parts) == 2 and " " not in parts[1].strip() and not is_degree(parts[1]) and not is_group(piece)


def _split_and(text: str) -> list[str]:
    """The pieces of a text between "and"s, except for those inside the name of a body."""
    pieces = _AND.split(text)
    names = pieces[:1]
    for piece in pieces[1:]:
        if _is_within_group(names[-1], piece):
            names[-1] = f"{names[-1]} and {piece}"
        else:
            names.append(piece)
    return names


def _is_within_group(before: str, after: str) -> bool:
    """Whether an "and" stands in a body's name: "Department of Health and Care", "Bell and Anna Moor Foundation"."""
    if is_group(before):
        return not ("," in after or _has_initials(after) or is_group(after)) and (
            _SMALL_WORD.search(before) is not None or " " not in after.strip()
        )
    return is_group(after) and "," not in before and " " not in before.strip()
