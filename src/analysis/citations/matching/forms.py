"""The forms in which databases write a cited work, each with what it tells."""

import re
from typing import NamedTuple

from analysis.text import is_initials

_YEAR = r"(?:1[5-9]|20)\d\d"
_PAGE = r"[A-Za-z]{0,3}\.?\d+[A-Za-z]?"
_DASH = r"\s?[-‐‑–—]\s?"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NAME = r"[^\W\d_][\w'’`´.\- ]{0,40}?"
_LAST_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")

# Web of Science ------------------------------------------------------------------------------------------------
_WOS_VOLUME = re.compile(r"V(\d\w*|[A-Z]{1,3}\d*)", re.IGNORECASE)
_WOS_PAGE = re.compile(
    r"P([A-Z]{0,4}\d[\w.]*|[ivxlc]+)\.?|p([A-Z]+\d*|[A-Za-z]{0,2}\d+[A-Za-z]{0,2}\d*)\.?|ART(?:N| NO| No)\.? (\w+)"
)
_WOS_QUOTED = re.compile(r",?\s*“([^”]*)”$")
# Names that were cut after eight letters, initials behind a point.
_WOS_CUT = re.compile(r"([A-Z']{6,8})\.([A-Z]{1,3})")
_SCRIPT_BESIDE = re.compile(r"[^\x00-\u024f]+\s+(?=[A-Z])")
# Scopus ----------------------------------------------------------------------------------------------------------
_SCOPUS_NEW = re.compile(rf"(.*?),? \(({_YEAR})\)\.?", re.DOTALL)
_SCOPUS_PAGES = re.compile(rf"(?:pp?\.\s*)?({_PAGE}){_DASH}[\w.]+|pp?\.\s*({_PAGE})", re.IGNORECASE)
_SCOPUS_NUMBER = re.compile(
    r"(?:vol\.?\s*|no\.?\s*)?[A-Z]{0,2}\d+[A-Z]?(?:[-/]\d+)?(?:\s*,?\s*(?:suppl|part|pt|spec|sup|s)\b\.?.*)?"
    r"|(?:suppl|part|pt|spec|special issue|sup)\b\.?.{0,12}"
    rf"|(?:\d+\s)?(?:{_MONTHS})[a-z]*(?:[-–/\s]\w+)?",
    re.IGNORECASE,
)
_SCOPUS_OLD = re.compile(rf"(.*?)\s?\(({_YEAR})[a-z]?\)(.*)", re.DOTALL)
_SCOPUS_AUTHOR = re.compile(r"([^\W\d_][\w'’`´.\- ]{0,40}?),\s((?:[^\W\d_]{1,2}\.[\s-]?){1,5}),\s", re.IGNORECASE)
_SCOPUS_PLACE = re.compile(
    rf"\s*(?P<venue>.*?)(?:,\s(?P<volume>[A-Z]{{0,2}}\d[\w-]*))?(?:\s\((?=\d|suppl|part|pt|spec|{_MONTHS})[^)]{{1,20}}\))?"
    rf"(?:,\spp?\.\s(?P<page>{_PAGE})(?:{_DASH}\w+)?)?(?:[.,]?\s+,\s.*|[.,\s]*)",
    re.IGNORECASE | re.DOTALL,
)
# Medicine's, chemistry's and psychology's -------------------------------------------------------------------------
_VANCOUVER = re.compile(
    rf"(?P<authors>[^.;(]{{2,400}}?(?:\bet al)?)\.\s(?P<title>.+?[.?!])\s(?P<venue>[^;]{{2,120}}?)[.,]?\s"
    rf"\(?(?P<year>{_YEAR})[^;:]{{0,20}};\s?(?P<volume>[\w-]+)?\s?(?:\([^)]*\))?(?::\s?(?P<page>{_PAGE}))?.*",
    re.DOTALL,
)
_CHEMISTRY = re.compile(
    rf"(?P<authors>(?:{_NAME},\s(?:[^\W\d_]\.[\s-]?){{1,4}};?\s){{1,30}}(?:et al\.\s)?)(?P<title>.+?[.?!])\s"
    rf"(?P<venue>[^,]{{2,120}}?)[.,]?\s\(?(?P<year>{_YEAR})\)?,\s(?P<volume>[\w-]+)(?:\s?\([^)]*\))?(?:,\s(?P<page>{_PAGE}))?.*",
    re.DOTALL,
)
_PSYCHOLOGY = re.compile(
    rf"(?P<authors>[^()]{{2,400}}?)\s\((?P<year>{_YEAR})[a-z]?\)[.,:]\s(?P<title>.+?)[.?!]"
    rf"(?:\s(?P<venue>[^.,]{{2,120}}?),\s(?P<volume>\d[\w-]*)\s?(?:\([^)]*\))?(?:[,:]\s?(?:pp?\.\s)?(?P<page>{_PAGE}))?.*|\s.*)?",
    re.DOTALL,
)
_DIMENSIONS = re.compile(r"\[?([^|]*(?:\|[^|]*){7,9}?)\]?")


