"""Files as text: unpacked, decoded, one after the other, never whole in memory and never on disk."""

import bz2
import codecs
import gzip
import io
import lzma
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, TextIO

from analysis.workspace import FieldnotesError

# A text that unpacks to more than this many times its size, beyond the first megabytes, is an attack or an accident.
_LARGEST_RATIO = 200
_ALWAYS_ALLOWED = 64_000_000
_PACKED = {b"\x1f\x8b": gzip.open, b"\xfd7zXZ\x00": lzma.open, b"BZh": bz2.open}
_DECLARED = re.compile(
    rb"(?:^\s*<\?xml[^>]*?encoding\s*=\s*[\"']|^\s*%\s*Encoding:\s*)([A-Za-z][\w.:-]*)", re.IGNORECASE
)
_HEAD_BYTES = 4_096


class UnreadableError(FieldnotesError):
    """A file cannot be unpacked or decoded; the message says why."""


class Text(NamedTuple):
    """One text of a file; `open` starts it from its beginning each time."""

    member: str
    open: Callable[[], TextIO]


def open_texts(path: Path) -> Iterator[Text]:
    """The texts in a file: one, or each member of a zip archive, unpacked and decoded while they are read.

    Text is taken for UTF-8 unless a byte-order mark or the file itself says otherwise; bytes that are no UTF-8 are
    read as CP1252, one by one, so that a Latin-1 file and a file of mixed origin are both readable.

    Raises
    ------
    UnreadableError
        If the file or a member cannot be opened.
    """
    try:
        with path.open("rb") as file:
            packed = file.read(4) == b"PK\x03\x04"
        members = zipfile.ZipFile(path).infolist() if packed else []
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableError(str(error)) from None
    if not packed:
        yield Text("", lambda: _decode(path.open("rb"), path.stat().st_size))
    for member in members:
        if not member.is_dir() and not member.filename.startswith("__MACOSX/"):
            yield Text(member.filename, lambda member=member: _open_member(path, member))


def _open_member(path: Path, member: zipfile.ZipInfo) -> TextIO:
    try:
        stream = zipfile.ZipFile(path).open(member)  # noqa: SIM115 (closed with the text that reads from it)
    except (RuntimeError, zipfile.BadZipFile) as error:
        raise UnreadableError(str(error)) from None
    return _decode(io.BufferedReader(_Bounded(stream, member.compress_size)), member.compress_size)


def _decode(stream: IO[bytes], size: int) -> TextIO:
    """The text of a byte stream, unpacked where it is packed."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    head = buffered.peek(_HEAD_BYTES)
    unpack = next((opener for magic, opener in _PACKED.items() if head.startswith(magic)), None)
    if unpack:
        buffered = io.BufferedReader(_Bounded(unpack(buffered), size))
        head = buffered.peek(_HEAD_BYTES)
    if b"\x00" in head[:1_000] and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)):
        encoding = _guess_utf16(head)
    else:
        encoding = _stated_encoding(head)
    return io.TextIOWrapper(buffered, encoding=encoding, errors="cp1252-bytes", newline=None)


def _stated_encoding(head: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    declared = _DECLARED.search(head[:_HEAD_BYTES])
    try:
        name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
    except LookupError:
        return "utf-8"
    # What can be read has no null bytes here, so a declared UTF-16 is a copy that was re-coded without telling.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "ascii", "iso8859-1")) else name


def _guess_utf16(head: bytes) -> str:
    """UTF-16 without a mark, by where its null bytes stand; other null bytes mean that this is no text."""
    even, odd = head[0:1_000:2].count(0), head[1:1_000:2].count(0)
    if max(even, odd) > 0.3 * min(len(head), 1_000) / 2 and min(even, odd) < 0.1 * max(even, odd) + 1:
        return "utf-16-be" if even > odd else "utf-16-le"
    raise UnreadableError("this is no text (it holds null bytes)")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are no text in the stated encoding one by one, as Windows would."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in wrong), error.end


codecs.register_error("cp1252-bytes", _as_cp1252)


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
