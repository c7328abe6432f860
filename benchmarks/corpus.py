"""From files to papers: how much of real exports is read, how well works are linked, how time grows with size."""

import csv
import gzip
import json
import re
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.measure import REFERENCE, ROOT, clone_project, measure
from benchmarks.rows import Row, absent

_IMPORTS = REFERENCE / "gold" / "imports"
_DUPLICATES = REFERENCE / "gold" / "duplicates"
_ARXIV = REFERENCE / "corpora" / "arxiv_100k.jsonl.gz"
_NOT_EXPORTS = {"SOURCE.txt", "LICENSE", "LICENCE", "LICENSE.txt", "LICENSE-2.0.txt"}
# What each record of a format begins with, for counting raw records without a reader.
_MARKS = {
    "RIS": rb"^\s*TY  ?-(?:\s|$)",
    # A record may lack its PMID line; then a blank line stands before it.
    "MEDLINE": rb"^PMID ?-|(?<=\n\n)(?!PMID)[A-Z]{2,4} {0,2}-(?=\s|\d)",
    "Web of Science": rb"^PT [A-Z]\b",
    # Two files of one line have no %0, and a record all the same.
    "EndNote tagged (ENW)": rb"^%0(?:\s|$)|\A%[A-Z] ",
    "BibTeX": rb"^[ \t]*@[ \t]*(?!comment|string|preamble)[A-Za-z]+[ \t]*[{(]\s*(?:[^\s,{}()=]*\s*,|\w+\s*=)",
    "PubMed XML": rb"<Pubmed(?:Book)?Article[\s>]",
    "EndNote XML": rb"<record>",
    "arXiv Atom": rb"<entry>",
}


def imports() -> list[Row]:
    """Some 620 export files of other projects' test suites: each gives its records or a clear rejection."""
    if not _IMPORTS.is_dir():
        return [absent("export files", _IMPORTS)]
    files = [path for path in sorted(_IMPORTS.rglob("*")) if path.is_file() and path.name not in _NOT_EXPORTS]
    table = pd.DataFrame([_read_one(path) for path in files])
    rows = []
    for folder, found in table.groupby("folder"):
        counted = found[found["raw"].notna()]
        off = int((counted["raw"] != counted["records"] + counted["rejects"]).sum())
        figure = (
            f"{len(found)} files: {found['records'].sum():,} records, {found['rejects'].sum():,} rejects, "
            f"{(found['format'] == 'unknown').sum()} of no known format; raw records counted apart in {len(counted)} "
            f"files, other than parsed + rejected in {off}"
        )
        rows.append(
            Row(
                f"imports: {folder}",
                "read_records",
                figure,
                "0 crashes, 0 other",
                off == 0 and not found["crashed"].any(),
            )
        )
    crashed = int(table["crashed"].sum())
    head = Row("imports: all", "read_records", f"{len(table)} files, {crashed} crashes", "0 crashes", crashed == 0)
    return [head, *rows]


def _read_one(path: Path) -> dict[str, object]:
    from analysis.readers.read import read_records

    with tempfile.TemporaryDirectory() as scratch:
        if path.parent.name == "arxiv_api":
            # A recording of the service; the answer itself is its body.
            unwrapped = Path(scratch) / f"{path.stem}.xml"
            unwrapped.write_text(json.loads(path.read_text())["body"], encoding="utf-8")
            path, folder = unwrapped, path.parent.name
        else:
            folder = path.parent.name
        try:
            read = read_records(path)
        except Exception as error:
            print(f"{path.name}: {error!r}", file=sys.stderr)
            return {"folder": folder, "format": "", "records": 0, "rejects": 0, "raw": None, "crashed": True}
        raw = _count_raw(path, read.format)
    rejects = len(read.rejects) - int(read.rejects["reason"].str.contains("without any record").sum())
    return {
        "folder": folder,
        "format": read.format,
        "records": len(read.records),
        "rejects": rejects,
        "raw": raw,
        "crashed": False,
    }


def _count_raw(path: Path, name: str) -> int | None:
    data = path.read_bytes().lstrip(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:2]:
        data = data.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    data = data.replace(b"\r", b"\n")
    if name == "MEDLINE" and b"\nPMID" not in b"\n" + data:
        # Other catalogues write its tags without a PubMed id.
        return len(re.findall(rb"^TI ?-", data, re.MULTILINE))
    if name in _MARKS:
        return len(re.findall(_MARKS[name], data, re.MULTILINE | re.IGNORECASE))
    if name.endswith("CSV"):
        lines = data.decode("utf-8", "replace").splitlines(keepends=True)
        return sum(any(row) for row in csv.reader(lines)) - 1
    if name == "OpenAlex":
        text = data.decode()
        return len(json.loads(text)["results"]) if '"results"' in text[:500] else len(text.strip().split("\n"))
    return None