class Cited(NamedTuple):
    """The parts of one cited work; what is not told is empty, a year that is not told 0."""

    family: str = ""
    given: str = ""
    year: int = 0
    title: str = ""
    venue: str = ""
    volume: str = ""
    page: str = ""
    doi: str = ""
    arxiv_id: str = ""
    pmid: str = ""
    openalex_id: str = ""
    # The number by which the Lens or Dimensions name it.
    number: str = ""

    def __repr__(self) -> str:
        parts = self._asdict().items()
        shown = [f"{name}={value!r}" for at, (name, value) in enumerate(parts) if value or at < 7]
        return f"Cited({', '.join(shown)})"


Parts = dict[str, str | int]


def find_year(text: str) -> int:
    """The last year that a text names, 0 where it names none."""
    found = _LAST_YEAR.findall(text)
    return int(found[-1]) if found else 0


def read_web_of_science(text: str) -> Parts | None:
    """Author, year, venue, volume and page, parted by commas; a title may stand behind them in quotes.

    Examples
    --------
    >>> read_web_of_science("van Eck NJ, 2010, SCIENTOMETRICS, V84, P523")
    {'family': 'van Eck', 'given': 'NJ', 'year': 2010, 'title': '', 'venue': 'SCIENTOMETRICS', 'volume': '84',
    'page': '523'}
    >>> read_web_of_science("[Anonymous], 1966, P IEE, V113")["family"]
    ''
    """
    title = _WOS_QUOTED.search(text)
    pieces = re.split(r",\s", _WOS_QUOTED.sub("", text) if title else text)
    at = next((place for place, piece in enumerate(pieces[:3]) if re.fullmatch(_YEAR, piece)), None)
    marks = [piece for piece in pieces if _WOS_VOLUME.fullmatch(piece) or _WOS_PAGE.fullmatch(piece)]
    if at is None and not (marks and len(pieces) > 1):
        return None
    if at is None:
        at = 0
    before, after = pieces[:at] if at or re.fullmatch(_YEAR, pieces[0]) else pieces[:1], pieces[at + 1 :]
    volume = next((found[1] for piece in after if (found := _WOS_VOLUME.fullmatch(piece))), "")
    page = next((found[1] or found[2] or found[3] for piece in after if (found := _WOS_PAGE.fullmatch(piece))), "")
    places = [piece for piece in after if piece not in marks]
    # Pages that an export garbled have hardly a letter.
    venue = ", ".join(piece for piece in places if len(re.findall(r"[^\W\d_]", piece)) > 1 or piece == places[0])
    family, given = _family_first(", ".join(before))
    year = int(pieces[at]) if re.fullmatch(_YEAR, pieces[at]) else 0
    told = title[1].strip() if title else ""
    return _parts(family, given, year, told, venue, volume, page)


def read_scopus_new(text: str) -> Parts | None:
    """Author, title, venue, volume, issue and pages, parted by commas, and the year at the end in brackets."""
    found = _SCOPUS_NEW.fullmatch(text)
    if not found:
        return None
    family, given, rest = _first_author(found[1])
    pieces = re.split(r",\s+", rest)
    page = _take_page(pieces)
    numbers: list[str] = []
    while len(pieces) > 1 and len(numbers) < 2 and _SCOPUS_NUMBER.fullmatch(pieces[-1]):
        numbers.insert(0, pieces.pop())
    volume = _bare_volume(numbers[0]) if numbers else ""
    # One text alone is a book or the title of a paper, but with volume and page the journal.
    alone = len(pieces) == 1
    venue = pieces[-1] if not alone or (volume and page) else ""
    title = "" if alone and venue else ", ".join(pieces if alone else pieces[:-1])
    return _parts(family, given, int(found[2]), title, venue, volume, page)


def read_scopus_old(text: str) -> Parts | None:
    """Authors with initials, title, the year in brackets, venue, volume, issue in brackets, pages."""
    found = _SCOPUS_OLD.fullmatch(text)
    if not found or (found[3].startswith((".", ",", ":")) and not found[1].endswith(",")):
        return None
    authors = _SCOPUS_AUTHOR.match(found[1] + " ")
    if not authors and found[1] and not found[3]:
        return None
    rest = found[1] + " "
    while author := _SCOPUS_AUTHOR.match(rest):
        rest = rest[author.end() :]
    place = _SCOPUS_PLACE.fullmatch(found[3])
    title, venue = rest.strip(" ,"), (place["venue"].strip(" .,") if place else found[3].strip(" .,"))
    family, given = (authors[1], authors[2].strip()) if authors else ("", "")
    volume, page = (place["volume"] or "", place["page"] or "") if place else ("", "")
    if not title:
        # A book has its title behind the year; its pages are those that were meant, or all.
        title, venue, page = venue, "", ""
    return _parts(family, given, int(found[2]), title, venue, volume, page)


def read_dimensions(text: str) -> Parts | None:
    """Authors, their ids, venue, year, volume, issue, pages, DOI, id, citations, parted by bars."""
    found = _DIMENSIONS.fullmatch(text)
    if not found:
        return None
    authors, _, venue, year, volume, _, pages, *_ = found[1].split("|")
    family, _, given = authors.split(";")[0].strip().partition(", ")
    page = re.match(_PAGE, pages.strip())
    told = int(year) if re.fullmatch(_YEAR, year.strip()) else 0
    return _parts(family, given, told, "", venue, volume, page[0] if page else "")


