"""Of an address the institution, and the form under which its spellings meet."""

import csv
import re
from functools import cache
from pathlib import Path

from anyascii import anyascii

from analysis.institutions.countries import is_place, without_contact

_STEMS = Path(__file__).parent / "data" / "stems.csv"
# Kinds of institutions, those before others that one address names.
_KINDS = (
    r"\buniv|\bpolytech|\bpolitecn|\bécole|\becole|\beth\b|institute of technology|\binst technol\b"
    r"|hochschule|大学|大學|대학교",
    r"\bhosp|\bmed(?:ical)? sch(?:ool)?\b|\bsch(?:ool)? (?:of )?med"
    r"|klinik|\bclinic\b|\binfirmary|\bosped|\bhôp|\bmed(?:ical)? (?:ctr|cent)"
    r"|医院|病院|병원",
    r"\bnat(?:l|ional)?\.? (?:\w+ )?lab|\bacad|\bcoll(?:ege|egio)?\b|\bnatl\b|\bnational\b|\bcouncil\b|\bministry\b"
    r"|\bagency\b|\bcnrs\b|\binserm\b|\bcsic\b|\bnih\b",
    r"\binst|\bistituto|\bcentro?\b|\bcent(?:er|re)s?\b|\bctr\b|\bsociety|\bfoundation|\bfdn\b|\blaborator"
    r"|\bobservatory|研究",
    r"\b(?:inc|ltd|llc|gmbh|corp(?:oration)?|co|ag|s\.?a|s\.?p\.?a|b\.?v|pharma\w*|technologies|company)\b\.?",
)
# A part of an institution, unless the part itself names one.
_PART = re.compile(
    r"\b(?:depts?|departments?|departamento|dipartimento|département|div|division|fac|faculty|facultad|facoltà|faculté|sch|school"
    r"|lab|laboratory|laboratoire|unit|section|sect|service|serv|program|programme|group|chair|lehrstuhl|graduate"
    r"|coll(?:ege)? of (?:med|nurs|pharm|dent|eng|sci|business|law|arts|health|agri)\w*)\b",
    re.IGNORECASE,
)
# A form of company is no part of its own, and behind the name of a university comes a part of it.
_FORM = re.compile(r",\s*((?:co\.?,\s*)?(?:ltd|inc|llc|gmbh|s\.?p\.?a|s\.?a\.?s?|b\.?v|corp)\b\.?)", re.IGNORECASE)
_SUBJECTS = r"(?:med\w*|nurs\w*|pharm\w*|dent\w*|eng\w*|law|business|arts|health|hlth|agri\w*|sci\w*|public)"
_UNIVERSITY = re.compile(
    r"^(.*\b(?:univ\w*|clinic)\b.*?)\s+(?:\w+ )??(?:graduate )?(?:school|sch|college|coll|faculty|fac)\b\.? (?:of )?"
    rf"(?:\w+ )*?{_SUBJECTS}\b.*$"
    r"|^(.*\buniv\w*\b(?!.* at ).*?)\s+(?:health|medical) (?:sciences? )?(?:center|centre|campus)$",
    re.IGNORECASE,
)
# Web of Science shortens words without points, and has the institution first.
_SHORTENED = re.compile(r"\b(?:Dept|Univ|Hosp|Sch|Coll|Ctr|Fac|Inst|Lab|Serv|Div)\b(?!\.)")
# A part of a university that is named with it, and universities of which each campus is one of its own.
_OF_UNIVERSITY = re.compile(
    r"^.*\b(?:faculty|school|college|institute|hosp\w*|department|centre|center|library)\b.*?\b(?:of|at|affiliated to)"
    r" (?:the )?"
    r"((?:(?!of\b|the\b)\w+[ -]){0,3}?univ.*)$",
    re.IGNORECASE,
)
_CAMPUSES = re.compile(r"\b(?:calif(?:ornia)?|texas|colorado)$", re.IGNORECASE)
# With these in it even what begins as a part is an institution: "School of Physics University of X", "Nat. Lab.".
_WHOLE = re.compile(rf"{_KINDS[0]}|\bnat(?:l|ional)?\.? (?:\w+ )?lab", re.IGNORECASE)
_STOP = frozenset("of the and at for de la le el di del della degli studi du des da do dos & e y und fur".split())
# The form of a company, by which its spellings differ.
_LEGAL = frozenset("ag bv co company corp corporation gmbh inc kg limited llc ltd nv oy plc sa sas se spa srl".split())
# A part of an institution named at the end of a part between commas: "Math. and Comp. Sci. Div."
_ENDS_AS_PART = re.compile(r"\b(?:depts?|departments?|div|division|faculty|unit|group|section)\b\.?$", re.IGNORECASE)
# Names of which both orders are universities of their own.
_BOTH_ORDERS = frozenset({"washington", "miami", "york", "indiana"})