def duplicates() -> list[Row]:
    """Which records are one work, on two labelled sets."""
    if not _DUPLICATES.is_dir():
        return [absent("labelled duplicates", _DUPLICATES)]
    return [*_measure_asysd(), _measure_dblp()]


def _measure_asysd() -> list[Row]:
    """1,845 references of which 584 are marked unique: one of each work; the others repeat one of them."""
    from analysis.corpus.works.link import link_works
    from analysis.readers.read import read_records

    path = _DUPLICATES / "asysd_labelled.csv"
    records = _clean(read_records(path).records)
    unique = pd.read_csv(path, encoding="cp1252")["source"].eq("unique").to_numpy()
    works = link_works(records)["work"]
    found = pd.DataFrame({"unique": unique}).groupby(works.to_numpy())["unique"].agg(["size", "sum"])
    removed = int((found["size"] - 1).sum())
    right = int(np.minimum(found["size"] - 1, found["size"] - found["sum"]).sum())
    precision, recall = right / removed, right / int((~unique).sum())
    several = works.groupby(works).transform("size").gt(1).to_numpy()
    literal = f"{(several & ~unique).sum() / several.sum():.3f} / {(several & ~unique).sum() / (~unique).sum():.3f}"
    command = "link_works, asysd_labelled.csv"
    return [
        Row("repeats found: precision", command, f"{precision:.4f}", ">= .995", precision >= 0.995),
        Row("repeats found: recall", command, f"{recall:.4f}", ">= .985", recall >= 0.985),
        Row(
            "works",
            command,
            str(len(found)),
            f"within 1 % of {unique.sum()}",
            abs(len(found) / unique.sum() - 1) <= 0.01,
        ),
        Row(
            "every record of a work of two or more taken for marked duplicate (precision / recall)",
            command,
            literal,
            "",
            None,
        ),
    ]


def _measure_dblp() -> Row:
    from analysis.corpus.works.link import link_works
    from analysis.readers.record import Author

    folder = _DUPLICATES / "dblp_acm"
    sides = [
        pd.read_csv(folder / f"{name}.csv", sep="%", encoding="cp1252", keep_default_na=False).assign(source=name)
        for name in ("dblp", "acm")
    ]
    frame = pd.concat(sides, ignore_index=True)
    byline = [tuple(Author(name.strip()) for name in text.split(",") if name.strip()) for text in frame["authors"]]
    records = _clean(frame.assign(authors=byline, date=frame["year"].astype(str), abstract=None, doi=None))
    linked = frame.assign(work=link_works(records)["work"])
    pairs = linked[linked["source"] == "dblp"].merge(linked[linked["source"] == "acm"], on="work")
    said = set(zip(pairs["id_x"], pairs["id_y"], strict=True))
    true = set(map(tuple, pd.read_csv(folder / "gt.csv", sep="%").to_numpy()))
    precision, recall = len(said & true) / len(said), len(said & true) / len(true)
    score = 2 * precision * recall / (precision + recall)
    return Row(
        "DBLP and ACM: pair F1",
        "link_works, dblp_acm",
        f"{score:.4f} (precision {precision:.4f}, recall {recall:.4f})",
        ">= .985",
        score >= 0.985,
    )


def _clean(records: pd.DataFrame) -> pd.DataFrame:
    """Records as the corpus stage hands them to linking."""
    from analysis.corpus.fields import clean_records
    from analysis.readers.record import COLUMNS

    full = records.reindex(columns=[*COLUMNS, "source"]).astype(object)
    full["authors"] = [value if isinstance(value, tuple) else () for value in full["authors"]]
    full["source"] = full["source"].fillna("s")
    sources = pd.DataFrame({"source": full["source"].unique(), "captured_on": None})
    cleaned = clean_records(full.where(full.notna(), None), sources)
    return cleaned.assign(record_id=[f"r{number:06d}" for number in range(len(cleaned))])


