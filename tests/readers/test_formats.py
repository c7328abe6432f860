"""Each format of the README on a small file of its own: two papers, the same in all of them."""

import bz2
import codecs
import gzip
import lzma
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from samples import ROOT

from analysis.corpus.authorships import split_author
from analysis.corpus.fields import clean_records
from analysis.readers.read import iter_records, read_records

EXPORTS = Path(__file__).parent / "exports"
TITLE, SECOND = "Slide encoders for H&E stains: a survey", "Graphs of authors"

OF_ARXIV = {"comment": "MICCAI 2024. Code: https://github.com/roe/slides", "updated": pd.Timestamp("2024-06-01")}
# OpenAlex finds keywords in titles and abstracts; they are not the authors'.
OF_DATABASE = {"keywords": [], "index keywords": ["slides", "stains"]}

# File, format, raw records, and what differs from the most that a format can say.
FORMATS = {
    "endnote.ris": ("RIS", {}),
    "dimensions.ris": ("RIS", {}),
    "lens.ris": ("RIS", {}),
    "zotero.bib": ("BibTeX", {}),
    "scopus.bib": ("BibTeX", {"date": "2024", "language": None}),
    "endnote.xml": ("EndNote XML", {}),
    "endnote.enw": ("EndNote tagged (ENW)", {}),
    "pubmed.xml": ("PubMed XML", {"abstract": "BACKGROUND: We survey encoders of slides.", "date_basis": "online"}),
    "pubmed.nbib": ("MEDLINE", {"date_basis": "online"}),
    "wos.ciw": ("Web of Science", {"date": "2024-03"}),
    "wos_table.txt": ("Web of Science table", {"date": "2024-03"}),
    "scopus.csv": ("Scopus CSV", {"date": "2024", "abstract": 'We survey "encoders" of slides.'}),
    "openalex.json": ("OpenAlex", {"date_basis": "online", **OF_DATABASE}),
    "openalex.jsonl": ("OpenAlex", {"date_basis": "online", **OF_DATABASE}),
    "openalex.csv": ("OpenAlex CSV", {"date_basis": "online", **OF_DATABASE}),
    "arxiv.atom": ("arXiv Atom", {**OF_ARXIV, "date_basis": "preprint", "volume": None, "issue": None, "pages": None, "language": None, "keywords": []}),
    "arxiv_oai.xml": ("arXiv OAI-PMH", {**OF_ARXIV, "date_basis": "preprint", "volume": None, "issue": None, "pages": None, "language": None, "keywords": []}),
    "arxiv_snapshot.jsonl": ("arXiv snapshot", {**OF_ARXIV, "date_basis": "preprint", "volume": None, "issue": None, "pages": None, "language": None, "keywords": []}),
    "crossref.json": ("Crossref", {"date_basis": "online", "keywords": []}),
    "semantic_scholar.json": ("Semantic Scholar", {"date_basis": "online", "issue": None, "language": None, "keywords": []}),
    "dimensions.csv": ("Dimensions CSV", {"date_basis": "online", "language": None, "keywords": []}),
    "lens.csv": ("Lens CSV", {"language": None}),
    "ieee.csv": ("IEEE Xplore CSV", {"date_basis": "online", "language": None, "title": 'Slide encoders for "H&E" stains: a survey', "authors": [("Müller", "A."), ("van der Laak", "J.")]}),
    "springer.csv": ("Springer CSV", {"date": "2024", "pages": None, "abstract": None, "language": None, "keywords": [], "authors": [("Müller", "Ana"), ("van der Laak", "Jeroen"), ("McCoy", "Ian")]}),
    "ebsco.csv": ("EBSCO CSV", {"pages": "101", "language": None}),
    "publish_or_perish.csv": ("Publish or Perish CSV", {"date": "2024", "language": None, "keywords": [], "authors": [("Müller", "A"), ("van der Laak", "J")]}),
    "wos_spreadsheet.csv": ("Web of Science table", {}),
    "zotero.json": ("CSL-JSON", {}),
    "own.csv": ("table with a column map", {"date": "2024-03", "date_basis": None}),
    "own.tsv": ("table with a column map", {"date": "2024-03", "date_basis": None}),
    "own.jsonl": ("JSON lines", {"date_basis": None}),
}  # fmt: skip
FULL = {
    "title": TITLE, "abstract": "We survey encoders of slides.", "date": "2024-03-05", "date_basis": "issue",
    "venue": "Medical Image Analysis", "volume": "12", "issue": "3", "pages": "101-110", "language": "en",
    "doi": "10.1016/j.media.2024.1", "keywords": ["slides", "stains"],
    "authors": [("Müller", "Ana"), ("van der Laak", "Jeroen")],
}  # fmt: skip
# What tells a raw record from the rest of a file, for counting without a reader.
MARKS = {
    ".ris": rb"^TY  ?-", ".bib": rb"^@(?!comment|string)\w+\{", ".enw": rb"^%0", ".nbib": rb"^PMID-", ".ciw": rb"^PT ",
    ".jsonl": rb"^\{", ".xml": rb"<(?:record|PubmedArticle|PubmedBookArticle)>", ".atom": rb"<entry>",
}  # fmt: skip


