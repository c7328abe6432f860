"""In which country an address lies."""

import csv
import re
from functools import cache
from pathlib import Path

from anyascii import anyascii

_DATA = Path(__file__).parent / "data"
# Languages that addresses are written in beside English; names of English come first.
_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "ru", "zh", "ja", "ko")
# What other languages call a country and English a city.
_CITIES_TOO = frozenset({"granada"})
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
_BEHIND = re.compile(r"\s*(?:electronic address|e-?mail|correspondence)\b.*$|\S+@\S+", re.IGNORECASE | re.DOTALL)
_ZIP = re.compile(r"\b([A-Z]{2})\.?\s+\d{5}(?:-\d{4})?\b")
_CANADIAN = re.compile(r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b")
_BRITISH = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
# A part of an address that names an institution, which may be called after its place.
_INSTITUTION = re.compile(r"\b(?:univ|hosp|coll|inst|acad|polytech|politec|school|cent(?:er|re)|klinik)", re.IGNORECASE)


# What a university is called in a language that one country writes its addresses in.
_IN_OWN_LANGUAGE = {
    "universita": "IT", "politecnico": "IT", "uniwersytet": "PL", "politechnika": "PL", "universitesi": "TR",
    "egyetem": "HU", "yliopisto": "FI", "universitatea": "RO", "universiti": "MY", "hogskolan": "SE",
}  # fmt: skip
# Regions of China with a code of their own, where no other part of the address is a city of China.
_OF_CHINA = {"hong kong": "HK", "macau": "MO", "macao": "MO", "taiwan": "TW"}


def find_country(address: str | None) -> str | None:
    """The country of an address, as a code of two letters (ISO 3166-1), or None where it cannot be told.

    From the end of the address: the name of a country in any of 14 languages or as databases shorten it, a state with
    its code, a region; then a postcode, a large city that no other place rivals, the name of a university that only one
    country has, the place that an institution is called after. "Georgia" is the American state where another part is
    American.

    Examples
    --------
    >>> addresses = ("MIT, Cambridge, MA 02139 USA", "Beth Israel Deaconess, Boston", "Univ X, England")
    >>> [find_country(address) for address in addresses]
    ['US', 'US', 'GB']
    >>> addresses = ("Emory Univ, Atlanta, Georgia", "State Univ, Tbilisi, Georgia", "Nowhere")
    >>> [find_country(address) for address in addresses]
    ['US', 'GE', None]
    """
    text = without_contact(address or "")
    parts = [part for part in (piece.strip(" .;:") for piece in re.split(r"[,;()]", text)) if part]
    for part in reversed(parts):
        found = _name_country(_fold(part)) or _region(part)
        if found == "GE" and _is_american(parts):
            return "US"
        if found:
            return (_of_china(parts) or found) if found == "CN" else found
    return _postcode(text) or _city(parts) or _university(parts) or _called(parts)


def without_contact(address: str) -> str:
    """An address without what only says how to write to its author.

    Examples
    --------
    >>> without_contact("MIT, USA. Electronic address: a@mit.edu"), without_contact("Univ Wells, Wales b@wells.uk")
    ('MIT, USA.', 'Univ Wells, Wales ')
    """
    return _BEHIND.sub("", address)


def is_country(part: str) -> bool:
    """Whether a part of an address is the name of a country and nothing else.

    Examples
    --------
    >>> is_country("Poland"), is_country("Peoples R China"), is_country("China Med Univ")
    (True, True, False)
    """
    return _fold(part) in _country_names()


def is_place(part: str) -> bool:
    """Whether a part of an address is the name of a city, region or country.

    Examples
    --------
    >>> is_place("Old Nowhere"), is_place("New Mexico"), is_place("MedImmune")
    (False, True, False)
    """
    folded = _fold(part)
    return is_country(part) or folded in _cities() or folded in _regions()["name"]


def _fold(text: str) -> str:
    """Plain small letters and single spaces, without what holds a digit."""
    plain = re.sub(r"[^a-z0-9]+", " ", anyascii(text).lower())
    return " ".join(word for word in plain.split() if not any(map(str.isdigit, word)))


def _name_country(folded: str) -> str | None:
    """The country that a part of an address is, or ends in."""
    words, names = folded.split(), _country_names()
    # The longest ending counts: "Papua New Guinea" is no Guinea, "New Mexico" no Mexico.
    for at in range(max(0, len(words) - 6), len(words)):
        ending = " ".join(words[at:])
        if ending in _regions()["name"]:
            return _regions()["name"][ending]
        if ending in names and (at == 0 or len(ending) > 2):
            return names[ending]
    return None


def _region(part: str) -> str | None:
    """The country of a state or province that a part of an address is, by its code with a postcode."""
    found = _ZIP.search(part)
    code = found[1].lower() if found else part.lower() if re.fullmatch(r"[A-Z]{3}", part) else ""
    return _regions()["code"].get(code)


def _is_american(parts: list[str]) -> bool:
    folded = [_fold(part) for part in parts]
    return any(_region(part) == "US" for part in parts) or any(_cities().get(part) == "US" for part in folded)


def _postcode(text: str) -> str | None:
    return "CA" if _CANADIAN.search(text) else "GB" if _BRITISH.search(text) else None


def _city(parts: list[str]) -> str | None:
    cities, folded = _cities(), [_fold(part) for part in parts]
    for at in range(len(parts) - 1, -1, -1):
        # A code of a state alone counts beside a city of its country: "Atlanta, GA".
        code = _regions()["code"].get(parts[at].lower()) if re.fullmatch(r"[A-Z]{2}", parts[at]) else None
        if code and at and cities.get(folded[at - 1], code) == code:
            return code
        if folded[at] in cities:
            return cities[folded[at]]
    return None


def _of_china(parts: list[str]) -> str | None:
    folded = [_fold(part) for part in parts]
    if any(_cities().get(part) == "CN" for part in folded):
        return None
    return next((code for name, code in _OF_CHINA.items() if any(name in part for part in folded)), None)


def _university(parts: list[str]) -> str | None:
    """The country of a university by its name as a whole, or by the language of its name."""
    folded = [_fold(part).removeprefix("the ") for part in parts]
    known = next((_universities()[part] for part in folded if part in _universities()), None)
    words = [word for part in folded for word in part.split()]
    return known or next((_IN_OWN_LANGUAGE[word] for word in words if word in _IN_OWN_LANGUAGE), None)


def _called(parts: list[str]) -> str | None:
    """The country of the place that an institution is called after."""
    return next((place for part in parts if _INSTITUTION.search(part) and (place := _called_after(part))), None)


def _called_after(institution: str) -> str | None:
    """The country of the longest name of a city or region in the name of an institution."""
    words = _fold(institution).split()
    for length in (4, 3, 2, 1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            found = _regions()["name"].get(name) or _cities().get(name)
            if found and len(name) > 4:
                return found
    return None


@cache
def _country_names() -> dict[str, str]:
    """Codes by folded name: as databases shorten them, then English, then other languages."""
    from babel import Locale

    names = {row["name"]: row["country"] for row in _rows("countries")}
    for language in ("en", *_LANGUAGES):
        for code, name in sorted(Locale(language).territories.items()):
            folded = _fold(name)
            # Of another language a name may be a city: Granada is no Grenada.
            taken = language != "en" and (folded in _cities() or folded in _CITIES_TOO)
            if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRY and len(folded) > 3 and not taken:
                names.setdefault(folded, code)
    return names


@cache
def _regions() -> dict[str, dict[str, str]]:
    rows = _rows("regions")
    return {kind: {row["region"]: row["country"] for row in rows if row["kind"] == kind} for kind in ("name", "code")}


@cache
def _cities() -> dict[str, str]:
    return {row["city"]: row["country"] for row in _rows("cities")}


@cache
def _universities() -> dict[str, str]:
    return {row["name"]: row["country"] for row in _rows("universities")}


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
