"""Where a corpus comes from: its source folders, what each one covers, and all raw records in them."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from analysis.readers import Columns, Records, iter_records
from analysis.workspace import FieldnotesError, say

_NOT_EXPORTS = {"source.yaml", "readme.md", "readme.txt", "license", "license.txt"}


class SourceError(FieldnotesError):
    """A corpus folder or a ``source.yaml`` cannot be used; the message says which and what to do."""


class Source(BaseModel):
    """What a ``source.yaml`` says: what was asked of whom, how papers were selected, which window they cover."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    asked_of: str | None = None
    query: str | None = None
    # all: every match in the window; latest: the newest ones; ranking: a site's own order; author: one person's papers;
    # facts: completes papers that other sources list.
    selection: Literal["all", "latest", "ranking", "author", "facts", "unknown"] = "unknown"
    rule: str | None = None
    captured_on: dt.date | None = None
    covers_from: dt.date | None = None
    covers_to: dt.date | None = None
    licence: str | None = None
    share: Literal["full", "no-abstracts"] = "no-abstracts"

    @model_validator(mode="after")
    def _window_runs_forward(self) -> "Source":
        if self.covers_from and self.covers_to and self.covers_from > self.covers_to:
            raise ValueError(f"covers_from {self.covers_from} lies after covers_to {self.covers_to}")
        return self


class RawCorpus(NamedTuple):
    """A corpus as its files have it."""

    records: pd.DataFrame
    rejects: pd.DataFrame
    sources: pd.DataFrame


def read_corpus(folder: Path, *, columns: Columns | None = None) -> RawCorpus:
    """Read every export below a corpus folder.

    Parameters
    ----------
    folder
        A folder of ``data/raw/``.
    columns
        Names that the columns of one's own tables go by, for each field.

    Returns
    -------
    RawCorpus
        Records and rejects with their source, file, line and record id, and the table `sources`.

    Raises
    ------
    SourceError
        If the folder is missing or holds no file, or a ``source.yaml`` cannot be used.
    """
    files = find_exports(folder)
    records, rejects, sources = [], [], {}
    for path in files:
        name, source = describe_source(path, folder)
        row = sources.setdefault(name, {"source": name, **source.model_dump(), "files": 0, "records": 0})
        row["files"] += 1
        for batch in _read_aloud(path, folder, columns):
            file = "/".join(filter(None, (path.relative_to(folder).as_posix(), batch.member)))
            records.append(batch.records.assign(source=name, file=file))
            rejects.append(batch.rejects.assign(source=name, file=file))
            row["records"] += len(batch.records)
    return RawCorpus(
        _identify(pd.concat(records, ignore_index=True), without=("line", "file")),
        _identify(pd.concat(rejects, ignore_index=True), without=("line",)),
        pd.DataFrame(sorted(sources.values(), key=lambda row: row["source"])),
    )


def _read_aloud(path: Path, folder: Path, columns: Columns | None) -> Iterator[Records]:
    """The batches of a file, with a line about it at its end and one on the way for each batch of a large one."""
    name = path.relative_to(folder).as_posix()
    records, rejects, formats = 0, 0, {}
    for batch in iter_records(path, columns=columns):
        if records:
            say(f"{name}: {records:,} records so far")
        records, rejects, formats[batch.format] = records + len(batch.records), rejects + len(batch.rejects), None
        yield batch
    say(f"{name}: {', '.join(formats)}, {records} records, {rejects} rejects")


def find_exports(folder: Path) -> list[Path]:
    """The files of a corpus that hold papers, in a fixed order."""
    if not folder.is_dir():
        known = sorted(path.name for path in folder.parent.glob("*/")) if folder.parent.is_dir() else []
        raise SourceError(
            f"there is no folder {folder.name!r} in data/raw (found: {', '.join(known) or 'none'}); "
            "make it and put exports in it, or change `corpus` in params.yaml"
        )
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name.lower() not in _NOT_EXPORTS and not path.name.startswith(".")
    )
    if not files:
        raise SourceError(f"data/raw/{folder.name} holds no export; put at least one file of papers in it")
    return files


def describe_source(path: Path, folder: Path) -> tuple[str, Source]:
    """Name and description of the source a file belongs to.

    The nearest ``source.yaml`` between the file and the corpus folder describes it; without one the file is a source
    of its own about which nothing is known.
    """
    for place in path.parents:
        description = place / "source.yaml"
        if description.is_file():
            name = place.relative_to(folder).as_posix() if place != folder else folder.name
            return name.replace(";", ","), _read_source(description)
        if place == folder:
            break
    relative = path.relative_to(folder).as_posix().replace(";", ",")
    return re.sub(r"(\.(jsonl?|txt|csv|tsv|xml|ris|bib|nbib|enw|ciw|isi|gz|xz|bz2|zip))+$", "", relative), Source(
        title=relative
    )


def _read_source(path: Path) -> Source:
    where = f"{path.parent.name}/source.yaml"
    try:
        return Source.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise SourceError(f"{where} is not valid YAML: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, p['loc'])) or 'file'}: {p['msg']}" for p in error.errors())
        allowed = ", ".join(Source.model_fields)
        raise SourceError(f"{where} cannot be used: {problems} (known keys: {allowed})") from None


def _identify(rows: pd.DataFrame, *, without: tuple[str, ...]) -> pd.DataFrame:
    """Add `record_id`: source, hash of the content, ordinal among equals."""
    # Only what a record holds counts, so that a field which readers learn later leaves older records their names.
    names = sorted(set(rows.columns) - set(without))
    digests = []
    for values in zip(*(rows[name] for name in names), strict=True):
        content = {name: value for name, value in zip(names, values, strict=True) if value not in (None, ())}
        digests.append(
            hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:12]
        )
    stem = rows["source"].astype("str") + ":" + pd.Series(digests, index=rows.index, dtype="str")
    order = rows["file"].astype("str") + "\x00" + rows["line"].map("{:012d}".format).astype("str")
    ordinal = order.groupby(stem).rank(method="first").astype("int64") if len(rows) else pd.Series([], dtype="int64")
    return rows.assign(record_id=stem + ":" + ordinal.astype("str"))
