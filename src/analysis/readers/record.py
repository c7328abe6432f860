"""What every reader gives: records, and rejects for what it could not read."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import pandas as pd


@dataclass(frozen=True)
class Author:
    """One name on a paper, as printed; its parts where the source gives them apart."""

    name: str
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """One raw record, its values as the file has them."""

    line: int
    source_id: str | None = None
    title: str | None = None
    abstract: str | None = None
    authors: tuple[Author, ...] = ()
    date: str | None = None
    venue: str | None = None
    language: str | None = None
    type: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    pmid: str | None = None
    openalex_id: str | None = None
    url: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    cited_by: int | None = None
    upvotes: int | None = None
    summary: str | None = None


@dataclass(frozen=True)
class Reject:
    """A piece of a file that is no record, where it stands and why."""

    line: int
    reason: str
    text: str


class Records(NamedTuple):
    """One file, read: `records` has a column per attribute of `Record`, `rejects` one per attribute of `Reject`."""

    format: str
    records: pd.DataFrame
    rejects: pd.DataFrame


COLUMNS = list(Record.__dataclass_fields__)
REJECT_COLUMNS = list(Reject.__dataclass_fields__)


def gather(format_name: str, items: list[Record | Reject]) -> Records:
    """Sort what a reader yielded into two frames."""
    records = [_row(item) for item in items if isinstance(item, Record)]
    rejects = [asdict(item) for item in items if isinstance(item, Reject)]
    return Records(
        format_name,
        pd.DataFrame(records, columns=COLUMNS, dtype=object),
        pd.DataFrame(rejects, columns=REJECT_COLUMNS, dtype=object),
    )


def _row(record: Record) -> dict[str, Any]:
    return {column: getattr(record, column) for column in COLUMNS}
