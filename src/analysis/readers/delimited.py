"""Rows of comma-, semicolon- or tab-separated tables, each by the names of its columns."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.readers.noted import Noted
from analysis.readers.record import Reject

# Abstracts are short, but the affiliations of a paper of 3,000 authors are not.
csv.field_size_limit(64_000_000)
# A quote that is open for longer than this was never meant to be one.
_LONGEST_ROW = 5_000
HEADER_LINES = 10
_LONGEST_HEADER = 20_000
# What spreadsheets do to a text so that it stays one, and what programs print for a value that is missing.
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_MISSING = frozenset({"nan", "NaN", "None", "null", "NULL", "<NA>", "NaT", "#N/A", "\x1a"})


class Row(NamedTuple):
    """One row: where it begins, its values by column, and the columns as the header above it has them."""

    line: int
    values: Noted
    header: tuple[str, ...]


def has_header(head: str, is_header: Callable[[Sequence[str]], bool]) -> bool:
    """Whether one of a text's first lines is a header; exporters put lines about the export above it."""
    return any(is_header(names) for names in _first_lines(head))


def header_of(head: str) -> Sequence[str]:
    r"""The names of a table's columns, whatever they are: the fullest of its first lines.

    Examples
    --------
    >>> header_of('About the data: exported on 2024-05-01\nTitle,DOI,Abstract\nA,10.1/x,Text')
    ['Title', 'DOI', 'Abstract']
    """
    return next(
        (names for names in _first_lines(head) if len(names) > 1 and sum(map(bool, names)) > len(names) / 2), []
    )


def _first_lines(head: str) -> Iterator[list[str]]:
    for line in head.splitlines()[:HEADER_LINES]:
        yield [cell.strip() for cell in _cells(line, None)[0]]


def sniff_delimiter(line: str) -> str:
    """The mark that parts a header's columns."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(",\t;|", key=bare.count)


def read_rows(
    text: Iterable[str],
    *,
    is_header: Callable[[Sequence[str]], bool],
    delimiter: str | None = None,
    quoting: int = csv.QUOTE_MINIMAL,
    repeats: str | None = None,
) -> Iterator[Row | Reject]:
    """Yield the rows below a table's header.

    Parameters
    ----------
    text
        The lines of the table.
    is_header
        Whether the cells of a line are the names of this kind of table's columns; what stands above is skipped.
    delimiter, quoting
        As for `csv`; the delimiter is the header's most frequent one when omitted.
    repeats
        A column of which rows may have more than the header tells: their further cells are left out.

    Yields
    ------
    Row or Reject
        Rows of another width are rejects. A quote that is never closed costs its own line only. A header that stands
        again in the middle, where files were pasted together, is no row; its columns hold from there on.
    """
    lines = _Lines(enumerate(text, start=1))
    names, mark = _find_header(lines, is_header, delimiter)
    while True:
        extra = names.index(repeats) + 1 if repeats in names else None
        cells, problem = _next_row(lines, names, mark=mark, quoting=quoting, extra=extra)
        if not lines.used:
            return
        number, line = lines.used[0]
        again, other = _cells(line, delimiter) if problem else (cells, mark)
        if is_header([cell.strip() for cell in again]):
            names, mark = tuple(cell.strip() for cell in again), other
            lines.give_back()
        elif problem:
            lines.give_back()
            yield Reject(number, problem, line.strip())
        elif any(cell.strip() for cell in cells) and line.strip() != "\x1a":
            yield Row(number, _by_column(names, cells), names)


def _cells(line: str, delimiter: str | None) -> tuple[list[str], str]:
    """The cells of one line and what parts them."""
    mark = delimiter or sniff_delimiter(line[:_LONGEST_HEADER])
    return next(csv.reader([line[:_LONGEST_HEADER]], delimiter=mark), []), mark


def _by_column(names: Sequence[str], cells: list[str]) -> Noted:
    """Cells by column; of two columns with one name, the first that is filled."""
    values: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        values[name] = values.get(name) or _plain(cell.strip())
    return Noted(values)


def _plain(cell: str) -> str:
    found = _AS_TEXT.fullmatch(cell) if cell[:2] == '="' else None
    return found[1].strip() if found else "" if cell in _MISSING else cell


def _next_row(
    lines: "_Lines", names: Sequence[str], *, mark: str, quoting: int, extra: int | None
) -> tuple[list[str], str | None]:
    """The cells of the next row as the header counts them, or what is wrong with it."""
    lines.used.clear()
    try:
        cells = next(csv.reader(lines, delimiter=mark, quoting=quoting, strict=True), [])
    except csv.Error as error:
        cells = _read_alone(lines.used[0][1], mark, names)
        if not cells:
            return [], f"not a row of a table: {error}"
        lines.give_back()
        del lines.used[1:]
    surplus = len(cells) - len(names)
    if surplus > 0 and extra is not None:
        del cells[extra : extra + surplus]
    # A blank line has no cells, and some exporters end rows with a delimiter.
    fits = len(cells) == len(names) or not any(map(str.strip, cells[len(names) :] if surplus > 0 else cells))
    return (cells, None) if fits else ([], f"a row of {len(cells)} columns under a header of {len(names)}")


def _read_alone(line: str, mark: str, names: Sequence[str]) -> list[str]:
    """The cells of a line whose inner quotes are not doubled, if it has as many as it should; else none."""
    edge = re.escape(mark)
    doubled = re.sub(rf'(?<=[^{edge}"\s])"(?=[^{edge}"\r\n])|(?<= )"(?=\w)', '""', line)
    # A quotation at the end of a cell: its own closing quote stands before that of the cell.
    closed = re.sub(rf'(?<=[^{edge}"])""(?={edge}|\s*$)', '"""', doubled)
    for attempt in (doubled, closed):
        try:
            cells = next(csv.reader([attempt], delimiter=mark, strict=True), [])
        except csv.Error:
            continue
        if len(cells) == len(names):
            return cells
    return []


class _Lines:
    """Numbered lines that know which of them the current row used, and can give back all but its first."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._pending: deque[tuple[int, str]] = deque()
        self.used: list[tuple[int, str]] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.used) >= _LONGEST_ROW:
            raise StopIteration
        self.used.append(self._pending.popleft() if self._pending else next(self._lines))
        return self.used[-1][1]

    def give_back(self) -> None:
        self._pending.extendleft(reversed(self.used[1:]))


def _find_header(
    lines: _Lines, is_header: Callable[[Sequence[str]], bool], delimiter: str | None
) -> tuple[tuple[str, ...], str]:
    for line in lines:
        cells, mark = _cells(line, delimiter)
        names = tuple(name.strip() for name in cells)
        lines.used.clear()
        if is_header(names):
            return names, mark
    return (), ","
