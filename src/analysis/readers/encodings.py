"""In which encoding a file was saved: known from its bytes where they are UTF-8, guessed where they are not."""

import codecs
import lzma
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, NamedTuple
from zipfile import BadZipFile

from analysis.workspace import FieldnotesError

# Encodings that exports are found in, the commonest first: of those that fit equally well the first is taken.
_CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "gb18030", "shift_jis", "big5", "cp949", "euc_jp", "koi8_r", "cp1253", "cp1254",
    "cp1255", "cp1256", "cp1257", "mac_roman", "cp850", "cp866", "iso8859_2",
)  # fmt: skip
# What unpacking a damaged file may raise.
UNPACKING = (OSError, EOFError, zlib.error, lzma.LZMAError, BadZipFile, RuntimeError)
_PIECE = 1 << 20
# Of the lines that are no UTF-8, as much as a guess is made from.
_SAMPLE = 8_000
# A sign inside a word, or directly before one, that no language puts there; controls and drawings of boxes; letters of
# another script within a Latin word.
_ODD = re.compile(
    "(?<=[^\\W\\d_])[^\\w\\s\x00-\x7f’‘·–—…“”«»‐](?=[^\\W\\d_])|[§¶†‡¤¦¬¨¸¯¼½¾¹²³ªº°±×÷~¢£¥](?=[^\\W\\d_])"
    "|(?<=[^\\W\\d_])[¿¡]|[\x80-\x9f\ufffd\ue000-\uf8ff\u2500-\u259f]|(?<=[a-zA-Z])[\u0370-\u06ff]"
    "|[\u0370-\u06ff](?=[a-zA-Z])"
)
_WORD = re.compile(r"[^\W\d_]+")
_CASED_ELSEWHERE = re.compile("[\u0370-\u052f]")


class Encoding(NamedTuple):
    """An encoding, and whether it was guessed."""

    name: str
    guessed: bool = False


def find_encoding(stream: IO[bytes]) -> Encoding:
    """The encoding of a text without a mark or a declaration.

    A text is UTF-8 if its bytes are. One that mixes UTF-8 with a few other lines, as pasted files do, is read as UTF-8.
    Anything else is guessed: of the encodings that can hold the bytes, the one whose text looks most like language, by
    the measures of charset-normalizer and by signs that stand in no word.

    Parameters
    ----------
    stream
        The bytes, read to their end.
    """
    good, bad, sample = _count_lines(stream)
    if not bad:
        return Encoding("utf-8")
    if good > bad:
        return Encoding("utf-8", guessed=True)
    return Encoding(guess_encoding(sample), guessed=True)


def _count_lines(stream: IO[bytes]) -> tuple[int, int, bytes]:
    """How many lines have signs beyond ASCII and are UTF-8, how many are not, and some of the latter."""
    good, bad, sample, rest = 0, 0, b"", b""
    for piece in _pieces(stream):
        head, found, tail = (rest + piece).rpartition(b"\n")
        complete, rest = (head, tail) if found else (b"", head + tail)
        if len(rest) > 4 * _PIECE:
            complete, rest = rest, b""
        good, bad, sample = _add_lines(complete, good, bad, sample)
    return _add_lines(rest, good, bad, sample)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes as far as they can be unpacked; whoever reads the text will meet the error and tell it."""
    while True:
        try:
            piece = stream.read(_PIECE)
        except (FieldnotesError, *UNPACKING):
            return
        if not piece:
            return
        yield piece


def _add_lines(text: bytes, good: int, bad: int, sample: bytes) -> tuple[int, int, bytes]:
    if text.isascii():
        return good, bad, sample
    try:
        text.decode()
    except UnicodeDecodeError:
        for line in text.split(b"\n"):
            if line.isascii():
                continue
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
                sample = sample if len(sample) > _SAMPLE else sample + line[:_SAMPLE] + b"\n"
        return good, bad, sample
    return good + sum(not line.isascii() for line in text.split(b"\n")), bad, sample


def guess_encoding(sample: bytes) -> str:
    """The likeliest encoding of some lines that are no UTF-8.

    Examples
    --------
    >>> guess_encoding("Zażółć gęślą jaźń".encode("cp1250")), guess_encoding("Обзор методов".encode("koi8_r"))
    ('cp1250', 'koi8_r')
    """
    from charset_normalizer import from_bytes

    marks = []
    for at, name in enumerate(_CANDIDATES):
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        match = from_bytes(sample, cp_isolation=[name], threshold=1.0).best()
        chaos, coherence = (match.chaos, match.coherence) if match else (0.5, 0.0)
        odd = count_odd(text) / sum(not character.isascii() for character in text)
        marks.append((round(odd + chaos - coherence / 10, 2), at, name))
    return min(marks)[2] if marks else "cp1252"


def count_odd(text: str) -> int:
    """How many signs of a text are hardly where a language would have them."""
    turned = sum(
        any(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(word)) for word in _WORD.findall(text)
    )
    cased = _CASED_ELSEWHERE.findall(text)
    no_capitals = len(cased) > 7 and not any(map(str.isupper, cased))
    return len(_ODD.findall(text)) + turned + (len(cased) if no_capitals else 0)


def decode_rest(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are no text in the stated encoding one by one, as Windows would."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in wrong), error.end


codecs.register_error("cp1252-bytes", decode_rest)
