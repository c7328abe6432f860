"""What a person decided about keywords, in ``data/overrides/``: which are one, which are left out."""

import csv
from pathlib import Path

from analysis.workspace import OverridesError

COLUMNS = ("label", "replace by")


def read_thesaurus(file: Path) -> dict[str, str]:
    """What to write in place of a keyword; an empty text leaves it out.

    Parameters
    ----------
    file
        ``keywords.csv``; a ``keywords.txt`` beside it is read as well. Both have the columns `label` and `replace by`,
        apart by commas or, as VOSviewer writes its thesaurus files, by tabs. Without them nothing was decided.

    Returns
    -------
    dict
        By the keyword in small letters.

    Raises
    ------
    OverridesError
        If a column is missing, a line has no label, or two lines say different things of one.
    """
    decided: dict[str, str] = {}
    for each in (file, file.with_suffix(".txt")):
        if each.is_file():
            for number, label, target in _read_lines(each):
                known = decided.setdefault(label.lower(), target)
                if known != target:
                    raise OverridesError(
                        f"{each.name}, line {number}: {label!r} is replaced by {target!r} here and by {known!r} "
                        "elsewhere; keep one"
                    )
    return decided


def _read_lines(file: Path) -> list[tuple[int, str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        first = text.readline()
        text.seek(0)
        reader = csv.DictReader(text, delimiter="\t" if "\t" in first else ",")
        names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            found = ", ".join(names) or "none"
            raise OverridesError(f"{file.name} lacks the columns {', '.join(missing)} (found: {found})")
        label, target = (names[name] for name in COLUMNS)
        lines = [(reader.line_num, (row[label] or "").strip(), (row[target] or "").strip()) for row in reader]
    empty = [number for number, name, _ in lines if not name]
    if empty:
        raise OverridesError(f"{file.name}, line {empty[0]}: no label; write the keyword that is to be replaced")
    return lines
