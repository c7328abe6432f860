"""Values that many formats write alike: dates, lists, names, identifiers."""

import re
from typing import Any

from analysis.readers.record import Author

_INITIALS = r"(?:[A-ZÀ-Þ]\.?[ -]?){1,5}"
_FAMILY_INITIALS = re.compile(rf"(\S.*?\w\S*|\w\S+)\s+({_INITIALS})(,?\s+(?:Jr|Sr|I{{2,3}}|IV)\.?)?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMERIC = re.compile(r"^(\d{4})[-/.](\d{1,2}|[A-Za-z]{3})(?:[-/.](\d{1,2}))?(?![\d])")
_COMPACT = re.compile(r"(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)")
_NAMED_MONTH = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d-])(\d{1,2})(?!\d|-\d)")
_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf)/|[:.]\s?)([a-z-]*(?:\.[A-Z]{2})?/?\d[\d.]{6,})", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"\]]+)")
_ADDRESS_TAIL = re.compile(
    r"(?:/(?:full|pdf|epdf|abstract|meta|html|fulltext)\b.*|v\d+(?:\.full.*)?|[?#].*|\.pdf)$", re.IGNORECASE
)
_ONLY_IDENTIFIER = re.compile(
    r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+|arxiv:\s?\S+(?:\s\[[\w.-]+\])?(?:\sversion:\s\d+)?|pmid:?\s*\d+",
    re.IGNORECASE,
)


def join_lines(text: str | None) -> str | None:
    """A value without the breaks that its format put in; None when nothing is left."""
    return " ".join((text or "").split()) or None


def split_list(text: str | None, separator: str = r"[;\n]") -> list[str]:
    """The parts of a list in one cell, without empty ones."""
    return [part.strip() for part in re.split(separator, text or "") if part.strip()]


def to_count(value: Any) -> int | None:
    """A count that stands in a file, or None."""
    match = re.fullmatch(r"\s*(\d{1,12})(?:\.0+)?\s*", str(value).replace(",", "")) if value is not None else None
    return int(match[1]) if match else None


def to_text(value: Any) -> str | None:
    """A JSON value as text; None for anything but text and numbers."""
    if isinstance(value, str):
        # Half of a surrogate pair is no character and cannot be written.
        return value.encode("utf-8", "ignore").decode().strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) == float("inf"):
        return None
    return str(value)


def to_list(value: Any) -> list[Any]:
    """A JSON list; one value stands for a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def to_object(value: Any) -> dict[str, Any]:
    """A JSON object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def iso_date(text: str | None) -> str | None:
    """A date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, no more exact than the words it comes from.

    Examples
    --------
    >>> [iso_date(text) for text in ("2019 Jan 15", "1995 Oct-Dec", "2016/10/19/", "12 March 2004", "Winter 2020")]
    ['2019-01-15', '1995-10', '2016-10-19', '2004-03-12', '2020-12']
    """
    text = (text or "").strip()
    if match := _NUMERIC.match(text):
        month = _MONTHS.index(match[2].lower()) + 1 if match[2].lower() in _MONTHS else match[2]
        return _compose(match[1], month, match[3]) if str(month).isdigit() else match[1]
    if match := _COMPACT.fullmatch(text):
        return _compose(*match.groups())
    if match := _SLASHED.match(text):
        first, second = int(match[1]), int(match[2])
        # Which of two small numbers is the month depends on the country; then the year is all that is known.
        month, day = (first, second) if second > 12 else (second, first) if first > 12 else (0, 0)
        return _compose(match[3], month, day)
    years = _YEAR.findall(text)
    if not years:
        return None
    rest = text.replace(years[0], " ", 1)
    if named := _NAMED_MONTH.search(rest):
        day = _DAY.search(rest) if len(_NAMED_MONTH.findall(rest)) == 1 else None
        return _compose(years[0], _MONTHS.index(named[1].lower()) + 1, day[1] if day else None)
    season = next((month for name, month in _SEASONS.items() if name in rest.lower()), None)
    return _compose(years[0], season, None)


def compose_date(year: Any, month: Any, day: Any = None) -> str | None:
    """A date from its parts, as far as they are known; a month may be a number or a name."""
    found = _YEAR.search(to_text(year) or "")
    if not found:
        return None
    named = _NAMED_MONTH.search(to_text(month) or "")
    return _compose(found[1], _MONTHS.index(named[1].lower()) + 1 if named else to_count(month), to_count(day))


def _compose(year: str, month: Any, day: Any) -> str:
    month, day = int(month or 0), int(day or 0)
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{month:02d}"


