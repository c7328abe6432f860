"""JSON objects one after the other: one a line, in an array, or in the list of a service's answer."""

import json
import re
from collections.abc import Iterator
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
    head = text.readline()
    while head and not head.strip():
        head = text.readline()
    if _is_line(head):
        yield from _read_lines(head, text)
    else:
        yield from _read_values(head, text)


def _is_line(line: str) -> bool:
    """Whether a line is an object on its own that wraps no list of others."""
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


def _read_lines(first: str, text: TextIO) -> Iterator[tuple[int, dict[str, Any]] | Reject]:
    for number, line in enumerate((line for part in ([first], text) for line in part), start=1):
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
    buffer += text.read(_CHUNK)
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
            more = "" if len(buffer) - at > _LONGEST else text.read(wanted)
            if more:
                buffer, at, wanted = buffer[at:] + more, 0, wanted * 2
                continue
            if at < len(buffer):
                yield Reject(line, f"not JSON from here on: {getattr(error, 'msg', error)}", buffer[at : at + 300])
            return
        if isinstance(value, dict):
            yield line, value
        else:
            yield Reject(line, f"a JSON {type(value).__name__} where an object should be", str(value)[:300])
        line, at, wanted = line + buffer.count("\n", at, end), end, _CHUNK
        if at > _CHUNK:
            buffer, at = buffer[at:], 0
