"""One file for a colleague: pages and tables, without what a source does not allow to be shared."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.sharing import find_shut
from analysis.workspace import FieldnotesError, find_root, processed_folder, read_table, table_file, write_atomically

# Columns that hold an abstract or sentences of it, by table; slices of a table are under its name and a slash.
QUOTES = {
    "papers": ("abstract",),
    "search_papers": ("summary",),
    "paper_fields": ("sentence",),
    "fields": ("sentence",),
    "digest": ("sentence",),
    "paper_facets": ("sentence",),
    "facets": ("sentence",),
    "ledger": ("changed", "evidence"),
}
_PAGES = {".html", ".txt", ".csv", ".bib", ".xml", ".eml"}
# No time: the same workspace gives the same bytes.
_WHEN = (1980, 1, 1, 0, 0, 0)
_README = """Reports and tables of the corpus {corpus}, made with Fieldnotes.

Open reports/index.html in a browser; it needs no network. The tables in data/processed/ are Parquet
(pandas.read_parquet). In them the abstracts of {kept} of {papers} papers, and sentences of these, are left out,
because a source does not allow them to be shared (`share` in its source.yaml); the report of a field and its list
of papers quote the sentence that put a paper there. Licences stand at the foot of each page.
"""


class BundleError(FieldnotesError):
    """There is nothing to bundle; the message says what to do."""


def write_bundle(target: Path, *, corpus: str) -> tuple[int, int]:
    """Write pages and tables into one zip file.

    Parameters
    ----------
    target
        The file; one that is there is replaced.
    corpus
        What the papers are called.

    Returns
    -------
    tuple of int
        Files in the bundle, and papers whose abstracts were left out.

    Raises
    ------
    BundleError
        If the pipeline has not run.
    """
    root = find_root()
    reports, graphs = root / "reports", processed_folder("graphs")
    files = [path for path in reports.rglob("*") if path.suffix in _PAGES] + [*graphs.rglob("*.*")]
    if not (reports / "index.html").is_file():
        raise BundleError("there are no reports yet; run `make reports` first")
    papers = read_table("papers")
    shut = find_shut(papers, read_table("sources"))
    readme = _README.format(corpus=corpus, kept=f"{len(shut):,}", papers=f"{len(papers):,}")
    contents = [
        ("README.txt", readme.encode()),
        *((str(path.relative_to(root)), path.read_bytes()) for path in sorted(files)),
    ]
    contents += [(f"data/processed/{name}.parquet", data) for name, data in _tables(shut)]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in contents:
            entry = zipfile.ZipInfo(name, date_time=_WHEN)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bundle.writestr(entry, data)
    write_atomically(target, lambda part: part.write_bytes(held.getvalue()))
    return len(contents), len(shut)


def without_quotes(table: str, frame: pd.DataFrame, shut: set[str]) -> pd.DataFrame:
    """A table without abstracts of some papers, and without sentences of them.

    A record that became no paper is of nobody knows which, so the ledger tells nothing of its text either.
    """
    columns = [column for column in QUOTES.get(table.partition("/")[0], ()) if column in frame]
    if not columns or not shut:
        return frame
    hidden = frame["paper_id"].isin(shut) | frame["paper_id"].isna()
    if table == "search_papers":
        hidden &= frame["summary_basis"] == "extracted"
    return frame.assign(**{column: frame[column].where(~hidden, None) for column in columns})


def _tables(shut: set[str]) -> Iterator[tuple[str, bytes]]:
    folder = table_file("papers").parent
    for path in sorted(folder.rglob("*.parquet")):
        name = str(path.relative_to(folder).with_suffix(""))
        held = io.BytesIO()
        without_quotes(name, pd.read_parquet(path), shut).to_parquet(held, index=False)
        yield name, held.getvalue()