def linking() -> list[Row]:
    """Time to link records, doubling their number; the synthetic ones have a fifth of planted copies."""
    from analysis.corpus.works.link import link_works
    from analysis.planted import make_records

    rows = []
    if _ARXIV.is_file():
        from analysis.readers.read import read_records

        arxiv = _clean(read_records(_ARXIV).records)
        rows += _doubling("arXiv", lambda count: arxiv.head(count), (25_000, 50_000, 100_000), bar=40)
    for count in (250_000, 500_000, 1_000_000):
        records = make_records(count, seed=7)
        started = time.monotonic()
        records["work"] = link_works(records)["work"]
        seconds = time.monotonic() - started
        copied = records.groupby("truth").filter(lambda part: len(part) > 1) if count <= 250_000 else None
        more = (
            ""
            if copied is None
            else f"; {(copied.groupby('truth')['work'].nunique() == 1).mean():.4f} of planted copies found"
        )
        mixed = int((records.groupby("work")["truth"].nunique() > 1).sum())
        rows.append(
            Row(
                f"link {count:,} synthetic records",
                "link_works",
                f"{seconds:.1f} s, {mixed} works mixed{more}",
                "minutes",
                seconds < 600,
            )
        )
    return rows


def _doubling(name: str, take: object, counts: tuple[int, ...], *, bar: int) -> list[Row]:
    from analysis.corpus.works.link import link_works

    rows, before = [], None
    for count in counts:
        started = time.monotonic()
        link_works(take(count))  # type: ignore[operator]
        seconds = time.monotonic() - started
        growth = f", x {seconds / before:.2f}" if before else ""
        last = count == counts[-1]
        rows.append(
            Row(
                f"link {count:,} {name} records",
                "link_works",
                f"{seconds:.1f} s{growth}",
                f"under {bar} s" if last else "",
                seconds < bar if last else None,
            )
        )
        before = seconds
    return rows


def corpus_stage() -> list[Row]:
    """The corpus stage on real arXiv metadata, doubling its size."""
    if not _ARXIV.is_file():
        return [absent("100,000 papers", _ARXIV)]
    rows, before = [], None
    with gzip.open(_ARXIV, "rt", encoding="utf-8") as whole:
        lines = whole.readlines()
    for count in (25_000, 50_000, 100_000):
        with tempfile.TemporaryDirectory() as scratch:
            folder = clone_project(Path(scratch))
            raw = folder / "data" / "raw" / "arxiv"
            raw.mkdir()
            with gzip.open(raw / "arxiv.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as file:
                file.writelines(lines[:count])
            settings = folder / "params.yaml"
            settings.write_text(settings.read_text().replace("corpus: demo", "corpus: arxiv"))
            taken = measure(["dvc", "repro", "--single-item", "corpus"], folder)
        growth = f", x {taken.seconds / before:.2f}" if before else ""
        bar = (
            ("under 150 s, 3,000 MB", taken.seconds < 150 and taken.megabytes < 3_000)
            if count == 100_000
            else ("", None)
        )
        rows.append(
            Row(
                f"corpus stage, {count:,} papers",
                "dvc repro -s corpus",
                f"{taken.seconds:.0f} s{growth}, {taken.megabytes:,.0f} MB",
                *bar,
            )
        )
        before = taken.seconds
    return rows


def paper_types() -> list[Row]:
    """Types of 100 papers (60 of medical imaging, 40 of the ACL) against hand labels that no rule was written on."""
    from analysis.corpus.types import paper_type

    labels = pd.read_csv(ROOT / "benchmarks" / "paper_types.csv", keep_default_na=False).set_index("id")
    papers = {}
    for name in ("medai_2025_2026", "acl_anthology"):
        path = REFERENCE / "corpora" / f"{name}.jsonl.gz"
        if not path.is_file():
            return [absent("types of 100 papers", path)]
        with gzip.open(path, "rt", encoding="utf-8") as file:
            papers |= {item["id"]: item for line in file if (item := json.loads(line))["id"] in labels.index}
    said = pd.Series({key: paper_type(papers[key]["title"], None, papers[key]["abstract"]) for key in labels.index})
    exact, either = said == labels["type"], (said == labels["type"]) | (said == labels["second"])
    by_kind = ", ".join(
        f"{kind} {int(exact[rows.index].sum())} of {len(rows)}" for kind, rows in labels.groupby("type")
    )
    return [
        Row("type as labelled", "paper_type", f"{exact.sum()} of {len(labels)} ({by_kind})", "", None),
        Row("type as labelled first or second", "paper_type", f"{either.sum()} of {len(labels)}", "", None),
        Row("the commonest type for all", "", f"{labels['type'].value_counts().iloc[0]} of {len(labels)}", "", None),
    ]
