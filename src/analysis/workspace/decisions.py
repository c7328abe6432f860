"""What a person decided, in the files of ``data/overrides/``: what is the same, different, or written instead."""

import csv
from pathlib import Path

from analysis.workspace.errors import FieldnotesError

COLUMNS = ("a", "b", "decision", "note")
_REPLACE = ("label", "replace by")


class OverridesError(FieldnotesError):
    """A line of an overrides file cannot be obeyed; the message says which and why."""


def read_decided(path: Path, *, things: str) -> list[tuple[int, dict[str, str]]]:
    """The lines of a file of decisions with their numbers; none where there is no file.

    Parameters
    ----------
    path
        A file with the columns `a`, `b`, `decision` and `note`.
    things
        What its lines are about, for the message: ``works``.

    Raises
    ------
    OverridesError
        If a column is missing, or a line names fewer than two things or says neither ``same`` nor ``different``.
    """
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(COLUMNS[:3]) - set(reader.fieldnames or ())
        if missing:
            found = ", ".join(reader.fieldnames or ()) or "none"
            raise OverridesError(f"{path.name} lacks the columns {', '.join(sorted(missing))} (found: {found})")
        lines = [(reader.line_num, {name: (row.get(name) or "").strip() for name in COLUMNS}) for row in reader]
    for number, line in lines:
        if not line["a"] or not line["b"] or line["decision"] not in {"same", "different"}:
            found = ", ".join(f"{name}={line[name]!r}" for name in COLUMNS[:3])
            raise OverridesError(
                f"{path.name}, line {number}: found {found}; name two {things} and say same or different"
            )
    return lines


def read_replacements(file: Path) -> dict[str, str]:
    """What to write in place of a keyword or of an institution; an empty text leaves it out.

    Parameters
    ----------
    file
        Such as ``keywords.csv``; a ``keywords.txt`` beside it is read as well. Both have the columns `label` and
        `replace by`, apart by commas or, as VOSviewer writes its thesaurus files, by tabs. Without them nothing was
        decided.

    Returns
    -------
    dict
        By what is replaced, in small letters.

    Raises
    ------
    OverridesError
        If a column is missing, a line has no label, or two lines say different things of one.
    """
    decided: dict[str, str] = {}
    for each in (file, file.with_suffix(".txt")):
        if each.is_file():
            for number, label, target in _read_pairs(each):
                known = decided.setdefault(label.lower(), target)
                if known != target:
                    raise OverridesError(
                        f"{each.name}, line {number}: {label!r} is replaced by {target!r} here and by {known!r} "
                        "elsewhere; keep one"
                    )
    return decided


def _read_pairs(file: Path) -> list[tuple[int, str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        first = text.readline()
        text.seek(0)
        reader = csv.DictReader(text, delimiter="\t" if "\t" in first else ",")
        names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        missing = [name for name in _REPLACE if name not in names]
        if missing:
            found = ", ".join(names) or "none"
            raise OverridesError(f"{file.name} lacks the columns {', '.join(missing)} (found: {found})")
        label, target = (names[name] for name in _REPLACE)
        lines = [(reader.line_num, (row[label] or "").strip(), (row[target] or "").strip()) for row in reader]
    empty = [number for number, name, _ in lines if not name]
    if empty:
        raise OverridesError(f"{file.name}, line {empty[0]}: no label; write what is to be replaced")
    return lines
