"""Files as text: unpacked, decoded, one after the other, never whole in memory and never on disk."""

import bz2
import codecs
import gzip
import io
import lzma
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, TextIO

from analysis.readers.encodings import UNPACKING, Encoding, find_encoding
from analysis.workspace import FieldnotesError

# A text that unpacks to more than this many times its size, beyond the first megabytes, is an attack or an accident.
_LARGEST_RATIO = 200
_ALWAYS_ALLOWED = 64_000_000
_PACKED = {b"\x1f\x8b": gzip.open, b"\xfd7zXZ\x00": lzma.open, b"BZh": bz2.open}
_DECLARED = re.compile(
    rb"(?:^\s*<\?xml[^>]*?encoding\s*=\s*[\"']|^\s*%\s*Encoding:\s*)([A-Za-z][\w.:-]*)", re.IGNORECASE
)
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MARK_BEGINNINGS = (codecs.BOM_UTF8[:2], codecs.BOM_UTF8[:1])
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AS_CSV = "save it as CSV from the program that opens it, and put the CSV here"
_DOCUMENTS = {
    b"\xd0\xcf\x11\xe0": f"this is an old spreadsheet or office document ({_AS_CSV})",
    b"%PDF-": "this is a PDF; papers are read from exports, not from their texts",
    b"SQLite format 3": "this is a database; export its references as RIS or BibTeX",
}
_HEAD_BYTES = 4_096


class UnreadableError(FieldnotesError):
    """A file cannot be unpacked or decoded; the message says why."""


class Text(NamedTuple):
    """One text of a file; `open` starts it from its beginning each time.

    `note` says what a reader should know about how it was decoded, and is empty where nothing was guessed.
    """

    member: str
    open: Callable[[], TextIO]
    note: str = ""


def open_texts(path: Path) -> Iterator[Text]:
    """The texts in a file: one, or each member of a zip archive, unpacked and decoded while they are read.

    Text is taken for UTF-8 unless a byte-order mark or the file itself says otherwise; where its bytes are no UTF-8,
    the encoding is guessed (see `analysis.readers.encodings`) and the note says so.

    Raises
    ------
    UnreadableError
        If the file or a member cannot be opened, or is no text.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
            size = path.stat().st_size
        _refuse_documents(head)
        if not head.startswith(b"PK\x03\x04"):
            yield _text("", lambda: path.open("rb"), size)
            return
        with zipfile.ZipFile(path) as archive:
            _refuse_spreadsheets(archive)
            for member in archive.infolist():
                if not member.is_dir() and not member.filename.startswith("__MACOSX/"):
                    yield _text(member.filename, partial(_open_member, archive, member), member.compress_size)
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableError(str(error)) from None


def _refuse_documents(head: bytes) -> None:
    """Name files that are no text, and say what to do about them."""
    for magic, told in _DOCUMENTS.items():
        if head.startswith(magic):
            raise UnreadableError(told)


def _refuse_spreadsheets(archive: zipfile.ZipFile) -> None:
    names = {member.filename for member in archive.infolist()}
    if "[Content_Types].xml" in names:
        kind = "a spreadsheet" if any(name.startswith("xl/") for name in names) else "an office document"
        raise UnreadableError(f"this is {kind} ({_AS_CSV})")
    if "mimetype" in names and _begins(archive, "mimetype", b"application/vnd.oasis"):
        raise UnreadableError(f"this is an office document ({_AS_CSV})")


def _begins(archive: zipfile.ZipFile, member: str, magic: bytes) -> bool:
    with archive.open(member) as stream:
        return stream.read(len(magic)) == magic


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return io.BufferedReader(_Bounded(archive.open(member), member.compress_size))
    except (RuntimeError, zipfile.BadZipFile) as error:
        raise UnreadableError(str(error)) from None


def _text(member: str, start: Callable[[], IO[bytes]], size: int) -> Text:
    """A text that knows its encoding; a file that cannot be read at all says so when it is opened."""
    try:
        with _unpack(start(), size) as stream:
            encoding = _find_encoding(stream)
    except (UnreadableError, *UNPACKING) as error:
        return Text(member, partial(_fail, str(error)))
    note = f"its bytes are no UTF-8 and were read as {encoding.name}, which is a guess" if encoding.guessed else ""
    if encoding.guessed and encoding.name == "utf-8":
        note = "most of its bytes are UTF-8; the rest were read as cp1252, which is a guess"
    return Text(member, lambda: _as_text(_unpack(start(), size), encoding.name), note)


def _fail(reason: str) -> TextIO:
    raise UnreadableError(reason)


def _as_text(stream: io.BufferedReader, encoding: str) -> TextIO:
    """A byte stream decoded, without the marks that stand in its middle where files were pasted together."""
    if encoding.startswith(("utf-16", "utf-32")):
        return _PlainText(stream, encoding=encoding, errors="cp1252-bytes")
    return io.TextIOWrapper(io.BufferedReader(_PlainBytes(stream)), encoding=encoding, errors="cp1252-bytes")


class _PlainBytes(io.RawIOBase):
    """Bytes without the mark of UTF-8 and signs of a file's end."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._rest = b""

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while True:
            # Room is kept for the beginning of a mark that the last piece ended in.
            piece = self._stream.read1(len(buffer) - len(codecs.BOM_UTF8))
            data = (self._rest + piece).replace(codecs.BOM_UTF8, b"").replace(b"\x1a", b"")
            kept = next((mark for mark in _MARK_BEGINNINGS if piece and data.endswith(mark)), b"")
            self._rest, data = kept, data[: len(data) - len(kept)]
            if data or not piece:
                buffer[: len(data)] = data
                return len(data)