def cleaned(path: Path) -> list[dict[str, object]]:
    """The records of a file as the corpus takes them in."""
    read = read_records(path)
    frame = clean_records(read.records.assign(source="s"), pd.DataFrame({"source": ["s"], "captured_on": [None]}))
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    for row, raw in zip(rows, read.records.itertuples(), strict=True):
        row["date"] = raw.date and raw.date[:10]
        for kind in ("keyword", "index keyword"):
            row[f"{kind}s"] = [value for own, value in row["labels"] if own == kind]
        row["authors"] = [split_author(author)[1:3] for author in row["authors"]]
    return rows


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_recognised_and_read_to_its_last_field(name):
    read = read_records(EXPORTS / name)
    expected_format, differs = FORMATS[name]
    assert read.format == expected_format
    first, second = cleaned(EXPORTS / name)[:2]
    expected = FULL | differs
    assert {field: first[field] for field in expected} == expected
    assert second["title"] == SECOND
    assert second["date"].startswith("2023")
    assert [author[0] for author in second["authors"]] == ["World Health Organization"]


def test_the_readme_names_every_format_and_each_has_its_file():
    from analysis.readers.read import READERS

    told = (ROOT / "README.md").read_text()
    names = {reader.name for reader in READERS} | {"JSON lines", "table with a column map"}
    listings = {"Hugging Face listing", "arXiv author listing", "Research Library listing", "table of facts"}
    assert {expected for expected, _ in FORMATS.values()} == names - listings
    assert {name for name in names if name not in told} == set()


PACKED = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".bz2": bz2.compress,
}


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("name", ["endnote.ris", "pubmed.xml", "scopus.csv", "openalex.json", "zotero.bib"])
def test_a_packed_file_is_read_as_it_is(tmp_path, name, ending):
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(PACKED[ending]((EXPORTS / name).read_bytes()))
    assert read_records(path).records.equals(read_records(EXPORTS / name).records)


def test_the_members_of_an_archive_are_read_each_by_its_own_format(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in FORMATS:
            archive.write(EXPORTS / name, name)
        archive.writestr("inner.ris.gz", gzip.compress((EXPORTS / "endnote.ris").read_bytes()))
    found = {batch.member: (batch.format, len(batch.records)) for batch in iter_records(path)}
    assert found == {name: (expected, 2) for name, (expected, _) in FORMATS.items()} | {"inner.ris.gz": ("RIS", 2)}
    assert [entry.name for entry in tmp_path.iterdir()] == ["all.zip"]


ENCODED = {
    "utf-8 with mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without mark": lambda text: text.encode("utf-16-le"),
    "latin-1": lambda text: text.encode("latin-1", "replace"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "mojibake": lambda text: text.encode().decode("latin-1").encode(),
}


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_reads_the_same_in_any_encoding(tmp_path, name, encoding):
    text = (EXPORTS / name).read_text(encoding="utf-8")
    # A file that states its encoding and is in another one is another matter.
    text = re.sub(r"(<\?xml[^>]*?)\s+encoding=['\"][^'\"]*['\"]", r"\1", text).replace("–", "-").replace("…", "...")
    path = tmp_path / name
    path.write_bytes(ENCODED[encoding](text))
    plain = tmp_path / f"plain-{name}"
    plain.write_text(text, encoding="utf-8")
    fields = ["title", "abstract", "date", "doi", "venue", "authors", "keywords"]
    assert [[row[f] for f in fields] for row in cleaned(path)] == [[row[f] for f in fields] for row in cleaned(plain)]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_anywhere_loses_no_record_in_silence(tmp_path, name):
    """Every raw record that begins before the cut is parsed or rejected, and none is made up."""
    data = (EXPORTS / name).read_bytes()
    whole = set(read_records(EXPORTS / name).records["title"])
    mark = MARKS.get(Path(name).suffix)
    for cut in range(len(data) // 4, len(data), max(1, len(data) // 60)):
        path = tmp_path / name
        path.write_bytes(data[:cut])
        read = read_records(path)
        assert len(read.records) + len(read.rejects) > 0
        titles = [title for title in read.records["title"] if title is not None]
        # A tag that is cut to its first letters reads as the end of the line before it.
        assert all(
            any(full.startswith(title[: len(full)]) and len(title) < len(full) + 6 for full in whole)
            for title in titles
        )
        if mark and read.format == FORMATS[name][0]:
            begun = len(re.findall(mark, data[:cut], re.MULTILINE))
            assert begun <= len(read.records) + len(read.rejects) <= begun + 1
