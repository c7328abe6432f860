"""Exports of one tagged line a value: RIS, MEDLINE, Web of Science and Refer share this grammar."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from analysis.readers.noted import Noted
from analysis.readers.record import Reject

_AROUND = frozenset({"TY", "PT", "ER", "EF", "FN", "VR", "OWN"})


@dataclass
class Entry:
    """The lines of one record: values by tag, each value with the line breaks it has in the file."""

    line: int
    values: Noted = field(default_factory=Noted)
    # The same in the order of the file, each value on one line.
    in_order: list[tuple[str, str]] = field(default_factory=list)

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

    def left_out(self) -> tuple[str, ...]:
        """Tags with a value that were not asked for; those that open and close a record say nothing of it."""
        return tuple(tag for tag in self.values.left_out() if tag not in _AROUND)

    def has_content(self, opening: str) -> bool:
        """Whether anything but the opening tag has a value."""
        return any(tag != opening and any(map(str.strip, values)) for tag, values in self.values.items())


@dataclass
class _Draft:
    """A record while its lines are read."""

    line: int
    tags: set[str] = field(default_factory=set)
    # Of each value its tag and its lines.
    values: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, tag: str, value: str) -> None:
        self.tags.add(tag)
        self.values.append((tag, [value]))

    def go_on(self, line: str) -> None:
        self.values[-1][1].append(line)

    def entry(self) -> Entry:
        entry = Entry(self.line)
        for tag, lines in self.values:
            entry.values.setdefault(tag, []).append("\n".join(lines))
            entry.in_order.append((tag, " ".join(" ".join(lines).split())))
        return entry


Reopens = Callable[[set[str], str], bool]


def split_entries(
    lines: Iterable[str],
    *,
    find_tag: Callable[[str], re.Match[str] | None],
    opens: str,
    titles: frozenset[str],
    closes: str | None = None,
    reopens: Reopens | None = None,
    ignore: frozenset[str] = frozenset(),
    prose: frozenset[str] = frozenset(),
) -> Iterator[Entry | Reject]:
    """Cut tagged lines into records.

    A record begins with its opening tag, or with other tags and a title directly before that; where the opening tag is
    missing altogether, tags that include a title are a record too. It ends with its closing tag, or where the next one
    begins.

    Parameters
    ----------
    lines
        The text.
    find_tag
        Finds a tag (group 1) and its value (group 2) in a line; other lines go on with the value before.
    opens
        The tag that opens a record.
    titles
        Tags without which lines that no opening tag belongs to are no record.
    closes
        The tag that closes one, if there is such a tag.
    reopens
        Of a record's tags so far and a tag after a blank line: whether that tag is of another record.
    ignore
        Tags that belong to a file, not to a record; where files were pasted together they stand in the middle.
    prose
        Tags whose values may have blank lines in them; behind the others, only a line with a space in front goes on.

    Yields
    ------
    Entry or Reject
        A record; or tagged lines that stand outside any record, and records that hold nothing, as rejects.
    """
    draft: _Draft | None = None
    blank = gap = True

    def finish() -> Iterator[Entry | Reject]:
        if draft is not None:
            yield _check(draft.entry(), opens, titles)

    for number, line in enumerate(lines, start=1):
        text = line.strip()
        found = find_tag(line) if text else None
        if not found:
            goes_on = draft is not None and (not blank or line[:1].isspace() or draft.values[-1][0] in prose)
            if draft is not None and text and goes_on and (opens in draft.tags or not gap):
                draft.go_on(text)
            blank, gap = blank or not text, gap or not text or draft is None
            continue
        name, value = found[1], (found[2] or "").strip()
        if draft is not None and name not in ignore:
            again = opens in draft.tags or gap or titles.isdisjoint(draft.tags)
            if (name == opens and again) or (blank and reopens is not None and reopens(draft.tags, name)):
                yield from finish()
                draft = None
        if name == closes or name in ignore:
            yield from finish()
            draft = None
        else:
            draft = draft or _Draft(number)
            draft.add(name, value)
        blank = gap = False
    yield from finish()


def _check(entry: Entry, opens: str, titles: frozenset[str]) -> Entry | Reject:
    """A record if it is one, else a reject that says why it is none."""
    if opens not in entry.values and not any(entry.each(tag) for tag in titles):
        text = " / ".join(f"{tag} - {value}" for tag, values in entry.values.items() for value in values)
        return Reject(entry.line, "lines outside any record", text)
    if not entry.has_content(opens):
        return Reject(entry.line, "a record with nothing in it", f"{opens} {entry.first(opens) or ''}".strip())
    return entry
