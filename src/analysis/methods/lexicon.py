"""The curated lexicon: its entries, their forms, what each form needs to count."""

import csv
import difflib
import re
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.methods.shapes import METHOD_KINDS, OTHER_KINDS, SLOTS
from analysis.text import fold
from analysis.workspace import FieldnotesError

COLUMNS = ("method", "kind", "parents", "introduced", "aliases", "context")
# Where in a system an entry stands, which a file of one's own may leave out.
_SLOT = "slot"
_SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ise", "ize"),
    ("tumour", "tumor"),
    ("colour", "color"),
    ("behaviour", "behavior"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("haem", "hem"),
    ("oesoph", "esoph"),
)


class LexiconError(FieldnotesError):
    """The lexicon contradicts itself; the message says where."""


class Form(NamedTuple):
    """One way an entry is written."""

    text: str
    method: str
    as_written: bool
    ambiguous: bool


class Lexicon(NamedTuple):
    """Entries, their forms, and the words that settle ambiguous ones.

    Entries have `method`, `kind`, `parents`, `introduced` (a year) and `slot`: where in a system one stands, if known.
    """

    entries: pd.DataFrame
    forms: tuple[Form, ...]
    context: dict[str, tuple[str, ...]]


def read_lexicon(own: Path | None = None, *, also: Iterable[dict[str, str]] = ()) -> Lexicon:
    """Read the lexicon that ships with the package, and what a person adds to it.

    Parameters
    ----------
    own
        A folder of files like the shipped ones. Their entries win over shipped ones of the same name, their forms over
        the same forms of others.
    also
        Rows of entries to hold besides, that win likewise.

    Raises
    ------
    LexiconError
        If a file lacks a column, a name or form stands for two entries, a kind is unknown or a parent is missing.
    """
    shipped = _read_rows(files("analysis.methods").joinpath("data"))
    added = list(also)
    for row in added:
        _check_row(row, f"the entry {row['method']!r}")
    names = {row["method"].lower() for row in added}
    kept = [row for row in (_read_rows(own) if own else ()) if row["method"].lower() not in names]
    return build_lexicon(shipped, own=kept + added)


def _read_rows(folder: Traversable) -> list[dict[str, str]]:
    """The rows of all CSV files of a folder, in order of their names; empty ones are left out."""
    rows: list[dict[str, str]] = []
    if not folder.is_dir():
        return rows
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".csv"):
            rows += _read_file(file)
    return rows


def _read_file(file: Traversable) -> list[dict[str, str]]:
    try:
        reader = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), skipinitialspace=True)
    except UnicodeDecodeError:
        raise LexiconError(f"{file.name} is not in UTF-8; save it so") from None
    found = [name.strip() for name in reader.fieldnames or ()]
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        raise LexiconError(f"{file.name} lacks the columns {', '.join(missing)} (found: {', '.join(found) or 'none'})")
    reader.fieldnames = found
    rows = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in (*COLUMNS, _SLOT)}
        place = f"{file.name}, line {reader.line_num}"
        if row.get(None):
            raise LexiconError(f"{place}: more cells than columns; put cells with a comma in quotes")
        if any(cells.values()):
            _check_row(cells, place)
            rows.append(cells)
    return rows


def _check_row(row: dict[str, str], place: str) -> None:
    """Raise LexiconError if a row cannot be an entry."""
    if not row["method"]:
        raise LexiconError(f"{place}, column method: an entry without a name")
    if row["introduced"] and not row["introduced"].isdecimal():
        raise LexiconError(
            f"{place}, column introduced: found {row['introduced']!r}; write a year in digits, or nothing"
        )
    if row["kind"] not in (*METHOD_KINDS, *OTHER_KINDS):
        near = difflib.get_close_matches(row["kind"], [*METHOD_KINDS, *OTHER_KINDS], n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(METHOD_KINDS + OTHER_KINDS)}"
        raise LexiconError(f"{place}, column kind: found {row['kind']!r}; {hint}")
    if row.get(_SLOT) and row[_SLOT] not in SLOTS:
        raise LexiconError(f"{place}, column slot: found {row[_SLOT]!r}; known are {', '.join(SLOTS)}, or nothing")
    bare = [alias for alias in _split(row["aliases"]) if not alias.strip("?= ")]
    if bare:
        raise LexiconError(f"{place}, column aliases: found the form {bare[0]!r}; write what it looks like")