class _PlainText(io.TextIOWrapper):
    """The same for text of wide characters, whose bytes mean nothing one by one."""

    def read(self, size: int | None = -1, /) -> str:
        while text := super().read(size):
            if plain := text.replace("\ufeff", "").replace("\x1a", ""):
                return plain
        return ""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        while line := super().readline(size):
            if plain := line.replace("\ufeff", "").replace("\x1a", ""):
                return plain
        return ""


def _unpack(stream: IO[bytes], size: int) -> io.BufferedReader:
    """A byte stream, unpacked where it is packed."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    head = buffered.peek(_HEAD_BYTES)
    unpack = next((opener for magic, opener in _PACKED.items() if head.startswith(magic)), None)
    return io.BufferedReader(_Bounded(unpack(buffered), size)) if unpack else buffered


def _find_encoding(stream: io.BufferedReader) -> Encoding:
    head = stream.peek(_HEAD_BYTES)
    if b"\x00" in head[:1_000] and not head.startswith(_WIDE_MARKS):
        return Encoding(_guess_utf16(head))
    stated = _stated_encoding(head)
    return Encoding(stated) if stated else find_encoding(stream)


def _stated_encoding(head: bytes) -> str | None:
    """The encoding that a mark or a declaration names; None where there is none, or none that can be."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.search(head[:_HEAD_BYTES])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
        # Some names are of no text at all ("hex"), and some read plain text as something else.
        plain = b"a+b\\n".decode(name) == "a+b\\n"
    except (LookupError, UnicodeError):
        return None
    # What can be read has no null bytes here, so a declared UTF-16 is a copy that was re-coded without telling.
    return name if plain and not name.startswith(("utf", "ascii", "iso8859-1")) else None


def _guess_utf16(head: bytes) -> str:
    """UTF-16 without a mark, by where its null bytes stand; other null bytes mean that this is no text."""
    even, odd = head[0:1_000:2].count(0), head[1:1_000:2].count(0)
    if max(even, odd) > 0.3 * min(len(head), 1_000) / 2 and min(even, odd) < 0.1 * max(even, odd) + 1:
        return "utf-16-be" if even > odd else "utf-16-le"
    raise UnreadableError("this is no text (it holds null bytes)")


class _Bounded(io.RawIOBase):
    """A stream that refuses to unpack to absurd sizes."""

    def __init__(self, stream: IO[bytes], packed_size: int) -> None:
        self._stream = stream
        self._left = _ALWAYS_ALLOWED + _LARGEST_RATIO * packed_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"it unpacks to more than {_LARGEST_RATIO:,} times its size")
        buffer[: len(data)] = data
        return len(data)
