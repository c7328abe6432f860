"""Dates as exports write them, in the languages of the world: no more exact than the words they come from."""

import re
import unicodedata
from functools import cache
from typing import Any

from analysis.readers.values import to_count, to_text

_MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMERIC = re.compile(r"^(\d{4})[-/.](\d{1,2}|[A-Za-z]{3})(?:[-/.](\d{1,2}))?(?![\d])")
_COMPACT = re.compile(r"(\d{4})(0[1-9]|1[0-2])([0-2]\d|3[01])")
_DAY_AND_MONTH = re.compile(r"^(\d{1,2})([/.-])\s?(\d{1,2})[/.-]\s?(\d{4})(?!\d)")
_MONTH_AND_YEAR = re.compile(r"^(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/.-])")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|2100)(?!\d)")
_DAY = re.compile(r"(?<![\d-])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?!\w|-+\d)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Languages whose names of months are known; those that mean one month here and another there are left out.
_LANGUAGES = (
    "en de fr es pt it nl sv da nb nn fi is pl cs sk hu ro bg ru uk be sr sr_Latn hr sl bs mk sq el tr az kk uz ka hy "
    "he ar fa ur hi bn ta te ml mr gu pa ne si th lo my km vi id ms fil mn et lv lt ca eu gl ga cy af sw am de_AT"
).split()


def iso_date(text: str | None, *, month_first: bool = False) -> str | None:
    """A date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None where there is no year.

    Parameters
    ----------
    text
        A date as a file has it.
    month_first
        Whether the file is known to write ``4/3/2024`` for April 3rd. Of two small numbers with a slash or hyphen
        between them nobody else can tell which is the month, and only the year is kept; with points the day is first.

    Examples
    --------
    >>> [iso_date(text) for text in ("2019 Jan 15", "1995 Oct-Dec", "2016/10/19/", "12 March 2004", "Winter 2020")]
    ['2019-01-15', '1995-10', '2016-10-19', '2004-03-12', '2020-12']
    >>> [iso_date(text) for text in ("15.03.2021", "9/2015", "15 mars 2019", "2021年3月15日", "4/3/2024")]
    ['2021-03-15', '2015-09', '2019-03-15', '2021-03-15', '2024']
    """
    text = (text or "").strip()
    if match := _NUMERIC.match(text):
        month = match[2] if match[2].isdigit() else month_named(match[2])
        return _compose(match[1], month, match[3])
    if match := _COMPACT.fullmatch(text) or _EAST_ASIAN.search(text):
        return _compose(*match.groups())
    if match := _DAY_AND_MONTH.match(text):
        return _order(int(match[1]), int(match[3]), match[4], points=match[2] == ".", month_first=month_first)
    if match := _MONTH_AND_YEAR.match(text):
        return _compose(match[2], match[1], None)
    return _read_words(text)


def _order(first: int, second: int, year: str, *, points: bool, month_first: bool) -> str:
    """A date from two small numbers, of which either may be the month."""
    if first > 12 or points:
        return _compose(year, second, first)
    if second > 12 or month_first or first == second:
        return _compose(year, first, second)
    return year


def _read_words(text: str) -> str | None:
    years = _YEAR.findall(text)
    if not years:
        return None
    rest = text.replace(years[0], " ", 1)
    named = [month for word in _WORD.findall(rest) if (month := month_named(word))]
    if named:
        day = _DAY.search(rest) if len(named) == 1 else None
        return _compose(years[0], named[0], day[1] if day else None)
    season = next((month for name, month in _SEASONS.items() if name in rest.lower()), None)
    return _compose(years[0], season, None)


def compose_date(year: Any, month: Any, day: Any = None) -> str | None:
    """A date from its parts, as far as they are known; a month may be a number or a name, with a day beside it."""
    found = _YEAR.search(to_text(year) or "")
    if not found:
        return None
    words = to_text(month) or ""
    number = to_count(words.rstrip("月월"))
    if number is None and any(map(month_named, _WORD.findall(words))):
        date = _read_words(f"{found[1]} {words}")
        return date if day is None or date is None else _compose(found[1], date[5:7], to_count(day))
    return _compose(found[1], number, to_count(day))


def month_named(word: str) -> int | None:
    """The number of a month from its name or abbreviation in any of many languages; None for any other word.

    Examples
    --------
    >>> [month_named(word) for word in ("Oct", "Oktober", "août", "марта", "marraskuu", "Sept", "Mayor")]
    [10, 10, 8, 3, 11, 9, None]
    """
    word = word.casefold()
    english = [number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)] if len(word) > 2 else []
    if len(english) == 1:
        return english[0]
    return _foreign_months().get(_fold(word)) if len(word) > 2 else None


@cache
def _foreign_months() -> dict[str, int]:
    from babel import Locale

    found: dict[str, set[int]] = {}
    for code in _LANGUAGES:
        months = Locale.parse(code).months
        for names in (months[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated")):
            for number, name in names.items():
                found.setdefault(_fold(name.strip(". ").casefold()), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and len(name) > 2}


def _fold(word: str) -> str:
    """A word without the accents that are often lost; marks of other scripts stay."""
    plain = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", plain))


def _compose(year: str, month: Any, day: Any) -> str:
    month, day = int(month or 0), int(day or 0)
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{month:02d}"
