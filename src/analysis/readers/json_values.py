"""JSON objects one after the other: one a line, in an array, or in the list of a service's answer."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from analysis.readers.noted import Noted
from analysis.readers.record import Record, Reject, with_left_out

_LISTS = ("results", "items", "data", "works", "papers", "hits")
_WRAPPER = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*\[')
_CHUNK = 1 << 16
_LONGEST = 64_000_000
_LIST_START = re.compile(rf"\s*\[|\s*\{{.*?{_WRAPPER.pattern}", re.DOTALL)
_NEXT_LIST = re.compile(rf"{_WRAPPER.pattern}|\]\s*\[(?=\s*\{{)")
# As much of an object as shows how it begins.
_LONGEST_OPENING = 2_000
_FIRST_KEYS = re.compile(r'\{\s*("[^"\\\x00-\x1f]*")\s*:[^{}\[\]]{0,500}?,\s*("[^"\\\x00-\x1f]*")\s*:')
# Letters that the beginning of a list takes at most.
_LONGEST_START = 100
_DECODER = json.JSONDecoder()
_GAP = re.compile(r"[\s,]*")


def is_json(head: str) -> bool:
    """Whether one of a text's first lines begins as JSON does."""
    return re.search(r"^[ \t]*[\[{]", head[:_LONGEST_OPENING], re.MULTILINE) is not None


def read_objects(text: TextIO) -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    """Yield each object with the line it begins on; what is no object is a reject.

    One object a line is read line by line. Anything else is read value by value, in pieces, so that an array of any
    size needs the memory of its largest object.
    """
    buffer = text.read(_CHUNK)
    head = buffer.lstrip()
    if _is_line(head.partition("\n")[0], whole="\n" in head or len(buffer) < _CHUNK):
        yield from _read_lines(_lines(buffer, text))
    else:
        yield from _read_values(buffer, text)


def read_each(text: TextIO, read: Callable[[dict[str, Any], int], Record]) -> Iterator[Record | Reject]:
    """What `read` makes of each object and its line; what is no object stays a reject."""
    for found in read_objects(text):
        if isinstance(found, Reject):
            yield found
        else:
            item = Noted(found[1])
            yield with_left_out(read(item, found[0]), item.left_out())


def _lines(buffer: str, text: TextIO) -> Iterator[str]:
    """The lines of a text of which some was read already."""
    *complete, last = buffer.split("\n")
    yield from complete
    yield last + text.readline()
    yield from text


def _is_line(line: str, *, whole: bool) -> bool:
    """Whether a line is an object on its own that wraps no list of others; one that is not `whole` is none yet."""
    if not whole:
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return (
            re.match(r"\s*[\[{]\s*($|\{|\[|\"[^\"]*\"\s*:\s*[\[{]?\s*$)", line) is None
            and _WRAPPER.search(line) is None
        )
    return isinstance(value, dict) and not any(_is_wrapped(value, name) for name in _LISTS) and "message" not in value


def _is_wrapped(value: dict[str, Any], name: str) -> bool:
    return isinstance(value.get(name), list) and "title" not in value