def find_institution(address: str | None) -> str | None:
    """The first institution that an address names, as it writes it; None where it names none.

    Of the parts between commas the first of the highest kind: a university before a hospital, before an academy or
    council, before an institute, before a company. Web of Science has it first.

    Examples
    --------
    >>> find_institution("Department of Physics, University of Toronto, Toronto, ON M5S 3H4, Canada")
    'University of Toronto'
    >>> find_institution("Univ Amsterdam, Amsterdam Sch Commun Res ASCoR, NL-1001 NG Amsterdam, Netherlands")
    'Univ Amsterdam'
    """
    text = _FORM.sub(r" \1", without_contact(address or ""))
    parts = [_of_place(_UNIVERSITY.sub(r"\1\2", part.strip(" .;:"))) for part in text.split(",")]
    parts = [_aliases().get(part.split(" ")[0], part) for part in parts if re.search(r"[^\W\d_]{2}", part)]
    if _SHORTENED.search(text) and not _is_part(parts[0]):
        return _with_campus(parts, 0)
    for kind in _KINDS:
        for part in parts:
            if re.search(kind, part, re.IGNORECASE) and not (_is_part(part) and not _WHOLE.search(part)):
                return _with_campus(parts, parts.index(part))
    named = [part for part in parts[:-1] if not _PART.search(part) and not re.search(r"\d", part)]
    return named[0] if named and not is_place(named[0]) else None


def _of_place(part: str) -> str:
    """A university that is named after a place, without what follows that: "University of Miami Leonard M. Miller"."""
    found = re.match(r"(the )?univ\w*\.? (?:of )?", part, re.IGNORECASE)
    if found is None:
        return part
    words = part[found.end() :].split()
    length = next((count for count in (4, 3, 2, 1) if is_place(" ".join(words[:count]))), 0)
    # A name of a person follows, not a campus or another part of the university's own name.
    follows = words[length:]
    named = length and len(follows) > 1 and any(re.fullmatch(r"[A-Z]\.", word) for word in follows)
    return part[: found.end()] + " ".join(words[:length]) if named else part


def _is_part(part: str) -> bool:
    return _PART.match(part) is not None or _ENDS_AS_PART.search(part) is not None


def _with_campus(parts: list[str], at: int) -> str:
    """The institution that a part names: of a university's part the university, of several campuses with the place."""
    found = _OF_UNIVERSITY.match(parts[at])
    name = found[1] if found else parts[at]
    behind = parts[at + 1] if at + 1 < len(parts) else ""
    return f"{name}, {behind}" if _CAMPUSES.search(name) and is_place(behind) else name


def institution_key(name: str, country: str | None) -> str:
    """The form under which spellings of one institution meet: its telling words, shortened alike, and its country.

    Examples
    --------
    >>> institution_key("Univ Oxford", "GB") == institution_key("University of Oxford", "GB")
    True
    >>> institution_key("Univ Washington", "US") == institution_key("Washington University", "US")
    False
    """
    plain = re.sub(r"\([^)]*\)", " ", name)
    words = [word for word in re.findall(r"[a-z]+", anyascii(plain).lower()) if word not in _STOP]
    words = [word for word in words if word not in _LEGAL] or words
    stems = [_stems().get(word, word) for word in words]
    ordered = bool(_BOTH_ORDERS & set(stems)) and len(stems) == 2
    return " ".join([*(stems if ordered else sorted(set(stems))), country or "??"])


@cache
def _aliases() -> dict[str, str]:
    with (_STEMS.parent / "aliases.csv").open(encoding="utf-8", newline="") as file:
        return {row["alias"]: row["name"] for row in csv.DictReader(file)}


@cache
def _stems() -> dict[str, str]:
    with _STEMS.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["stem"] for row in csv.DictReader(file)}
