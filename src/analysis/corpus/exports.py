"""The files of a corpus: which are read, and which are left out for what reason. None is left out in silence."""

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from analysis.workspace import FieldnotesError

# Files that describe a folder or belong to the system; papers stand in none of them.
_NO_EXPORTS = frozenset(
    {"source.yaml", "truth.json", ".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore", ".dvcignore"}
)
# What people write about a folder; it is read all the same, in case that papers stand in it.
_NOTE = re.compile(r"(?:readme|licen[cs]e|copying|notice)\b", re.IGNORECASE)


class SourceError(FieldnotesError):
    """A corpus folder or a ``source.yaml`` cannot be used; the message says which and what to do."""


class LeftOut(NamedTuple):
    """A file or folder that is not read, and why."""

    path: Path
    reason: str


class Exports(NamedTuple):
    """The files of a folder, in a fixed order."""

    files: list[Path]
    left_out: list[LeftOut]


def find_exports(folder: Path) -> Exports:
    """The files of a corpus that may hold papers, links followed, and what is left out.

    Raises
    ------
    SourceError
        If the folder is not there or holds no file.
    """
    if not folder.is_dir():
        known = sorted(path.name for path in folder.parent.glob("*/")) if folder.parent.is_dir() else []
        raise SourceError(
            f"there is no folder {folder.name!r} in data/raw (found: {', '.join(known) or 'none'}); "
            "make it and put exports in it, or change `corpus` in params.yaml"
        )
    found = Exports([], [])
    _walk(folder, found, above=frozenset())
    if not found.left_out and all(map(is_note, found.files)):
        raise SourceError(f"data/raw/{folder.name} holds no export; put at least one file of papers in it")
    return Exports(sorted(found.files), sorted(found.left_out))


def _walk(folder: Path, found: Exports, *, above: frozenset[Path]) -> None:
    real = folder.resolve()
    if real in above:
        found.left_out.append(LeftOut(folder, "a link to a folder that it lies in"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found.left_out.append(LeftOut(folder, f"a folder that cannot be opened ({error.strerror})"))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.lower() in _NO_EXPORTS:
            continue
        if reason := _why_not(path):
            found.left_out.append(LeftOut(path, reason))
        elif path.is_dir():
            _walk(path, found, above=above | {real})
        else:
            found.files.append(path)


def _why_not(path: Path) -> str | None:
    """Why a file or folder is not read; None where it is. Nothing is opened for it."""
    if path.name.startswith("."):
        return "a hidden file or folder; give it a name without the point in front to have it read"
    try:
        mode = path.stat().st_mode
    except OSError as error:
        is_link = path.is_symlink()
        return f"a link to {path.readlink()}, which is not there" if is_link else f"out of reach ({error.strerror})"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "no regular file: it is not opened"


def is_note(path: Path) -> bool:
    """Whether a file is by its name a note about a folder."""
    return _NOTE.match(path.name) is not None


def printable(path: Path | str) -> str:
    r"""A path as text: bytes that are no UTF-8 and control characters as escapes.

    Examples
    --------
    >>> printable("M\udcfcller.ris"), printable("a\x1bb.ris")
    ('M\\xfcller.ris', 'a\\x1bb.ris')
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


# DVC warns of empty files.
NOTHING_UNSEEN = "# A hash of each raw file that is read and that DVC cannot track\n"


class Unseen(NamedTuple):
    """What DVC cannot track of a corpus: `ignored` are patterns for its ``.dvcignore``, `contents` stands for the rest.

    DVC stops at links to nothing, at pipes and at names that are no UTF-8, and does not look behind links to folders.
    """

    ignored: str = ""
    contents: str = NOTHING_UNSEEN


def find_unseen(exports: Exports, folder: Path) -> Unseen:
    """What DVC is to pass over, and a line with the content's hash for each file that is read all the same."""
    left_out = [path for path, _ in exports.left_out if path.is_symlink() or not path.is_file()]
    unnamed = [path for path in exports.files if not _is_utf8(path)]
    behind = [path for path in exports.files if any(above.is_symlink() for above in _between(path, folder))]
    patterns = [_pattern(path, folder) for path in (*left_out, *unnamed)]
    hashes = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in {*unnamed, *behind}}
    lines = [f"{digest} {printable(path.relative_to(folder))}" for path, digest in hashes.items()]
    contents = NOTHING_UNSEEN + "".join(f"{line}\n" for line in sorted(lines))
    return Unseen("".join(f"{pattern}\n" for pattern in patterns), contents)


def _between(path: Path, folder: Path) -> list[Path]:
    """The folders between a file and the corpus folder."""
    parts = path.relative_to(folder).parts
    return [folder.joinpath(*parts[:end]) for end in range(1, len(parts))]


def _is_utf8(path: Path) -> bool:
    try:
        return bool(os.fsencode(path).decode())
    except UnicodeDecodeError:
        return False


def _pattern(path: Path, folder: Path) -> str:
    """A path below ``data/raw`` as a pattern of git: signs with a meaning, and bytes that are no text, match any."""
    name = f"/{folder.name}/{path.relative_to(folder).as_posix()}"
    return "".join("?" if sign in "*?[]\\!#" or not sign.isprintable() else sign for sign in name)
