"""What is said on the terminal, where text out of files must not steer it."""

import sys
import unicodedata
from typing import TextIO


def plain(text: object) -> str:
    r"""A text without characters that move the cursor, colour or turn what follows; they are written out.

    Examples
    --------
    >>> plain("A title\x1b[2J of \u202efiles\n")
    'A title\\x1b[2J of \\u202efiles\n'
    """
    return "".join(
        letter if letter in "\n\t" or unicodedata.category(letter)[0] != "C" else _write_out(letter)
        for letter in str(text)
    )


def say(text: object, *, end: str = "\n", file: TextIO | None = None) -> None:
    """Write a plain line, to standard error when no file is named."""
    print(plain(text), end=end, file=file or sys.stderr, flush=True)


def _write_out(letter: str) -> str:
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")
