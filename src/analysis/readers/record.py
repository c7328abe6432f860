"""What every reader gives: records, and rejects for what it could not read."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, TextIO

import pandas as pd


class Author(NamedTuple):
    """One name on a paper, as printed; its parts where the source gives them apart."""

    name: str
    family: str | None = None
    given: str | None = None
    orcid: str | None = None
    affiliation: str | None = None
    # The source's own id of the person, such as ``scopus:6603398373``.
    author_key: str | None = None
    # ROR ids of the institutions of `affiliation`, in its order, parted like them; an empty one where there is none.
    ror: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One raw record, its values as the file has them, freed from the format's own markup."""

    line: int
    source_id: str | None = None
    title: str | None = None
    # The same title in another language.
    other_title: str | None = None
    abstract: str | None = None
    authors: tuple[Author, ...] = ()
    date: str | None = None
    # What the date is the date of: preprint, online or issue.
    date_basis: str | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    language: str | None = None
    type: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    pmid: str | None = None
    openalex_id: str | None = None
    url: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    references: tuple[str, ...] = ()
    # How many references its source says it has, whether or not it lists them.
    reference_count: int | None = None
    cited_by: int | None = None
    upvotes: int | None = None
    summary: str | None = None
    # What authors say beside it: "MICCAI 2025", "22 pages", where its code is.
    comment: str | None = None
    # The day of its latest version.
    updated: str | None = None
    # What the file says of it that is not read: tags, columns, keys.
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A piece of a file that is no record, where it stands and why."""

    line: int
    reason: str
    text: str


class Reader(NamedTuple):
    """One import format: its name, how its files begin, how they become records.

    `recognise` gets the first characters of a text, `parse` the whole text from its beginning; what is not a record is
    yielded as a `Reject`, never left out and never raised.
    """

    name: str
    recognise: Callable[[str], bool]
    parse: Callable[[TextIO], Iterator[Record | Reject]]


class Records(NamedTuple):
    """Records of one text: `records` has a column per attribute of `Record`, `rejects` one per attribute of `Reject`.

    `member` names the text inside an archive; it is empty for a file of its own. `note` says what was guessed, and
    `left_out` in how many records a tag, column, key or element has a value that is not read.
    """

    format: str
    records: pd.DataFrame
    rejects: pd.DataFrame
    member: str = ""
    note: str = ""
    left_out: Mapping[str, int] = MappingProxyType({})


COLUMNS = [name for name in Record.__dataclass_fields__ if name != "left_out"]
REJECT_COLUMNS = list(Reject.__dataclass_fields__)


def gather(format_name: str, items: list[Record | Reject], *, member: str = "", note: str = "") -> Records:
    """Sort what a reader yielded into two frames."""
    records = [_row(item) for item in items if isinstance(item, Record)]
    rejects = [asdict(item) for item in items if isinstance(item, Reject)]
    return Records(
        format_name,
        pd.DataFrame(records, columns=COLUMNS, dtype=object),
        pd.DataFrame(rejects, columns=REJECT_COLUMNS, dtype=object),
        member,
        note,
        Counter(name for item in items if isinstance(item, Record) for name in item.left_out),
    )


def with_left_out(record: Record, names: Iterable[str]) -> Record:
    """A record that says what of it is not read."""
    return replace(record, left_out=tuple(names))


def is_empty(record: Record) -> bool:
    """Whether nothing in a record says which paper it is."""
    return not (record.title or record.abstract or record.doi or record.arxiv_id or record.pmid or record.openalex_id)


def _row(record: Record) -> list[Any]:
    return [getattr(record, column) for column in COLUMNS]
