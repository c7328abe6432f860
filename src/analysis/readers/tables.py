"""Tables that a database exports: which columns of theirs are which field of a record."""

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TextIO

from analysis.readers.author_columns import (
    Authors,
    byline,
    dimensions_authors,
    listed,
    scopus_authors,
    springer_authors,
    wos_authors,
)
from analysis.readers.dates import compose_date, iso_date
from analysis.readers.delimited import Row, has_header, read_rows
from analysis.readers.record import Reader, Record, Reject, with_left_out
from analysis.readers.values import find_doi, of_resolver, page_range, split_list, split_words, to_count

_PLAIN_FIELDS = (
    "source_id", "title", "abstract", "venue", "volume", "issue", "language", "type", "url", "pmid", "openalex_id",
    "arxiv_id",
)  # fmt: skip
_REFERENCE_YEAR = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\)")
# A title with more semicolons than this is none.
_PARTS_OF_REFERENCE = 8
_REFERENCE_START = re.compile(r"[^\W\d_][\w'’. -]*,\s(?:[^\W\d_]{1,2}\.[\s-]?)+,")
# The newer form names one author with given names in full; others are parted by the sign that parts references.
_NAMED_START = re.compile(r"[^\W\d_][^,;()]{1,40},\s(?:[A-ZÀ-Þ][^\s,;]*\s?){1,4},\s[^\W\d]")
_AUTHOR_ONLY = re.compile(r"[^,;()]{2,40}\s(?:[A-ZÀ-Þ]\.?-?){1,4}")


class Export(NamedTuple):
    """One export: the columns it is known by, the columns of each field (the first with a value counts), its authors.

    The columns of `dates` are tried in order, each with what it is the date of; a date without a year is completed by
    the column `year`. `lists` parts the values of one cell, where it is None as `split_words` does. `repeats` is a
    column that rows have more of than the header tells; `month_first` says how ambiguous dates are meant.
    """

    name: str
    known_by: frozenset[str]
    columns: dict[str, tuple[str, ...]]
    authors: Authors
    dates: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...] = ()
    lists: str | None = r"\s*;\s*"
    repeats: str | None = None
    year: str | None = None
    month_first: bool = False
    references: Callable[[str | None], list[str]] = split_list

    def reader(self) -> Reader:
        """The reader of this export."""
        return Reader(self.name, lambda head: has_header(head, self.known_by.issubset), self.parse)

    def parse(self, text: TextIO) -> Iterator[Record | Reject]:
        """Yield a record for each row."""
        for row in read_rows(text, is_header=self.known_by.issubset, repeats=self.repeats):
            yield with_left_out(self._read(row), row.values.left_out()) if isinstance(row, Row) else row

    def _read(self, row: Row) -> Record:
        def get(field: str) -> str | None:
            return next((value for name in self.columns.get(field, ()) if (value := row.values.get(name))), None)

        year = row.values.get(self.year) if self.year else None
        dates = ((self._date(row.values.get(column), year), basis) for column, basis in self.dates)
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
            doi=find_doi(get("doi"), of_resolver(get("url"))),
            labels=tuple(
                dict.fromkeys(
                    (kind, word) for kind, column in self.labels for word in self._list(row.values.get(column))
                )
            ),
            references=tuple(self.references(get("references"))),
            reference_count=to_count(get("reference_count")),
            cited_by=to_count(get("cited_by")),
        )

    def _list(self, text: str | None) -> list[str]:
        return split_words(text) if self.lists is None else split_list(text, self.lists)

    def _date(self, text: str | None, year: str | None) -> str | None:
        date = iso_date(text, month_first=self.month_first)
        return date or (compose_date(year, text) if text and year else None)


