"""Rows of the bench page."""

from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One measured figure beside its bar."""

    what: str
    command: str
    figure: str
    bar: str
    met: bool | None


def absent(what: str, path: Path) -> Row:
    """What stands in place of a figure where the reference data is not there."""
    return Row(what, "", f"not measured: {path.name} is not there", "", None)


def timed(what: str, command: str, seconds: float, bar: int, *, more: str = "") -> Row:
    """A time beside the time it should stay under."""
    return Row(what, command, f"{seconds:.1f} s{more}", f"under {bar} s", seconds < bar)
