"""One reader per import format, all with one face: a file in, records and rejects out."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from analysis.readers import (
    arxiv_atom,
    arxiv_kaggle,
    arxiv_listing,
    arxiv_oai,
    bibtex,
    crossref,
    csl_json,
    endnote_xml,
    facts,
    huggingface_listing,
    jsonl,
    medline,
    openalex,
    pubmed_xml,
    refer,
    research_library,
    ris,
    semantic_scholar,
    web_of_science,
)
from analysis.readers import columns as own_columns
from analysis.readers.columns import Columns
from analysis.readers.encodings import UNPACKING
from analysis.readers.opening import Text, UnreadableError, open_texts
from analysis.readers.record import Reader, Record, Records, Reject, gather, is_empty
from analysis.readers.tables import EXPORTS

_MODULES = (
    huggingface_listing, arxiv_listing, research_library, facts, pubmed_xml, endnote_xml, arxiv_atom, arxiv_oai,
    openalex, crossref, arxiv_kaggle, semantic_scholar, csl_json, web_of_science, ris, medline, bibtex, refer,
)  # fmt: skip
_TABLE = Reader(web_of_science.TABLE_NAME, web_of_science.recognise_table, web_of_science.parse_table)

# In order of how sure their marks are: what anyone can write comes last.
READERS: tuple[Reader, ...] = (
    _TABLE,
    *(export.reader() for export in EXPORTS),
    *(Reader(module.NAME, module.recognise, module.parse) for module in _MODULES),
)

_HEAD_CHARACTERS = 1_000_000
_BATCH = 20_000
_UNREADABLE = (UnreadableError, UnicodeError, *UNPACKING)


def read_records(path: Path | str, *, columns: Columns | None = None) -> Records:
    r"""Read one file, its format recognised by what stands in it.

    Parameters
    ----------
    path
        A file, as it is or packed as gz, xz, bz2 or zip.
    columns
        Names that the columns of one's own tables go by, for each field (see `analysis.readers.columns.KNOWN`).

    Returns
    -------
    Records
        The format's name, the records in file order, and what was rejected with line and reason. A file that no
        reader knows is one reject.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "papers.jsonl"
    >>> _ = path.write_text('{"title": "A", "year": 2024}\nnot json\n')
    >>> read_records(path).records[["line", "title", "date"]].values.tolist()
    [[1, 'A', '2024']]
    >>> read_records(path).rejects["line"].tolist()
    [2]
    """
    import pandas as pd

    batches = list(iter_records(path, columns=columns))
    names = dict.fromkeys(batch.format for batch in batches)
    return Records(
        ", ".join(names),
        pd.concat([batch.records for batch in batches], ignore_index=True),
        pd.concat([batch.rejects for batch in batches], ignore_index=True),
        note="; ".join(dict.fromkeys(batch.note for batch in batches if batch.note)),
        left_out=sum((Counter(batch.left_out) for batch in batches), Counter()),
    )


def iter_records(path: Path | str, *, columns: Columns | None = None, batch: int = _BATCH) -> Iterator[Records]:
    """Read one file in batches, so that its size does not matter.

    Parameters
    ----------
    path, columns
        As for `read_records`.
    batch
        Most records and rejects of a batch.

    Yields
    ------
    Records
        At least one, in file order; those of an archive name the member they come from.
    """
    path, found = Path(path), False
    try:
        for text in open_texts(path):
            found = True
            yield from _read_text(text, path, columns or {}, batch)
    except _UNREADABLE as error:
        yield gather("unreadable", [Reject(1, f"the file cannot be read: {error}", path.name)])
        return
    if not found:
        yield gather("empty archive", [Reject(1, "an archive without files", path.name)])


def _read_text(text: Text, path: Path, columns: Columns, batch: int) -> Iterator[Records]:
    name = "unreadable"
    items: list[Record | Reject] = []
    try:
        with text.open() as stream:
            head = stream.read(_HEAD_CHARACTERS)
        reader = find_reader(head, columns)
        if reader is None:
            yield gather("unknown", [_unknown(head, path, columns)], member=text.member, note=text.note)
            return
        name, count = reader.name, 0
        with text.open() as stream:
            for item in reader.parse(stream):
                items.append(_without_content(item))
                if len(items) == batch:
                    yield gather(name, items, member=text.member, note=text.note)
                    items, count = [], count + batch
        if not items and not count:
            items.append(Reject(1, f"a file of the format {name} without any record", head[:200].strip()))
    except Exception as error:
        line = max((item.line for item in items), default=1)
        told = str(error) if isinstance(error, _UNREADABLE) else f"{type(error).__name__}: {error}"
        items.append(Reject(line, f"the file cannot be read from here on: {told}", text.member or path.name))
    if items:
        yield gather(name, items, member=text.member, note=text.note)


def find_reader(head: str, columns: Columns) -> Reader | None:
    """The reader that knows a text by its beginning."""
    own = [
        Reader(module.NAME, partial(module.recognise, columns=columns), partial(module.parse, columns=columns))
        for module in (own_columns, jsonl)
    ]
    return next((reader for reader in (*READERS, *own) if reader.recognise(head)), None)


def _without_content(item: Record | Reject) -> Record | Reject:
    if isinstance(item, Record) and is_empty(item):
        return Reject(item.line, "a record without title, abstract and identifier", item.source_id or "")
    return item


def _unknown(head: str, path: Path, columns: Columns) -> Reject:
    if not head.strip():
        return Reject(1, "an empty file", path.name)
    if told := own_columns.explain(head, columns):
        return Reject(1, told, head[:200].strip())
    return Reject(1, "no reader knows this format; the README lists those that are known", head[:200].strip())
