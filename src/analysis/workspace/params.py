"""``params.yaml``: a person's copy of ``params.default.yaml``, which updates may change."""

import re
from typing import Any

import yaml

from analysis.workspace.files import write_text
from analysis.workspace.paths import default_params_file, own_params_file
from analysis.workspace.settings import SettingsError

# A key at the left margin with the comments above it and the lines that belong to it.
_BLOCK = re.compile(r"^(?:#.*\n)*^([\w-]+):.*\n(?:^[ \t].*\n)*", re.MULTILINE)


def prepare_params() -> list[str]:
    """Make ``params.yaml`` where there is none, and add the keys that an update brought; nothing else in it changes.

    Returns
    -------
    list of str
        The keys that were added; all where the file is new.
    """
    shipped, own = default_params_file().read_text(encoding="utf-8"), own_params_file()
    blocks = {found[1]: found[0] for found in _BLOCK.finditer(shipped)}
    if not own.exists():
        write_text(own, shipped)
        return list(blocks)
    text = own.read_bytes().decode("utf-8", errors="replace")
    known = _parse(text)
    # What cannot be read is said where it is read.
    added = [name for name in blocks if name not in known] if known else []
    more = text.rstrip("\r\n") + "\n" + "".join(f"\n{blocks[name]}" for name in added)
    if not added or set(_parse(more)) != {*known, *added}:
        return []
    write_text(own, more)
    return added


def set_corpus(corpus: str) -> None:
    """Write another corpus into ``params.yaml``; every other line stays.

    Raises
    ------
    SettingsError
        If there is not one line that begins with ``corpus:``.
    """
    text = own_params_file().read_text(encoding="utf-8")
    changed, count = re.subn(r"^corpus:.*$", f"corpus: {quote_name(corpus)}", text, flags=re.MULTILINE)
    if count != 1:
        raise SettingsError(f"params.yaml has {count} lines that begin with 'corpus:'; there should be one")
    if changed != text:
        write_text(own_params_file(), changed)


def quote_name(name: str) -> str:
    """A name as it can stand in YAML: in quotes where it would be a number, a date or a word of YAML's own.

    Examples
    --------
    >>> quote_name("mine"), quote_name("2024")
    ('mine', '"2024"')
    """
    return name if yaml.safe_load(name) == name else f'"{name}"'


def _parse(text: str) -> dict[str, Any]:
    """The settings of a text; none where it is no YAML or holds something else."""
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        found = None
    return found if isinstance(found, dict) and "\ufffd" not in text else {}
