"""What a person decided, in the files of ``data/overrides/``: two things are the same, or different."""

import csv
from pathlib import Path

from analysis.workspace.errors import FieldnotesError

COLUMNS = ("a", "b", "decision", "note")


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