def build_lexicon(rows: Iterable[dict[str, str]], *, own: Iterable[dict[str, str]] = ()) -> Lexicon:
    """Check rows of the lexicon's files and derive the forms.

    Parameters
    ----------
    rows
        With `method`, `kind`, `parents`, `introduced`, `aliases`, `context`, and `slot` or without; lists are separated
        by ``;``. An alias after ``=`` is matched as written, one after ``?`` only where another form or a context word
        supports it.
    own
        Rows that win over those: over an entry of the same name, over the same form of another.
    """
    rows = list(rows)
    # Others name an entry as parent, so an own one of the same name has the spelling that ships.
    spelling = {row["method"].lower(): row["method"] for row in rows}
    own = [row | {"method": spelling.get(row["method"].lower(), row["method"])} for row in own]
    names = {row["method"] for row in own}
    shipped = [row for row in rows if row["method"] not in names]
    own_forms = [form for row in own for form in _forms(row)]
    taken = {form.text.lower() for form in own_forms}
    forms = [form for row in shipped for form in _forms(row) if form.text.lower() not in taken] + own_forms
    rows = [*shipped, *own]
    entries = pd.DataFrame(
        {
            "method": [row["method"] for row in rows],
            "kind": [row["kind"] for row in rows],
            "parents": [_split(row["parents"]) for row in rows],
            "introduced": pd.array([int(row["introduced"]) if row["introduced"] else None for row in rows], "Int64"),
            "slot": pd.array([row.get(_SLOT) or None for row in rows], "str"),
        }
    )
    _check(entries, forms)
    context = {row["method"]: tuple(word.lower() for word in _split(row["context"])) for row in rows}
    return Lexicon(entries.sort_values("method", ignore_index=True), tuple(sorted(set(forms))), context)


def descendants(entries: pd.DataFrame, methods: Iterable[str]) -> set[str]:
    """The given entries and all that stand below them.

    Examples
    --------
    >>> import pandas as pd
    >>> entries = pd.DataFrame({"method": ["A", "B", "C"], "parents": [[], ["A"], ["B"]]})
    >>> sorted(descendants(entries, ["A"]))
    ['A', 'B', 'C']
    """
    pairs = entries.explode("parents")
    children = pairs.groupby("parents")["method"].agg(list).to_dict()
    found, waiting = set(), list(methods)
    while waiting:
        method = waiting.pop()
        if method not in found:
            found.add(method)
            waiting += children.get(method, [])
    return found


def is_name(form: str) -> bool:
    """Whether a form reads as a name or abbreviation, so that its case matters."""
    capitals = sum(letter.isupper() for letter in form)
    return " " not in form and (capitals > 1 or (capitals == 1 and any(letter.isdigit() for letter in form)))


def _forms(row: dict[str, str]) -> list[Form]:
    listed = {text.lstrip("?="): text for text in [row["method"], *_split(row["aliases"])]}
    forms = []
    for text, marked in listed.items():
        marks = marked[: len(marked) - len(text)]
        as_written = "=" in marks or is_name(text)
        forms += [Form(form, row["method"], as_written, "?" in marks) for form in _variants(text, as_written)]
    return forms


def _variants(text: str, as_written: bool) -> set[str]:
    """A form as it is matched, with its plural and its other spelling."""
    base = fold(text, as_written=as_written)
    spellings = {base}
    for british, american in () if as_written else _SPELLINGS:
        spellings |= {form.replace(british, american) for form in spellings}
        spellings |= {form.replace(american, british) for form in spellings}
    plurals = {_plural(form) for form in spellings if form[-1].isalpha()}
    return spellings | plurals


def _plural(form: str) -> str:
    if re.search(r"(s|x|z|ch|sh)$", form):
        return form if form.endswith("s") and not form.endswith("ss") else form + "es"
    return form[:-1] + "ies" if re.search(r"[^aeiou]y$", form) else form + "s"


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _check(entries: pd.DataFrame, forms: list[Form]) -> None:
    names = entries["method"]
    if names.str.lower().duplicated().any():
        raise LexiconError(f"the lexicon holds {names[names.str.lower().duplicated()].iloc[0]!r} twice")
    unknown = sorted(set(entries["kind"]) - {*METHOD_KINDS, *OTHER_KINDS})
    if unknown:
        raise LexiconError(f"the lexicon uses the kind {unknown[0]!r} (known: {', '.join(METHOD_KINDS + OTHER_KINDS)})")
    orphans = {parent for cell in entries["parents"] for parent in cell} - set(names)
    if orphans:
        raise LexiconError(f"the lexicon names a parent that has no entry: {sorted(orphans)[0]!r}")
    owner: dict[tuple[str, bool], str] = {}
    for form in forms:
        other = owner.setdefault((form.text, form.as_written), form.method)
        if other != form.method:
            raise LexiconError(f"the form {form.text!r} stands for both {other!r} and {form.method!r}")
