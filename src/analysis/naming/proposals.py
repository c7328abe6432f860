"""What was proposed, in files of ``data/names/`` that a person reads and decides on."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.workspace import OverridesError, read_lines, write_text

COLUMNS = ("about", "text", "state", "by", "note")
# Shown with a mark; shown as if it were one's own; not shown; not shown because it failed the check.
STATES = ("proposed", "accepted", "refused", "unfit")
# What stands behind a name until a person accepts it.
MARK = " (proposed)"


class Proposal(NamedTuple):
    """A line: the text for a topic, named by a paper in it, or for a field; what became of it; who proposed it."""

    about: str
    text: str
    state: str
    by: str
    note: str

    @property
    def shown(self) -> str:
        """The text with its mark; nothing where it is not shown."""
        return {"proposed": self.text + MARK, "accepted": self.text}.get(self.state, "")


def read_proposals(file: Path) -> list[Proposal]:
    """The lines of a file; none where there is no file.

    Raises
    ------
    OverridesError
        If a column is missing or a line has no such state.
    """
    lines = read_lines(file, COLUMNS, needed=COLUMNS[:3])
    for number, line in lines:
        if line["state"] not in STATES or not line["about"] or not (line["text"] or line["state"] == "unfit"):
            found = ", ".join(f"{name}={line[name]!r}" for name in COLUMNS[:3])
            raise OverridesError(
                f"{file.name}, line {number}: found {found}; name a paper or a field, a text, and as state one of "
                f"{', '.join(STATES)}"
            )
    return [Proposal(*(line[name] for name in COLUMNS)) for _, line in lines]


def write_proposals(file: Path, proposals: Sequence[Proposal]) -> None:
    """Write the lines, whole or not at all."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(proposals)
    write_text(file, held.getvalue())
