"""Tables that a database exports: which columns of theirs are which field of a record."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TextIO

from analysis.readers.delimited import Row, header_of, read_rows
from analysis.readers.record import Author, Reader, Record, Reject
from analysis.readers.values import family_first, family_initials, find_doi, iso_date, page_range, split_list, to_count

_PLAIN_FIELDS = (
    "source_id", "title", "abstract", "venue", "volume", "issue", "language", "type", "url", "pmid", "openalex_id",
    "arxiv_id",
)  # fmt: skip
Authors = Callable[[Mapping[str, str]], tuple[Author, ...]]


class Export(NamedTuple):
    """One export: the columns it is known by, the columns of each field (the first with a value counts), its authors.

    The columns of `dates` are tried in order, each with what it is the date of. `lists` parts the values of one cell.
    `repeats` is a column that rows have more of than the header tells.
    """

    name: str
    known_by: frozenset[str]
    columns: dict[str, tuple[str, ...]]
    authors: Authors
    dates: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...] = ()
    lists: str = r"\s*;\s*"
    repeats: str | None = None

    def reader(self) -> Reader:
        """The reader of this export."""
        return Reader(self.name, lambda head: self.known_by <= set(header_of(head)), self.parse)

    def parse(self, text: TextIO) -> Iterator[Record | Reject]:
        """Yield a record for each row."""
        for row in read_rows(text, required=set(self.known_by), repeats=self.repeats):
            yield self._read(row) if isinstance(row, Row) else row

    def _read(self, row: Row) -> Record:
        def get(field: str) -> str | None:
            return next((value for name in self.columns.get(field, ()) if (value := row.values.get(name))), None)

        dates = ((iso_date(row.values.get(column)), basis) for column, basis in self.dates)
        stated = next((value for column, _ in self.dates if (value := row.values.get(column))), None)
        date, basis = next(((date, basis) for date, basis in dates if date), (stated, None))
        plain = {field: get(field) for field in _PLAIN_FIELDS}
        return Record(
            line=row.line,
            **plain,  # type: ignore[arg-type]
            authors=self.authors(row.values),
            date=date,
            date_basis=basis,
            pages=page_range(get("first_page"), get("last_page")) or get("pages"),
            doi=find_doi(get("doi"), get("url")),
            labels=tuple(
                dict.fromkeys(
                    (kind, word)
                    for kind, column in self.labels
                    for word in split_list(row.values.get(column), self.lists)
                )
            ),
            references=tuple(split_list(get("references"), self.lists)),
            cited_by=to_count(get("cited_by")),
        )


def _scopus_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    """Full names where the export has them; else ``Family I.J.``, parted by commas or semicolons."""
    full = [family_first(re.sub(r"\s*\(\d+\)$", "", name)) for name in split_list(row.get("Author full names"))]
    short = row.get("Authors", "")
    names = split_list(short) if ";" in short or not re.search(r"\w\.,", short) else split_list(short, r"(?<=\.),\s+")
    names = [name for name in names if name not in {"[No author name available]", "[No authors found]"}]
    people = full or [family_first(name) if "," in name else family_initials(name) for name in names]
    return tuple(author for author in people if author)


def _springer_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    """Names glued to each other without a mark: a small letter before a capital parts two, unless it is a Mc or De."""
    glued = re.sub(
        r"(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bVan)(?<!\bVon)(?<!\bFitz)(?<=[a-zß-ÿ.’'])(?=[A-ZÀ-Þ][\w.’'-]*\s)",
        "\n",
        row.get("Authors", ""),
    )
    return tuple(Author(re.sub(r"^(?:(?:Prof|Dr|Ing)\.\s*)+", "", name)) for name in split_list(glued, r"\n|;"))


def _listed(column: str, separator: str = r"\s*;\s*", *, orcids: str | None = None) -> Authors:
    """Names as printed in one column, with the ORCIDs of another where both are as many."""

    def read(row: Mapping[str, str]) -> tuple[Author, ...]:
        names = split_list(row.get(column), separator)
        keys = [part.strip() or None for part in re.split(separator, row.get(orcids, ""))] if orcids else []
        keys = keys if len(keys) == len(names) else [None] * len(names)
        return tuple(Author(name, orcid=key) for name, key in zip(names, keys, strict=True))

    return read


def _dimensions_authors(row: Mapping[str, str]) -> tuple[Author, ...]:
    return tuple(author for name in split_list(row.get("Authors")) if (author := family_first(name)))


EXPORTS = (
    Export(
        "Scopus CSV",
        frozenset({"Authors", "Title", "Year", "Source title", "EID"}),
        {
            "source_id": ("EID",), "title": ("Title",), "abstract": ("Abstract",), "venue": ("Source title",),
            "volume": ("Volume",), "issue": ("Issue",), "first_page": ("Page start",), "last_page": ("Page end",),
            "pages": ("Art. No.",), "language": ("Language of Original Document",), "type": ("Document Type",),
            "doi": ("DOI",), "pmid": ("PubMed ID",), "url": ("Link",), "references": ("References",),
            "cited_by": ("Cited by",),
        },
        _scopus_authors,
        (("Year", "issue"),),
        (("keyword", "Author Keywords"), ("index keyword", "Index Keywords")),
        repeats="Funding Text 1",
    ),
    Export(
        "OpenAlex CSV",
        frozenset({"id", "display_name", "publication_year"}),
        {
            "source_id": ("id",), "title": ("display_name", "title"), "abstract": ("abstract",),
            "venue": ("primary_location.source.display_name", "primary_location_display_name", "host_venue"),
            "volume": ("biblio.volume", "biblio_volume"), "issue": ("biblio.issue", "biblio_issue"),
            "first_page": ("biblio.first_page", "biblio_first_page"), "last_page": ("biblio.last_page",
            "biblio_last_page"),
            "language": ("language",), "type": ("type",), "doi": ("doi",), "pmid": ("ids.pmid", "pmid"),
            "openalex_id": ("id",),
            "url": ("primary_location.landing_page_url", "primary_location_landing_page_url"),
            "references": ("referenced_works",), "cited_by": ("cited_by_count",),
        },
        _listed("authorships.author.display_name", r"\|", orcids="authorships.author.orcid"),
        (("publication_date", "online"), ("publication_year", "online")),
        (("topic", "primary_topic.display_name"), ("keyword", "keywords.display_name")),
        r"\|",
    ),
    Export(
        "Dimensions CSV",
        frozenset({"Publication ID", "Title", "DOI", "Authors"}),
        {
            "source_id": ("Publication ID",), "title": ("Title",), "abstract": ("Abstract",),
            "venue": ("Source title", "Source title/Anthology title", "Anthology title"), "volume": ("Volume",),
            "issue": ("Issue",),
            "pages": ("Pagination",), "type": ("Document Type", "Publication Type"), "doi": ("DOI",),
            "pmid": ("PMID",),
            "arxiv_id": ("arXiv ID",), "url": ("Source Linkout", "Dimensions URL"),
            "references": ("Cited references",), "cited_by": ("Times cited",),
        },
        _dimensions_authors,
        (("Publication Date (online)", "online"), ("Publication date (online)", "online"), ("Publication date",
        "issue"), ("Publication Date", "issue"), ("PubYear", "issue")),
        (("mesh", "MeSH terms"), ("keyword", "Keywords")),
    ),
    Export(
        "Lens CSV",
        frozenset({"Lens ID", "Title", "Author/s"}),
        {
            "source_id": ("Lens ID",), "title": ("Title",), "abstract": ("Abstract",), "venue": ("Source Title",),
            "volume": ("Volume",), "issue": ("Issue Number",), "first_page": ("Start Page",),
            "last_page": ("End Page",),
            "type": ("Publication Type",), "doi": ("DOI",), "pmid": ("PMID",), "url": ("External URL",),
            "references": ("References",), "cited_by": ("Citing Works Count",),
        },
        _listed("Author/s"),
        (("Date Published", "issue"), ("Publication Year", "issue")),
        (("category", "Fields of Study"), ("keyword", "Keywords"), ("mesh", "MeSH Terms")),
    ),
    Export(
        "IEEE Xplore CSV",
        frozenset({"Document Title", "Authors", "Publication Title", "Publication Year"}),
        {
            "title": ("Document Title",), "abstract": ("Abstract",),
            "venue": ("Publication Title",), "volume": ("Volume",), "issue": ("Issue",),
            "first_page": ("Start Page",),
            "last_page": ("End Page",), "type": ("Document Identifier",), "doi": ("DOI",), "url": ("PDF Link",),
            "cited_by": ("Article Citation Count",),
        },
        _listed("Authors"),
        (("Online Date", "online"), ("Issue Date", "issue"), ("Publication Year", "issue")),
        (("keyword", "Author Keywords"), ("index keyword", "IEEE Terms"), ("mesh", "Mesh_Terms")),
    ),
    Export(
        "Springer CSV",
        frozenset({"Item Title", "Publication Title", "Item DOI"}),
        {
            "source_id": ("Item DOI",), "title": ("Item Title",), "venue": ("Publication Title", "Book Series Title"),
            "volume": ("Journal Volume",), "issue": ("Journal Issue",), "type": ("Content Type",),
            "doi": ("Item DOI",), "url": ("URL",),
        },
        _springer_authors,
        (("Publication Year", "issue"),),
    ),
)  # fmt: skip
