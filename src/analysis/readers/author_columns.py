"""How tables of exports name authors, and what other columns say of each."""

import re
from collections.abc import Callable, Mapping, Sequence

from analysis.readers.bylines import read_group, read_names, split_byline
from analysis.readers.details import add_details, read_bracketed, read_identifiers
from analysis.readers.record import Author
from analysis.readers.values import split_list

Authors = Callable[[Mapping[str, str]], tuple[Author, ...]]
_SCOPUS_SHORT = re.compile(r"([^,]*?,?\s[^\W\d_]{1,3}\.(?:[\s-]?[^\W\d_]{1,3}\.)*),\s+")


def scopus_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    """Full names where the export has them; else ``Family I.J.``, parted by commas or semicolons."""
    full = [re.sub(r"\s*\(\d+\)$", "", name) for name in split_list(row.get("Author full names"))]
    short = row.get("Authors", "")
    names = split_list(short) if ";" in short or not re.search(r"\w\.,", short) else split_list(short, r"(?<=\.),\s+")
    names = full or names
    authors = read_names(names, initials=True)
    keys = re.findall(r"\d+", row.get("Author(s) ID", ""))
    addresses = [_scopus_address(text, names) for text in split_list(row.get("Authors with affiliations"))]
    # A key by place is right only where there are as many as names.
    said = [(name, {"author_key": f"scopus:{key}"}) for name, key in zip(names, keys, strict=False)]
    return add_details(authors, [*(said if len(keys) == len(names) else []), *filter(None, addresses)])


def _scopus_address(text: str, names: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """Name and address of ``Roe, Ann, Univ Wells, Wells``, or with initials ``Roe A.B., Univ Wells, Wells``.

    Examples
    --------
    >>> _scopus_address("Roe, Ann, MIT, Cambridge", ["Roe, Ann"]), _scopus_address("Kalé L.V., MIT", ["Kalé, L.V."])
    (('Roe, Ann', {'affiliation': 'MIT, Cambridge'}), ('Kalé L.V.', {'affiliation': 'MIT'}))
    """
    name = next((name for name in names if text.startswith(f"{name}, ")), None)
    found = None if name else _SCOPUS_SHORT.match(text)
    name = found[1] if found else name
    return (name, {"affiliation": text[len(name) :].strip(" ,")}) if name else None


def springer_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    """Names glued to each other without a mark: a small letter before a capital parts two, unless it is a Mc or De."""
    glued = re.sub(
        r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bVan)(?<!\bVon)(?<!\bFitz)(?<=[a-zß-ÿ.’'])(?=[A-ZÀ-Þ][\w.’'-]*\s)",
        "\n",
        row.get("Authors", ""),
    )
    return tuple(Author(re.sub(r"^(?:(?:Prof|Dr|Ing)\.\s*)+", "", name)) for name in split_list(glued, r"\n|;"))


def listed(column: str, separator: str = r"\s*;\s*", **more: str) -> Authors:
    """Names as printed in one column, with what other columns say of each where those have as many parts.

    `more` names the column of a field of `Author`.
    """

    def read(row: Mapping[str, str]) -> tuple[Author, ...]:
        names = split_list(row.get(column), separator)
        parts = {field: re.split(separator, row.get(other, "")) for field, other in more.items()}
        known = {field: values for field, values in parts.items() if len(values) == len(names)}
        return tuple(
            Author(name, **{field: _own_key(values[at]) or None for field, values in known.items()})
            for at, name in enumerate(names)
        )

    return read


def _own_key(text: str) -> str:
    """A value; of the address of a person in OpenAlex the id."""
    return re.sub(r"^https?://openalex\.org/(?=A\d)", "openalex:", text.strip())


def dimensions_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    """Names as ``Family, Given``."""
    return read_names(split_list(row.get("Authors")))


def wos_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    """Full names where the table has them, with addresses, ORCIDs and ids of researchers; then bodies."""
    names = split_list(row.get("Author Full Names")) or split_list(row.get("Authors"))
    groups = (author for name in split_list(row.get("Group Authors")) if (author := read_group(name)))
    people = read_names(names or split_list(row.get("Book Authors")), initials=True)
    said = [
        *read_bracketed(row.get("Addresses", "")),
        *read_identifiers(row.get("ORCIDs"), "orcid"),
        *read_identifiers(row.get("Researcher Ids"), "author_key", "researcherid:"),
    ]
    return (*add_details(people, said), *groups)


def byline(column: str) -> Authors:
    """Names of one column, however they are parted."""
    return lambda row: split_byline(row.get(column))