def find_doi(*texts: str | None) -> str | None:
    """The first DOI in any of several values, without what an address adds to it.

    Examples
    --------
    >>> find_doi("https://www.frontiersin.org/articles/10.3389/fonc.2020.00001/full"), find_doi("doi 10.1002/a<b>1")
    ('10.3389/fonc.2020.00001', '10.1002/a')
    """
    for text in texts:
        if match := _DOI.search(text or ""):
            doi = match[1] if "(sici)" in match[1].lower() else match[1].split("<")[0]
            is_address = (text or "").strip().lower().startswith("http")
            return _ADDRESS_TAIL.sub("", doi) if is_address else doi
    return None


def find_arxiv_id(*texts: str | None) -> str | None:
    """The first arXiv id that stands as one in any of several values."""
    return next((match[1] for text in texts if (match := _ARXIV.search(text or ""))), None)


def only_identifier(note: str | None) -> str | None:
    """A note that is an identifier and nothing else; one that speaks of other papers is None.

    Examples
    --------
    >>> only_identifier("arXiv:1706.03762 [cs]"), only_identifier("builds upon arXiv:1706.03762")
    ('arXiv:1706.03762 [cs]', None)
    """
    return note if note and _ONLY_IDENTIFIER.fullmatch(note.strip()) else None


def page_range(first: str | None, last: str | None) -> str | None:
    """First and last page in one value."""
    first, last = join_lines(first), join_lines(last)
    return f"{first}-{last}" if first and last and first != last else first or last


def family_first(name: str, **more: str | None) -> Author | None:
    """An author from ``Family, Given`` or ``Family, Given, Suffix``; a name without comma stays whole.

    Examples
    --------
    >>> family_first("van der Laak, Jeroen"), family_first("World Health Organization")
    (Author(name='Jeroen van der Laak', family='van der Laak', given='Jeroen', orcid=None, affiliation=None),
     Author(name='World Health Organization', family=None, given=None, orcid=None, affiliation=None))
    """
    family, *rest = [part.strip() for part in (join_lines(name) or "").split(",")]
    given = " ".join(part for part in rest if part)
    if not family or not given:
        whole = family or given
        return Author(whole, **more) if whole else None
    if len(rest) > 1 and re.fullmatch(r"(Jr|Sr|I{1,3}|IV)\.?", rest[-1]):
        given, family = " ".join(rest[:-1]), f"{family} {rest[-1]}"
    return Author(f"{given} {family}", family, given, **more)


def family_initials(name: str, **more: str | None) -> Author | None:
    """An author from ``Family I.J.`` or ``Family IJ``, family name first without comma; any other name stays whole.

    Examples
    --------
    >>> [family_initials(name)[:3] for name in ("de Oliveira J.C.", "Kather JN", "Y. Lecun", "Wei Wang")]
    [('J.C. de Oliveira', 'de Oliveira', 'J.C.'), ('JN Kather', 'Kather', 'JN'), ('Y. Lecun', None, None),
     ('Wei Wang', None, None)]
    """
    match = _FAMILY_INITIALS.fullmatch(name.strip())
    if not match or "," in match[1] or re.fullmatch(r"(?:[A-Z]\.[ -]?)+", match[1]):
        return family_first(name, **more)
    family, given = match[1] + (match[3] or "").replace(",", ""), match[2].strip()
    return Author(f"{given} {family}", family, given, **more)


def split_byline(text: str | None) -> tuple[Author, ...]:
    """The authors of a byline in one cell, however its names are parted and turned.

    Examples
    --------
    >>> [author.family or author.name for author in split_byline("LeCun, Yann A.")]
    ['LeCun']
    >>> [author.family or author.name for author in split_byline("Smith J, Doe KL, van der Berg A.")]
    ['Smith', 'Doe', 'van der Berg']
    >>> [author.name for author in split_byline("John Smith, Jane Doe and Max Roe")]
    ['John Smith', 'Jane Doe', 'Max Roe']
    """
    text = (text or "").strip()
    if re.search(r"[;|\n]", text):
        names = re.split(r"\s*[;|\n]\s*", text)
    else:
        names = [name for part in re.split(r",?\s+and\s+|\s+&\s+", text) for name in _split_commas(part)]
    people = (family_first(name) if "," in name else family_initials(name) for name in names if name.strip(" .,"))
    return tuple(author for author in people if author)


def _split_commas(text: str) -> list[str]:
    """The names in a text parted by commas: a list of them, pairs of family and given name, or one such pair."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(
        _FAMILY_INITIALS.fullmatch(part.rstrip(".")) or _FAMILY_INITIALS.fullmatch(part) for part in parts
    ):
        return parts
    if len(parts) % 2 == 0 and all(re.fullmatch(_INITIALS, part) for part in parts[1::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    are_whole = all(" " in part for part in parts) and not re.match(
        r"(?:van|von|de|der|da|di|del|la|le)\b", text, re.IGNORECASE
    )
    return parts if len(parts) > 2 or are_whole else [text]
