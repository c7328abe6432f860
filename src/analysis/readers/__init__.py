"""One reader per import format, all with one face: a file in, records and rejects out."""

import gzip
import io
import zlib
from pathlib import Path
from types import ModuleType

from analysis.readers import arxiv_listing, facts, huggingface_listing, jsonl, research_library
from analysis.readers.record import Author, Record, Records, Reject, gather

READERS: tuple[ModuleType, ...] = (huggingface_listing, arxiv_listing, research_library, facts, jsonl)

_HEAD_CHARACTERS = 1_000_000


def read_records(path: Path) -> Records:
    r"""Read one file, its format recognised by what stands in it.

    Parameters
    ----------
    path
        A text file, as it is or gzipped.

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
    try:
        text = _read_text(path)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        return gather("unreadable", [Reject(1, f"the file cannot be read: {error}", path.name)])
    head = text[:_HEAD_CHARACTERS]
    for reader in READERS:
        if reader.recognise(head):
            return gather(reader.NAME, list(reader.parse(io.StringIO(text, newline=None))))
    known = ", ".join(reader.NAME for reader in READERS)
    return gather("unknown", [Reject(1, f"no reader knows this format (known: {known})", head[:200])])


def _read_text(path: Path) -> str:
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise
        return data.decode("cp1252")


__all__ = ["READERS", "Author", "Record", "Records", "Reject", "gather", "read_records"]
