"""What a source says of each author beside the byline: addresses, identifiers."""

import re
from collections.abc import Iterable, Mapping

from anyascii import anyascii

from analysis.readers.bylines import read_author
from analysis.readers.record import Author

_BRACKETED = re.compile(r"\[([^\]]*)\]\s*([^\[]+)")


def add_details(authors: Iterable[Author], details: Iterable[tuple[str, Mapping[str, str]]]) -> tuple[Author, ...]:
    """Authors with what is said of each under a name.

    A name finds the author with the same words in any order, else the only one of that family name and first letter.
    Several affiliations of one author are parted by semicolons; of anything else the first is kept.

    Parameters
    ----------
    authors
        As a reader found them.
    details
        A name as the source writes it, and values of fields of `Author`.

    Examples
    --------
    >>> authors = (Author("Guan-Can Yang", "Yang", "Guan-Can"), Author("G. Li", "Li", "G."))
    >>> said = [("Yang, Guancan", {"affiliation": "ISTIC, Beijing"}), ("Li, Gang", {"affiliation": "Wuhan Univ"})]
    >>> [author.affiliation for author in add_details(authors, said)]
    ['ISTIC, Beijing', 'Wuhan Univ']
    """
    found = list(authors)
    words = {_words(author.name): at for at, author in enumerate(found)}
    short: dict[tuple[str, str], list[int]] = {}
    for at, author in enumerate(found):
        short.setdefault(_short(author), []).append(at)
    for name, values in details:
        at = words.get(_words(name))
        if at is None:
            near = short.get(_short(read_author(name, initials=True) or Author(name)), [])
            at = near[0] if len(near) == 1 else None
        if at is not None:
            found[at] = found[at]._replace(**_join(found[at], values))
    return tuple(found)


def read_bracketed(text: str) -> list[tuple[str, dict[str, str]]]:
    """Names in brackets before the address that they share, as Web of Science has them.

    Examples
    --------
    >>> read_bracketed("[Roe, A; Ng, B] Univ Wells, Wells, Wales. [Ng, B] MIT, Cambridge, MA USA.")
    [('Roe, A', {'affiliation': 'Univ Wells, Wells, Wales'}), ('Ng, B', {'affiliation': 'Univ Wells, Wells, Wales'}), \
('Ng, B', {'affiliation': 'MIT, Cambridge, MA USA'})]
    """
    return [
        (name.strip(), {"affiliation": address.strip(" .;")})
        for names, address in _BRACKETED.findall(text)
        for name in names.split(";")
        if name.strip()
    ]


def read_identifiers(text: str | None, field: str, prefix: str = "") -> list[tuple[str, dict[str, str]]]:
    """Names with an identifier behind a slash: ``Roe, Ann/0000-0002-1825-0097; Ng, Bo/A-1009-2008``.

    Examples
    --------
    >>> read_identifiers("Ng, Bo/A-1009-2008", "author_key", "researcherid:")
    [('Ng, Bo', {'author_key': 'researcherid:A-1009-2008'})]
    """
    parts = (each.rpartition("/") for each in (text or "").split(";"))
    said = ((name.strip(), value.strip()) for name, slash, value in parts if slash)
    return [(name, {field: f"{prefix}{value}"}) for name, value in said if value]


def _join(author: Author, values: Mapping[str, str]) -> dict[str, str]:
    joined = dict(values)
    if author.affiliation and "affiliation" in values and values["affiliation"] not in author.affiliation.split("; "):
        joined["affiliation"] = f"{author.affiliation}; {values['affiliation']}"
    return {field: value for field, value in joined.items() if field == "affiliation" or not getattr(author, field)}


def _words(name: str) -> frozenset[str]:
    plain = re.sub(r"(?<=\w)[-'’](?=\w)", "", anyascii(name).lower())
    return frozenset(re.findall(r"[a-z0-9]+", plain))


def _short(author: Author) -> tuple[str, str]:
    family, given = author.family, author.given
    if not family:
        given, _, family = author.name.rpartition(" ")
    return re.sub(r"\W", "", anyascii(family).lower()), anyascii(given or "").lower()[:1]