def _scopus_references(text: str | None) -> list[str]:
    """Cited references parted by semicolons, of which titles have some too: each has one year.

    Examples
    --------
    >>> _scopus_references("Roe, M., Wells; a history (2012) Wells, 3; Ng, T., Deep &amp; dark (2015) Wells, 9")
    ['Roe, M., Wells; a history (2012) Wells, 3', 'Ng, T., Deep & dark (2015) Wells, 9']
    """
    found: list[list[str]] = []
    for piece in split_list(html.unescape(text or ""), r";\s+|;$"):
        if piece == "undefined":
            continue
        starts = _REFERENCE_START.match(piece) or (
            _NAMED_START.match(piece) and found and not _AUTHOR_ONLY.fullmatch(found[-1][-1])
        )
        goes_on = found and not any(map(_REFERENCE_YEAR.search, found[-1])) and not starts
        if goes_on and (len(found[-1]) < _PARTS_OF_REFERENCE or _AUTHOR_ONLY.fullmatch(found[-1][-1])):
            found[-1].append(piece)
        else:
            found.append([piece])
    return ["; ".join(parts) for parts in found]


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
        scopus_authors,
        (("Year", "issue"),),
        (("keyword", "Author Keywords"), ("index keyword", "Index Keywords")),
        repeats="Funding Text 1",
        references=_scopus_references,
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
            "references": ("referenced_works",), "reference_count": ("referenced_works_count",),
            "cited_by": ("cited_by_count",),
        },
        listed(
            "authorships.author.display_name",
            r"\|",
            orcid="authorships.author.orcid",
            author_key="authorships.author.id",
            affiliation="authorships.institutions.display_name",
        ),
        (("publication_date", "online"), ("publication_year", "online")),
        (("topic", "primary_topic.display_name"), ("index keyword", "keywords.display_name")),
        r"\|",
        references=lambda text: split_list(text, r"\|"),
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
        dimensions_authors,
        (("Publication Date (online)", "online"), ("Publication date (online)", "online"), ("Publication date",
        "issue"), ("Publication Date", "issue"), ("PubYear", "issue")),
        (("mesh", "MeSH terms"), ("keyword", "Keywords")),
        references=lambda text: split_list(text, r";(?=\s*\[)|\n"),
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
        listed("Author/s"),
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
            "reference_count": ("Reference Count",), "cited_by": ("Article Citation Count",),
        },
        listed("Authors", affiliation="Author Affiliations"),
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
        springer_authors,
        (("Publication Year", "issue"),),
    ),
    Export(
        "Web of Science table",
        frozenset({"Article Title", "Source Title", "UT (Unique WOS ID)"}),
        {
            "source_id": ("UT (Unique WOS ID)",), "title": ("Article Title",), "abstract": ("Abstract",),
            "venue": ("Source Title",), "volume": ("Volume",), "issue": ("Issue",), "first_page": ("Start Page",),
            "last_page": ("End Page",), "pages": ("Article Number",), "language": ("Language",),
            "type": ("Document Type", "Publication Type"), "doi": ("DOI", "Book DOI"), "pmid": ("Pubmed Id",),
            "url": ("DOI Link",), "references": ("Cited References",), "reference_count": ("Cited Reference Count",),
            "cited_by": ("Times Cited, All Databases", "Times Cited, WoS Core"),
        },
        wos_authors,
        (("Early Access Date", "online"), ("Publication Date", "issue"), ("Publication Year", "issue")),
        (("keyword", "Author Keywords"), ("keyword plus", "Keywords Plus"), ("category", "WoS Categories")),
        year="Publication Year",
    ),
    Export(
        "EBSCO CSV",
        frozenset({"Article Title", "Journal Title", "Doctype", "PLink"}),
        {
            "source_id": ("Accession Number",), "title": ("Article Title",), "abstract": ("Abstract",),
            "venue": ("Journal Title",), "volume": ("Volume",), "issue": ("Issue",), "first_page": ("First Page",),
            "type": ("Doctype",), "doi": ("DOI",), "url": ("PLink",),
        },
        byline("Author"),
        (("Publication Date", "issue"),),
        (("keyword", "Keywords"), ("index keyword", "Subjects")),
        None,
        month_first=True,
    ),
    Export(
        "Publish or Perish CSV",
        frozenset({"Cites", "Title", "Source", "GSRank"}),
        {
            "title": ("Title",), "abstract": ("Abstract",), "venue": ("Source",), "volume": ("Volume",),
            "issue": ("Issue",), "first_page": ("StartPage",), "last_page": ("EndPage",), "doi": ("DOI",),
            "url": ("ArticleURL",), "cited_by": ("Cites",),
        },
        byline("Authors"),
        (("Year", "issue"),),
    ),
)  # fmt: skip