def _read_lines(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Reject(number, f"not JSON: {error}", line.strip()[:300])
            continue
        yield (
            (number, value)
            if isinstance(value, dict)
            else Reject(number, f"a JSON {type(value).__name__} where an object should be", line.strip()[:300])
        )


def _read_values(buffer: str, text: TextIO) -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    stream = _Stream(buffer, text)
    in_list = stream.enter_first_list()
    opening: re.Pattern[str] | None = None
    while stream.skip(_GAP):
        if in_list and stream.buffer[stream.at] in "]}":
            # The rest of an answer may be followed by another one.
            if not stream.enter_next_list():
                return
            continue
        line = stream.line
        try:
            value = stream.decode()
        except (ValueError, RecursionError) as error:
            text = stream.buffer[stream.at : stream.at + _LONGEST_OPENING]
            yield Reject(line, f"not JSON: {getattr(error, 'msg', error)}", text[:300])
            begins = opening or _opening_in(text, stream.buffer[: stream.at].rpartition("\n"))
            goes_on = stream.go_on_at(begins) if in_list else stream.next_line()
            if not goes_on:
                return
            continue
        if isinstance(value, dict):
            opening = opening or _opening_of(value)
            yield line, value
        else:
            yield Reject(line, f"a JSON {type(value).__name__} where an object should be", str(value)[:300])


def _opening_of(value: dict[str, Any]) -> re.Pattern[str] | None:
    """How an object of this kind begins: its first two keys. After a broken one, reading goes on at the next such."""
    keys = [re.escape(json.dumps(key, ensure_ascii=False)) for key in [*value][:2]]
    return re.compile(rf"\{{\s*{keys[0]}\s*:[^{{}}\[\]]{{0,500}}?,\s*{keys[1]}\s*:") if len(keys) == 2 else None


def _opening_in(text: str, before: tuple[str, str, str]) -> re.Pattern[str] | None:
    """How the objects of a list begin, when the first is broken: as far in as this one, or with its first two keys."""
    if not text.startswith("{"):
        return re.compile(r"\{")
    _, line_break, indent = before
    if line_break and not indent.strip():
        return re.compile(rf"^{indent}\{{", re.MULTILINE)
    keys = _FIRST_KEYS.match(text)
    return _opening_of({json.loads(key): None for key in keys.groups()}) if keys else None


class _Stream:
    """A text read in pieces, with the place and line in it."""

    def __init__(self, buffer: str, text: TextIO) -> None:
        self.buffer = buffer
        self.at = 0
        self.line = 1
        self._text = text

    def skip(self, gap: re.Pattern[str]) -> bool:
        """Go past a gap; whether anything follows it."""
        while True:
            self._move(gap.match(self.buffer, self.at).end())  # type: ignore[union-attr]
            if self.at < len(self.buffer):
                return True
            if not self._read_more(_CHUNK):
                return False

    def decode(self) -> Any:
        """The value here; as much is read for it as it takes, up to 64 million characters."""
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.at)
            except ValueError:
                if len(self.buffer) - self.at > _LONGEST or not self._read_more(wanted):
                    raise
                wanted *= 2
                continue
            self._move(end)
            return value

    def enter_first_list(self) -> bool:
        """Go to the first element of the list that the text is or wraps, if it does."""
        found = _LIST_START.match(self.buffer)
        if found:
            self._move(found.end())
        return found is not None

    def enter_next_list(self) -> bool:
        """Go to the first element of the next list, behind the rest of the answer that held the last one."""
        while not (found := _NEXT_LIST.search(self.buffer, self.at)):
            self._move(max(self.at, len(self.buffer) - _LONGEST_START))
            if not self._read_more(_CHUNK):
                return False
        self._move(found.end())
        return True

    def go_on_at(self, opening: re.Pattern[str] | None) -> bool:
        """Go to the next object that begins like those before; whether there is one."""
        found = opening.search(self.buffer, self.at + 1) if opening else None
        while opening and not found and self._read_more(_CHUNK):
            found = opening.search(self.buffer, self.at + 1)
        if found:
            self._move(found.start())
        return found is not None

    def next_line(self) -> bool:
        """Go to the beginning of the next line; whether there is one."""
        while "\n" not in self.buffer[self.at :]:
            self.at = len(self.buffer)
            if not self._read_more(_CHUNK):
                return False
        self._move(self.buffer.index("\n", self.at) + 1)
        return True

    def _move(self, to: int) -> None:
        if to > self.at:
            self.line += self.buffer.count("\n", self.at, to)
        self.at = to

    def _read_more(self, size: int) -> bool:
        more = self._text.read(size)
        if self.at > _CHUNK:
            self.buffer, self.at = self.buffer[self.at :], 0
        self.buffer += more
        return bool(more)
