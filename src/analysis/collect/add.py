"""Bring an export into place: copied under ``data/raw/``, described, and looked at."""

import datetime as dt
import filecmp
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd
import yaml

from analysis.corpus import SourceError, find_exports
from analysis.readers import Columns, iter_records
from analysis.workspace import raw_folder, write_atomically, write_text

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OPEN = "arXiv"
_REASONS_SHOWN = 8
_LEFT_OUT_SHOWN = 30


class Found(NamedTuple):
    """What one file holds: formats, number of records, rejects, records that fill each field, latest month (or "").

    `notes` says what was guessed in reading it, `left_out` in how many records a tag, column or key is not read.
    """

    path: Path
    formats: tuple[str, ...]
    records: int
    rejects: pd.DataFrame
    filled: dict[str, int]
    latest: str
    notes: tuple[str, ...] = ()
    left_out: Mapping[str, int] = MappingProxyType({})


def look_at(path: Path, *, columns: Columns | None = None) -> Found:
    """What a file holds, read in batches.

    Parameters
    ----------
    path
        Any file.
    columns
        Names of columns in one's own tables.
    """
    formats: dict[str, None] = {}
    notes: dict[str, None] = {}
    records, rejects, filled, latest = 0, [], {}, ""
    left_out: Counter[str] = Counter()
    for batch in iter_records(path, columns=columns):
        formats[batch.format] = None
        notes |= {batch.note: None} if batch.note else {}
        records += len(batch.records)
        left_out.update(batch.left_out)
        rejects.append(batch.rejects.assign(member=batch.member))
        latest = max(
            [
                latest,
                *(date[:7] for date in batch.records["date"] if isinstance(date, str) and date[:2] in {"19", "20"}),
            ]
        )
        present = batch.records.drop(columns=["line", "date_basis"]).map(
            lambda value: value is not None and value != ()
        )
        for name, count in present.sum().items():
            filled[str(name)] = filled.get(str(name), 0) + int(count)
    return Found(
        path, tuple(formats), records, pd.concat(rejects, ignore_index=True), filled, latest, tuple(notes), left_out
    )


def describe_found(found: Found) -> list[str]:
    r"""Lines on one file: what it is, how full its fields are, what was rejected and why.

    Examples
    --------
    >>> rejects = pd.DataFrame({"member": [""], "line": [7], "reason": ["no title"], "text": ["{}"]})
    >>> print("\n".join(describe_found(Found(Path("a.bib"), ("bibtex",), 2, rejects, {"title": 2}, "2024-05"))))
    a.bib: bibtex, 2 records, 1 rejects
      filled: title 2
      line 7: no title: {}
    """
    lines = [f"{found.path}: {', '.join(found.formats)}, {found.records:,} records, {len(found.rejects):,} rejects"]
    lines += [f"  note: {note}" for note in found.notes]
    filled = [f"{name} {count:,}" for name, count in found.filled.items() if count]
    lines += ["  filled: " + ", ".join(filled)] if filled else []
    if found.left_out:
        listed = sorted(found.left_out.items(), key=lambda pair: (-pair[1], pair[0]))
        more = f" and {len(listed) - _LEFT_OUT_SHOWN} more" if len(listed) > _LEFT_OUT_SHOWN else ""
        lines.append("  not read: " + ", ".join(f"{name} {n:,}" for name, n in listed[:_LEFT_OUT_SHOWN]) + more)
    for reject in found.rejects.head(_REASONS_SHOWN).itertuples():
        where = f"{reject.member}, line {reject.line}" if reject.member else f"line {reject.line}"
        lines.append(f"  {where}: {reject.reason}: {' '.join(str(reject.text).split())[:100]}")
    if len(found.rejects) > _REASONS_SHOWN:
        lines.append(f"  … and {len(found.rejects) - _REASONS_SHOWN:,} more rejects:")
        counts = found.rejects["reason"].value_counts()
        lines += [f"    {count:,} times: {reason}" for reason, count in counts.items()]
    return lines


def add_export(path: Path, to: str, *, columns: Columns | None = None) -> tuple[Path, list[Found]]:
    """Copy an export, or a folder of them, to a source folder of ``data/raw/``, and describe that source.

    Parameters
    ----------
    path
        A file or folder.
    to
        Corpus and source, such as ``mine/scopus``.
    columns
        Names of columns in one's own tables.

    Returns
    -------
    tuple
        The source folder, and what each copied file holds.

    Raises
    ------
    SourceError
        If `to` is no name of a corpus and source, the file is not there or holds nothing readable, or another file of
        its name is in place.
    """
    parts = to.strip("/").split("/")
    if len(parts) < 2 or not all(_NAME.fullmatch(part) for part in parts):
        raise SourceError(f"found --to {to!r}; give a corpus and a source, such as mine/scopus")
    if not path.exists():
        raise SourceError(f"there is no file {path}")
    folder = raw_folder(parts[0]).joinpath(*parts[1:])
    files = find_exports(path).files if path.is_dir() else [path]
    looked = {file: look_at(file, columns=columns) for file in files}
    if not any(each.records for each in looked.values()):
        reasons = "; ".join(dict.fromkeys(reason for each in looked.values() for reason in each.rejects["reason"]))
        raise SourceError(f"{path} holds nothing that can be read: {reasons}")
    found = []
    for file, each in looked.items():
        # What no reader knows stays where it is; it is told with its reason.
        target = folder / (file.relative_to(path) if path.is_dir() else file.name)
        found.append(each._replace(path=_copy(file, target)) if each.records else each)
    if not (folder / "source.yaml").is_file():
        write_text(folder / "source.yaml", describe_export(path, found))
    return folder, found


def describe_export(path: Path, found: Iterable[Found]) -> str:
    """A ``source.yaml`` with what the files themselves say, and defaults that claim nothing for the rest."""
    formats = sorted({name for each in found if each.records for name in each.formats})
    # A file that holds later dates than its own was changed, not captured, on that day.
    written = dt.date.fromtimestamp(path.stat().st_mtime)
    captured = written if max((each.latest for each in found), default="") <= f"{written:%Y-%m}" else dt.date.today()
    is_open = bool(formats) and all(name.startswith(_OPEN) for name in formats)
    described = {
        "title": path.stem.replace("_", " ").replace("-", " "),
        "asked_of": ", ".join(formats) or None,
        "query": None,
        "selection": "unknown",
        "rule": None,
        "captured_on": captured,
        "covers_from": None,
        "covers_to": None,
        "licence": "arXiv metadata, CC0" if is_open else None,
        "share": "full" if is_open else "no-abstracts",
    }
    head = (
        "# Say what you asked the database for: reports judge by this which trends the papers can support.\n"
        "# query: the search; selection: all, latest, ranking, author, facts or unknown; covers_from, covers_to: the\n"
        "# window of dates in which nothing that matches is missing; share: full, if abstracts may be passed on.\n"
    )
    return head + yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=120)


def _copy(file: Path, target: Path) -> Path:
    if target.is_file():
        if filecmp.cmp(file, target, shallow=False):
            return target
        raise SourceError(f"{target.parent.name} has another file {file.name!r} already; rename yours or remove it")
    write_atomically(target, lambda temporary: shutil.copyfile(file, temporary))
    return target