def read_journal_style(text: str) -> Parts | None:
    """As journals of medicine, chemistry and psychology print it.

    Examples
    --------
    >>> list(read_journal_style("Roe, M.; Ng, T. A. Deep and dark. J. Wells 2015, 9 (2), 1-9.").values())
    ['Roe', 'M.', 2015, 'Deep and dark', 'J. Wells', '9', '1']
    >>> list(read_journal_style("Roe, M. B., & Ng, T. A. (2015). Deep and dark. Wells, 9(2), 1-9.").values())
    ['Roe', 'M. B.', 2015, 'Deep and dark', 'Wells', '9', '1']
    """
    for form in (_PSYCHOLOGY, _CHEMISTRY, _VANCOUVER):
        if found := form.fullmatch(text):
            parts = found.groupdict()
            family, given = _first_of_byline(parts["authors"])
            title = parts["title"].rstrip(" .")
            venue, volume, page = (parts[name] or "" for name in ("venue", "volume", "page"))
            return _parts(family, given, int(parts["year"]), title, venue.strip(" .,"), volume, page)
    return None


FORMS = (read_dimensions, read_scopus_new, read_journal_style, read_scopus_old, read_web_of_science)


def _parts(family: str, given: str, year: int, title: str, venue: str, volume: str, page: str) -> Parts:
    names = ("family", "given", "year", "title", "venue", "volume", "page")
    page = page.rstrip(".")
    values = (family.strip(" ,."), given.strip(" ,"), year, title, venue, volume, page.lstrip("0") or page)
    return dict(zip(names, values, strict=True))


def _bare_volume(text: str) -> str:
    found = re.match(r"(?:vol\.?\s*)?([A-Z]{0,2}\d+[A-Z]?)", text, re.IGNORECASE)
    return found[1] if found else ""


def _take_page(pieces: list[str]) -> str:
    """The first page, taken from the pieces of a reference where its last piece tells pages."""
    found = _SCOPUS_PAGES.fullmatch(pieces[-1]) if len(pieces) > 1 else None
    if not found:
        return ""
    pieces.pop()
    return found[1] or found[2]


def _first_author(text: str) -> tuple[str, str, str]:
    """Family and given name of the first author, and what stands behind all authors; empty where there are none."""
    if ";" in (head := text[:400]) and (byline := re.match(r"((?:[^;,]{2,60};\s)+[^;,]{2,60}),\s", head)):
        return *_family_first(byline[1].split(";")[0]), text[byline.end() :]
    first, _, rest = text.partition(", ")
    words = first.split()
    if rest and 1 < len(words) <= 4 and is_initials(words[-1]):
        return *_family_first(first), rest
    second, _, after = rest.partition(", ")
    if after and len(words) <= 4 and _is_given(second):
        return first, second, after
    return "", "", text


def _is_given(text: str) -> bool:
    """Whether a text may be somebody's given names: a few capitalised words, or initials."""
    words = text.split()
    return 0 < len(words) <= 4 and all(
        re.fullmatch(r"[^\W\d_][\w.'’\-]*", word) and word[0].isupper() for word in words
    )


def _first_of_byline(authors: str) -> tuple[str, str]:
    """Family and given name of the first of several authors."""
    initials = r"(?:[^\W\d_]{1,2}\.[\s-]?){1,5}"
    if found := re.match(rf"({_NAME}),\s({initials})", authors):
        return found[1], found[2]
    return _family_first(re.split(r"[,;&]| and ", authors)[0])


def _family_first(name: str) -> tuple[str, str]:
    """Family and given part of a name that begins with the family, its initials or given names behind.

    Examples
    --------
    >>> _family_first("van Eck NJ"), _family_first("Avram Marc R"), _family_first("Weedon D.")
    (('van Eck', 'NJ'), ('Avram', 'Marc R'), ('Weedon', 'D.'))
    """
    name = re.sub(r"\s+et al\.?$", "", _SCRIPT_BESIDE.sub("", name.strip("[] {*}")))
    if not name or name.lower() in ("anonymous", "anon", "no title captured"):
        return "", ""
    if ", " in name:
        family, _, given = name.partition(", ")
        return family, given
    if cut := _WOS_CUT.fullmatch(name):
        return cut[1], cut[2]
    words = name.split()
    at = len(words)
    while at > 1 and is_initials(words[at - 1]):
        at -= 1
    family = _after_particles(words[:at])
    if family < at < len(words):
        # A given name before one initial (Avram Marc R); a family name of several words has initials as one word.
        spelled = words[at - 1][1:].islower() and len(words) - at == 1 and len(words[-1].strip(".")) == 1
        family = family if spelled else at
    return " ".join(words[:family]), " ".join(words[family:])


def _after_particles(words: list[str]) -> int:
    """Where the given name begins in a name without initials: behind particles and one word."""
    at = next((place for place, word in enumerate(words) if word[0].isupper() or not word.isalpha()), 0)
    return min(at + 1, len(words))
