"""What a person decided, in the files of ``data/overrides/``: what is the same, different, or written instead."""

import csv
from collections.abc import Sequence
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
    lines = read_lines(path, COLUMNS, needed=COLUMNS[:3])
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
        for number, line in read_lines(each, _REPLACE):
            label, target = (line[name] for name in _REPLACE)
            if not label:
                raise OverridesError(f"{each.name}, line {number}: no label; write what is to be replaced")
            known = decided.setdefault(label.lower(), target)
            if known != target:
                raise OverridesError(
                    f"{each.name}, line {number}: {label!r} is replaced by {target!r} here and by {known!r} "
                    "elsewhere; keep one"
                )
    return decided


def read_lines(
    path: Path, columns: Sequence[str], *, needed: Sequence[str] | None = None
) -> list[tuple[int, dict[str, str]]]:
    """The lines of a file of decisions with their numbers, blanks around cells taken off; none where there is no file.

    Parameters
    ----------
    path
        A file with a header, its cells apart by commas, or by tabs if the header has one.
    columns
        Those to read, in small letters; the file may have more, in any case and order.
    needed
        Those of them that the file has to have; without it, all.

    Raises
    ------
    OverridesError
        If a column is missing.
    """
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter="\t" if "\t" in header else ",")
        names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        missing = [name for name in (needed or columns) if name not in names]
        if missing:
            found = ", ".join(names) or "none"
            raise OverridesError(f"{path.name} lacks the columns {', '.join(missing)} (found: {found})")
        return [
            (reader.line_num, {name: (row.get(names.get(name, name)) or "").strip() for name in columns})
            for row in reader
        ]
