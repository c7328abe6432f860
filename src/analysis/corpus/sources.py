"""Where a corpus comes from: its source folders, what each one covers, and all raw records in them."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from analysis.corpus.exports import LeftOut, SourceError, find_exports, is_note, printable
from analysis.readers import Columns, Records, gather, iter_records
from analysis.text import without_controls
from analysis.workspace import YamlError, read_yaml, say

_ENDING = re.compile(r"(\.(jsonl?|txt|csv|tsv|xml|ris|bib|nbib|enw|ciw|isi|gz|xz|bz2|zip))+$", re.IGNORECASE)


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

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        # What a person pastes may hold characters that turn or hide what follows it; a query stays as it was asked.
        return without_controls(value) if isinstance(value, str) else value

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
    exports = find_exports(folder)
    described = describe_sources([*exports.files, *(each.path for each in exports.left_out)], folder)
    records, rejects, sources = [], [], {}
    for path in exports.files:
        name, source = described[path]
        row = sources.setdefault(name, {"source": name, **source.model_dump(), "files": 0, "records": 0})
        row["files"] += 1
        for batch in _read_aloud(path, folder, columns):
            file = "/".join(filter(None, (printable(path.relative_to(folder)), printable(batch.member))))
            records.append(batch.records.assign(source=name, file=file))
            rejects.append(batch.rejects.assign(source=name, file=file))
            row["records"] += len(batch.records)
    for left_out in exports.left_out:
        name, source = described[left_out.path]
        sources.setdefault(name, {"source": name, **source.model_dump(), "files": 0, "records": 0})
        rejects.append(_reject(left_out, folder).assign(source=name))
    # A folder with nothing to read has tables all the same.
    nothing = gather("", [])
    records.append(nothing.records.assign(source="", file=""))
    rejects.append(nothing.rejects.assign(source="", file=""))
    return RawCorpus(
        _identify(pd.concat(records, ignore_index=True), without=("line", "file")),
        _identify(pd.concat(rejects, ignore_index=True), without=("line",)),
        pd.DataFrame(sorted(sources.values(), key=lambda row: row["source"])),
    )


def _reject(left_out: LeftOut, folder: Path) -> pd.DataFrame:
    """What is left out, as a row for the ledger."""
    file = printable(left_out.path.relative_to(folder))
    say(f"{file}: not read, {left_out.reason}")
    return pd.DataFrame([{"line": 1, "reason": left_out.reason, "text": file, "file": file}])


def _read_aloud(path: Path, folder: Path, columns: Columns | None) -> Iterator[Records]:
    """The batches of a file, with a line about it at its end and one on the way for each batch of a large one."""
    name = printable(path.relative_to(folder))
    records, rejects, formats, notes = 0, 0, {}, {}
    for batch in iter_records(path, columns=columns):
        if records:
            say(f"{name}: {records:,} records so far")
        if batch.format == "unknown" and is_note(path):
            batch = batch._replace(rejects=batch.rejects.assign(reason="a note about the folder, no export"))
        records, rejects, formats[batch.format] = records + len(batch.records), rejects + len(batch.rejects), None
        notes[batch.note] = None
        yield batch
    say("; ".join(filter(None, (f"{name}: {', '.join(formats)}, {records} records, {rejects} rejects", *notes))))


def describe_sources(paths: list[Path], folder: Path) -> dict[Path, tuple[str, Source]]:
    """Name and description of the source that each file of a corpus belongs to.

    The nearest ``source.yaml`` between the file and the corpus folder describes it; without one the file is a source
    of its own about which nothing is known, named by its path without its ending where no other file has that name.
    """
    places = {path: _place_of(path, folder) for path in paths}
    names: dict[Path, str] = {}
    for path, place in places.items():
        whole = printable(path.relative_to(folder))
        names[path] = _name_folder(place, folder) if place else _ENDING.sub("", whole).replace(";", ",")
    owners: dict[str, set[Path]] = {}
    for path, name in names.items():
        owners.setdefault(name, set()).add(places[path] or path)
    read: dict[Path, Source] = {}
    described = {}
    for path, name in names.items():
        place = places[path]
        if len(owners[name]) > 1:
            whole = printable(path.relative_to(folder)).replace(";", ",")
            name = f"{name} (folder)" if place == folder else name if place else whole
        if place and place not in read:
            read[place] = _read_source(place / "source.yaml")
        described[path] = name, read[place] if place else Source(title=printable(path.relative_to(folder)))
    return described


def check_sources(paths: list[Path], folder: Path) -> list[dt.date]:
    """Read each ``source.yaml`` of a corpus; the days of capture that they state.

    Raises
    ------
    SourceError
        If one cannot be used.
    """
    described = describe_sources(paths, folder).values()
    return sorted({source.captured_on for _, source in described if source.captured_on})


def _place_of(path: Path, folder: Path) -> Path | None:
    """The folder whose ``source.yaml`` describes a file."""
    for place in path.parents:
        if (place / "source.yaml").is_file():
            return place
        if place == folder:
            return None
    return None


def _name_folder(place: Path, folder: Path) -> str:
    name = printable(place.relative_to(folder)) if place != folder else printable(folder.name)
    return name.replace(";", ",")


def _read_source(path: Path) -> Source:
    where = f"{path.parent.name}/source.yaml"
    try:
        return Source.model_validate(read_yaml(path, name=where))
    except YamlError as error:
        raise SourceError(str(error)) from None
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
