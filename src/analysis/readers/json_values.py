"""JSON objects one after the other: one a line, in an array, or in the list of a service's answer."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from analysis.readers.record import Reject

_LISTS = ("results", "items", "data", "works", "papers", "hits")
_WRAPPER = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*\[')
_CHUNK = 1 << 16
_LONGEST = 64_000_000
_DECODER = json.JSONDecoder()
_GAP = re.compile(r"[\s,]*")


def read_objects(text: TextIO) -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    """Yield each object with the line it begins on; what is no object is a reject.

    One object a line is read line by line. Anything else is read value by value, in pieces, so that an array of any
    size needs the memory of its largest object.
    """
    buffer = text.read(_CHUNK).lstrip("\ufeff")
    head = buffer.lstrip()
    if _is_line(head.partition("\n")[0], whole="\n" in head or len(buffer) < _CHUNK):
        yield from _read_lines(_lines(buffer, text))
    else:
        yield from _read_values(buffer, text)


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
    start = re.match(r"\s*\[", buffer) or _WRAPPER.search(buffer)
    at, line = (start.end(), buffer.count("\n", 0, start.end()) + 1) if start else (0, 1)
    wanted = _CHUNK
    while True:
        gap = _GAP.match(buffer, at)
        line, at = line + buffer.count("\n", at, gap.end()), gap.end()  # type: ignore[union-attr]
        if at < len(buffer) and buffer[at] in "]}" and start:
            return
        try:
            value, end = _DECODER.raw_decode(buffer, at)
        except (ValueError, RecursionError) as error:
            is_deep = isinstance(error, RecursionError)
            more = "" if is_deep or len(buffer) - at > _LONGEST else text.read(wanted)
            if more:
                buffer, at, wanted = buffer[at:] + more, 0, wanted * 2
                continue
            if at == len(buffer):
                return
            yield Reject(line, f"not JSON: {getattr(error, 'msg', error)}", buffer[at : at + 300])
            # Outside a list the next line is a new beginning; inside one nothing says where the next value begins.
            while not start and "\n" not in buffer[at:] and (more := text.read(_CHUNK)):
                buffer, at = more, 0
            following = buffer.find("\n", at)
            if start or following < 0:
                return
            line, at = line + 1, following + 1
            continue
        if isinstance(value, dict):
            yield line, value
        else:
            yield Reject(line, f"a JSON {type(value).__name__} where an object should be", str(value)[:300])
        line, at, wanted = line + buffer.count("\n", at, end), end, _CHUNK
        if at > _CHUNK:
            buffer, at = buffer[at:], 0
