"""Values that many formats write alike: dates, lists, names, identifiers."""

import re
from typing import Any

from analysis.readers.record import Author

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMERIC = re.compile(r"^(\d{4})[-/.](\d{1,2}|[A-Za-z]{3})(?:[-/.](\d{1,2}))?(?![\d])")
_AMERICAN = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)")
_NAMED_MONTH = re.compile(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d-])(\d{1,2})(?!\d|-\d)")
_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf)/|[:.]\s?)([a-z-]*(?:\.[A-Z]{2})?/?\d[\d.]{6,})", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>\]]+)")


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
    if match := _AMERICAN.match(text):
        return _compose(match[3], match[1], match[2])
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
    """The first DOI in any of several values."""
    return next((match[1] for text in texts if (match := _DOI.search(text or ""))), None)


def find_arxiv_id(*texts: str | None) -> str | None:
    """The first arXiv id that stands as one in any of several values."""
    return next((match[1] for text in texts if (match := _ARXIV.search(text or ""))), None)


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
    """An author from ``Family I.J.`` or ``Family IJ``, family name first without comma.

    Examples
    --------
    >>> family_initials("de Oliveira J.C.")[:3], family_initials("Kather JN")[:3]
    (('J.C. de Oliveira', 'de Oliveira', 'J.C.'), ('JN Kather', 'Kather', 'JN'))
    """
    match = re.fullmatch(
        r"(.*\w\S*)\s+((?:[^\W\d_]\.?[ -]?){1,5}|[A-Z]{1,4})(,?\s+(?:Jr|Sr|I{2,3}|IV)\.?)?", name.strip()
    )
    if not match or "," in match[1]:
        return family_first(name, **more)
    family, given = match[1] + (match[3] or "").replace(",", ""), match[2].strip()
    return Author(f"{given} {family}", family, given, **more)


def printed(names: list[str]) -> tuple[Author, ...]:
    """Authors from names as printed on the paper."""
    return tuple(Author(name) for name in names if name)
