"""Tables of one's own, CSV or TSV, read by the names of their columns; ``params.yaml`` adds names to those known."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TextIO

from analysis.readers.bylines import split_byline
from analysis.readers.dates import compose_date, iso_date
from analysis.readers.delimited import Row, has_header, header_of, read_rows
from analysis.readers.record import Record, Reject, with_left_out
from analysis.readers.values import find_doi, page_range, split_list, split_words, to_count

NAME = "table with a column map"

Columns = Mapping[str, list[str]]

# Names that columns go by, in small letters; the first that is there and filled counts.
KNOWN: dict[str, tuple[str, ...]] = {
    "id": (
        "id", "record_id", "key", "ut (unique wos id)", "embase accession id", "accession number", "eid", "covidence #",
    ),
    "title": ("title", "article title", "paper title", "document title", "titel", "titre", "título", "titolo",
              "название"),
    "other_title": ("original title", "translated title", "title (original)"),
    "abstract": ("abstract", "summary", "abstract note", "abstract text", "zusammenfassung", "résumé", "resumen",
                 "аннотация"),
    "authors": (
        "author full names", "authors full names", "authors", "author", "author(s)", "author names", "author name",
        "creators", "creator", "autoren", "autor", "auteurs", "auteur", "autores", "autori", "авторы",
    ),
    "date": (
        "publication date", "publication_date", "date published", "date of publication", "pub date", "published",
        "date", "datum", "fecha",
    ),
    "year": (
        "year", "publication year", "publication_year", "published year", "pubyear", "year published", "jahr", "année",
        "año", "ano", "anno", "год",
    ),
    "month": ("month", "published month", "monat", "mois", "mes"),
    "venue": (
        "venue", "source title", "journal title", "journal", "publication title", "journal/book", "publication",
        "conference", "booktitle", "book title", "zeitschrift", "revue", "revista", "журнал",
    ),
    "volume": ("volume", "vol", "vol.", "journal volume"),
    "issue": ("issue", "number", "issue number", "journal issue"),
    "pages": ("pages", "page", "page range", "pagination", "article number", "seiten", "páginas"),
    "first_page": ("first page", "page start", "start page", "startpage", "beginning page"),
    "last_page": ("last page", "page end", "end page", "endpage", "ending page"),
    "language": ("language", "article language", "lang", "sprache", "langue", "idioma"),
    "type": ("document type", "publication type", "item type", "type", "doctype"),
    "doi": ("doi", "article doi", "item doi", "doi link"),
    "arxiv_id": ("arxiv_id", "arxiv id", "arxiv"),
    "pmid": ("pmid", "pubmed id", "pubmed_id", "medline pmid"),
    "openalex_id": ("openalex_id", "openalex id"),
    "url": ("url", "link", "urls", "articleurl", "plink", "full text url"),
    "keywords": ("keywords", "keyword", "author keywords", "manual tags", "schlagwörter", "mots-clés",
                 "palabras clave"),
    "categories": ("categories", "category", "subjects", "wos categories"),
    "references": ("references", "cited references"),
    "cited_by": ("cited_by", "cited by", "citations", "cites", "times cited", "citation count"),
}  # fmt: skip


def recognise(head: str, *, columns: Columns) -> bool:
    """Whether a file begins with a header that has a title and another known column."""
    return has_header(head, lambda cells: max(map(len, cells), default=0) < 200 and _is_header(cells, columns))


def parse(text: TextIO, *, columns: Columns) -> Iterator[Record | Reject]:
    """Yield a record for each row; several authors or keywords are parted by semicolons or bars."""

    @lru_cache
    def matched(header: tuple[str, ...]) -> dict[str, list[str]]:
        return match_columns(header, columns)

    for row in read_rows(text, is_header=lambda cells: _is_header(cells, columns)):
        if isinstance(row, Row):
            yield with_left_out(_read(row, matched(row.header)), row.values.left_out())
        else:
            yield row


def explain(head: str, columns: Columns) -> str | None:
    """What is missing in a table whose columns are not known: which it has, and how to name them; None for no table."""
    header = [name for name in header_of(head) if name]
    if len(header) < 3 or max(map(len, header)) > 60 or len(head.splitlines()) < 2:
        return None
    known = match_columns(header, columns)
    names = ", ".join(f"{names[0]} ({field})" for field, names in known.items())
    found = f"; of them it knows {names}" if known else ""
    return (
        f"a table with the columns {', '.join(header[:12])}{found}. A title and another column must be known: name "
        f"them in params.yaml, for example columns: {{title: [{header[0]}]}}; fields are {', '.join(KNOWN)}"
    )


def _is_header(cells: Sequence[str], columns: Columns) -> bool:
    """Whether cells are names of columns: one of a title and another."""
    titles = {*KNOWN["title"], *map(str.lower, columns.get("title", ()))}
    if len(cells) < 2 or titles.isdisjoint(cell.lower() for cell in cells):
        return False
    return len(match_columns(cells, columns)) > 1


def match_columns(header: Sequence[str], columns: Columns) -> dict[str, list[str]]:
    """The columns of a header for each field, those a person named first."""
    by_name = {name.lower().strip(): name for name in reversed(header) if name}
    wanted = {field: [*map(str.lower, columns.get(field, ())), *names] for field, names in KNOWN.items()}
    matched = {field: [by_name[name] for name in names if name in by_name] for field, names in wanted.items()}
    return {field: list(dict.fromkeys(names)) for field, names in matched.items() if names}


def _read(row: Row, found: dict[str, list[str]]) -> Record:
    def get(field: str) -> str | None:
        return next((value for name in found.get(field, ()) if (value := row.values.get(name))), None)

    date = _read_date(get("date"), get("year"), get("month"))
    first, last = get("first_page"), get("last_page")
    return Record(
        line=row.line,
        source_id=get("id"),
        title=get("title"),
        other_title=get("other_title"),
        abstract=get("abstract"),
        authors=split_byline(get("authors")),
        date=date or get("date"),
        venue=get("venue"),
        volume=get("volume"),
        issue=get("issue"),
        pages=page_range(first, last) if last else get("pages") or first,
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
            for word in split_words(get(field))
        ),
        references=tuple(split_list(get("references"))),
        cited_by=to_count(get("cited_by")),
    )


def _read_date(date: str | None, year: str | None, month: str | None) -> str | None:
    """The date where it has a year, else with the year of a column of its own ("MAR 15" and 2021)."""
    whole, parts = iso_date(date), compose_date(year, month)
    if whole or not date or not parts:
        return whole or parts
    return compose_date(year, date) or parts
