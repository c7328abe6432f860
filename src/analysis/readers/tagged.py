"""Exports of one tagged line a value: RIS, MEDLINE, Web of Science and Refer share this grammar."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from analysis.readers.record import Reject


@dataclass
class Entry:
    """The lines of one record: values by tag, each value with the line breaks it has in the file."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *tags: str) -> str | None:
        """The first value of the first tag that has one, on one line."""
        return next(
            (text for tag in tags for value in self.values.get(tag, ()) if (text := " ".join(value.split()))), None
        )

    def every(self, *tags: str) -> list[str]:
        """All values of the tags, each line of a value on its own."""
        lines = (line.strip() for tag in tags for value in self.values.get(tag, ()) for line in value.split("\n"))
        return [line for line in lines if line]

    def each(self, *tags: str) -> list[str]:
        """All values of the tags, each on one line."""
        values = (" ".join(value.split()) for tag in tags for value in self.values.get(tag, ()))
        return [value for value in values if value]

    def has_content(self, opening: str) -> bool:
        """Whether anything but the opening tag has a value."""
        return any(tag != opening and any(map(str.strip, values)) for tag, values in self.values.items())


def split_entries(
    lines: Iterable[str],
    *,
    find_tag: Callable[[str], re.Match[str] | None],
    opens: str,
    closes: str | None = None,
    reopens: Callable[[Entry, str], bool] | None = None,
    ignore: frozenset[str] = frozenset(),
) -> Iterator[Entry | Reject]:
    """Cut tagged lines into records.

    Parameters
    ----------
    lines
        The text.
    find_tag
        Finds a tag (group 1) and its value (group 2) in a line; other lines go on with the value before.
    opens
        The tag that opens a record. A record that is never closed ends where the next one opens.
    closes
        The tag that closes one, if there is such a tag.
    reopens
        Of a record and a tag after a blank line: whether the tag opens another record whose opening line is missing.
    ignore
        Tags that belong to the file, not to a record.

    Yields
    ------
    Entry or Reject
        A record; or tagged lines that stand outside any record, and records that hold nothing, as rejects.
    """
    entry: Entry | None = None
    stray: list[tuple[int, str]] = []
    last = opens
    blank = True
    for number, line in enumerate(lines, start=1):
        found = find_tag(line)
        if not found:
            if entry is not None and line.strip():
                entry.values.setdefault(last, [""])[-1] += "\n" + line.strip()
            blank = blank or not line.strip()
            continue
        name, value = found[1], (found[2] or "").strip()
        begins = name == opens or (reopens is not None and blank and (entry is None or reopens(entry, name)))
        if begins:
            yield from _stray(stray)
            yield from _finished(entry, opens)
            entry, stray = Entry(number), []
        if name == closes:
            yield from _finished(entry, opens)
            entry = None
        elif entry is not None:
            entry.values.setdefault(name, []).append(value)
        elif name not in ignore:
            stray.append((number, line.strip()))
        last, blank = name, False
    yield from _stray(stray)
    yield from _finished(entry, opens)


def _finished(entry: Entry | None, opens: str) -> Iterator[Entry | Reject]:
    if entry is None:
        return
    if entry.has_content(opens):
        yield entry
    else:
        yield Reject(entry.line, "a record with nothing in it", f"{opens} {entry.first(opens) or ''}".strip())


def _stray(lines: list[tuple[int, str]]) -> Iterator[Reject]:
    if lines:
        yield Reject(lines[0][0], "lines outside any record", " / ".join(text for _, text in lines))
