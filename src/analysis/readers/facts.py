"""A table of bibliographic facts that complete papers listed elsewhere."""

import csv
from collections.abc import Iterable, Iterator

from analysis.readers.record import Author, Record, Reject

NAME = "table of facts"

_COLUMNS = {"title", "arxiv_id", "published", "authors", "primary_category", "venue", "doi", "evidence"}


def recognise(head: str) -> bool:
    """Whether a file begins with the columns of such a table."""
    first = next(iter(head.splitlines()), "")
    return len(first) < 5_000 and set(next(csv.reader([first]), [])) >= _COLUMNS


def parse(lines: Iterable[str]) -> Iterator[Record | Reject]:
    """Yield a record for each row; authors are separated by semicolons."""
    reader = csv.DictReader(lines, restkey="more", strict=False)
    line = 2
    rows = iter(reader)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(line, f"not CSV from here on: {error}", "")
            return
        if "more" in row or None in row.values():
            yield Reject(line, f"a row that has not {len(reader.fieldnames or ())} columns", str(list(row.values())))
        else:
            yield _read_row({name: value.strip() or None for name, value in row.items()}, line)
        line = reader.line_num + 1


def _read_row(row: dict[str, str | None], line: int) -> Record:
    category = row["primary_category"]
    place = [row.get("seed"), row.get("row")]
    return Record(
        line=line,
        source_id="/".join(part for part in place if part) or None,
        title=row["title"],
        arxiv_id=row["arxiv_id"],
        date=row["published"],
        authors=tuple(Author(name.strip()) for name in (row["authors"] or "").split(";") if name.strip()),
        venue=row["venue"],
        doi=row["doi"],
        labels=(("category", category),) if category else (),
    )
