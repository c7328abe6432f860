"""Tables of one's own, CSV or TSV, read by the names of their columns; ``params.yaml`` adds names to those known."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import TextIO

from analysis.readers.delimited import HEADER_LINES, Row, header_of, read_rows
from analysis.readers.record import Record, Reject
from analysis.readers.values import compose_date, find_doi, iso_date, page_range, split_byline, split_list, to_count

NAME = "table with a column map"

Columns = Mapping[str, list[str]]

# Names that columns go by, in small letters; the first that is there and filled counts.
KNOWN: dict[str, tuple[str, ...]] = {
    "id": ("id", "record_id", "key", "accession number"),
    "title": ("title", "article title", "paper title", "document title", "titel", "titre", "título"),
    "abstract": ("abstract", "summary", "abstract note", "zusammenfassung", "résumé"),
    "authors": ("authors", "author", "author(s)", "creators", "autoren", "auteurs"),
    "date": ("date", "published", "publication date", "publication_date", "pub date"),
    "year": ("year", "publication year", "publication_year", "jahr", "année", "año"),
    "month": ("month", "monat", "mois"),
    "venue": ("venue", "journal", "publication title", "source title", "journal/book", "conference", "booktitle"),
    "volume": ("volume", "vol"),
    "issue": ("issue", "number", "issue number"),
    "pages": ("pages", "page", "page range"),
    "first_page": ("first page", "page start", "start page"),
    "last_page": ("last page", "page end", "end page"),
    "language": ("language", "lang"),
    "type": ("type", "item type", "document type", "publication type"),
    "doi": ("doi",),
    "arxiv_id": ("arxiv_id", "arxiv id", "arxiv"),
    "pmid": ("pmid", "pubmed id", "pubmed_id"),
    "openalex_id": ("openalex_id", "openalex id"),
    "url": ("url", "link", "urls"),
    "keywords": ("keywords", "keyword", "author keywords", "manual tags"),
    "categories": ("categories", "category", "subjects"),
    "references": ("references", "cited references"),
    "cited_by": ("cited_by", "cited by", "citations", "times cited"),
}  # fmt: skip


def recognise(head: str, *, columns: Columns) -> bool:
    """Whether a file begins with a header that has a title and another known column."""
    header = header_of(head)
    found = _match(header, columns)
    return len(header) > 1 and "title" in found and len(found) > 1 and max(map(len, header)) < 200


def parse(text: TextIO, *, columns: Columns) -> Iterator[Record | Reject]:
    """Yield a record for each row; several authors or keywords are parted by semicolons or bars."""
    head = list(islice(text, HEADER_LINES))
    found = _match(header_of("".join(head)), columns)
    for row in read_rows(chain(head, text), required={name for names in found.values() for name in names}):
        yield _read(row, found) if isinstance(row, Row) else row


def _match(header: list[str], columns: Columns) -> dict[str, list[str]]:
    """The columns of a header for each field, those a person named first."""
    by_name = {name.lower().strip(): name for name in header if name}
    wanted = {field: [*map(str.lower, columns.get(field, ())), *names] for field, names in KNOWN.items()}
    matched = {field: [by_name[name] for name in names if name in by_name] for field, names in wanted.items()}
    return {field: list(dict.fromkeys(names)) for field, names in matched.items() if names}


def _read(row: Row, found: dict[str, list[str]]) -> Record:
    def get(field: str) -> str | None:
        return next((value for name in found.get(field, ()) if (value := row.values.get(name))), None)

    date = iso_date(get("date"))
    return Record(
        line=row.line,
        source_id=get("id"),
        title=get("title"),
        abstract=get("abstract"),
        authors=split_byline(get("authors")),
        date=date or compose_date(get("year"), get("month")) or get("date"),
        venue=get("venue"),
        volume=get("volume"),
        issue=get("issue"),
        pages=page_range(get("first_page"), get("last_page")) or get("pages"),
        language=get("language"),
        type=get("type"),
        doi=find_doi(get("doi")),
        arxiv_id=get("arxiv_id"),
        pmid=get("pmid"),
        openalex_id=get("openalex_id"),
        url=get("url"),
        labels=tuple(
            (kind, word)
            for kind, field in (("keyword", "keywords"), ("category", "categories"))
            for word in split_list(get(field), r"\s*[;|\n]\s*")
        ),
        references=tuple(split_list(get("references"))),
        cited_by=to_count(get("cited_by")),
    )
