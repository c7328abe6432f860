"""Small inputs that people really had, and whether each is read as they meant it."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_CASES = REFERENCE / "cases"


class Case:
    """A case as the corpus stage leaves it."""

    def __init__(self, folder: Path) -> None:
        from analysis.corpus.build import build_corpus
        from analysis.corpus.sources import read_corpus

        with contextlib.redirect_stderr(io.StringIO()) as said:
            raw = read_corpus(folder)
            built = build_corpus(raw)
        self.said = said.getvalue()
        self.built, self.papers, self.ledger = built, built.papers, built.ledger
        self.abstracts = built.papers["abstract"].dropna().tolist()
        self.dates = {
            row.title: f"{row.published:{'%Y-%m-%d' if row.date_precision == 'day' else '%Y-%m'}}"
            for row in built.papers.itertuples()
            if row.date_precision in {"day", "month"}
        }

    def names(self, title: str = "") -> list[tuple[str, str | None]]:
        """Family and given names of the papers whose title begins so."""
        chosen = self.papers.loc[self.papers["title"].str.startswith(title), "paper_id"]
        rows = self.built.authorships[self.built.authorships["paper_id"].isin(chosen)]
        given = rows["given"].astype(object).where(rows["given"].notna(), None)
        return list(zip(rows["family"], given, strict=True))

    def families(self, title: str = "") -> list[str]:
        """Family names of the same."""
        return [family for family, _ in self.names(title)]

    def column(self, name: str) -> list[str | None]:
        """A column of the papers."""
        return self.papers[name].astype(object).where(self.papers[name].notna(), None).tolist()

    def people(self) -> int:
        """How many authors the bylines are of."""
        from analysis.authors.identify import identify_authors

        return len(identify_authors(self.built.authorships, self.papers).authors)


EXPECTED: dict[str, Callable[[Case], bool]] = {
    "02-eric-nbib": lambda case: len(case.papers) == 2 and sorted(case.families()) == ["Burnwood", "Hunter"],
    "03-embase-ris": lambda case: set(case.column("pmid")) == {"38770001", "37770002"},
    "03b-embase-merge": lambda case: len(case.papers) == 1,
    "04-cochrane-ris": lambda case: "21314000" in case.column("pmid") and not case.names("Digital"),
    "04b-cochrane-doi": lambda case: case.column("doi") == ["10.1186/1745-6215-13-40"],
    "06-pubmed-csv-group": lambda case: case.families("Rhythm")
    == ["Smith", "Doe", "van den Berg", "EURHYTHM Study Group"],
    "07-csv-and-before-last": lambda case: [len(case.names(title)) for title in ("A new", "Talk", "Second")]
    == [4, 4, 2],
    "09-initials-east-europe": lambda case: set(case.families())
    == {"Kowalski", "Nowak", "Petrov", "Ivanova", "Tóth", "Nagy", "Şahin", "Öztürk", "Žák"},
    "10-scopus-leading-copyright": lambda case: len(case.abstracts) == 6
    and not any("©" in text for text in case.abstracts),
    "11-ebsco-copyright-ab": lambda case: not any("opyright" in text for text in case.abstracts),
    "13-bibtex-names": lambda case: [len(case.names(title)) for title in ("Measuring", "Rights", "On sem", "On amp")]
    == [8, 4, 3, 2],
    "14-concatenated": lambda case: len(case.papers) == 17 and len(case.ledger) == 17,
    "15-identical-incomplete": lambda case: len(case.papers) == 6,
    "16-inverted-names": lambda case: case.families() == ["Arriaga", "Sills", "Pattan", "Ferrari"],
    "17-translated-title": lambda case: len(case.papers) == 2,
    "18-editions-and-chapters": lambda case: len(case.papers) == 7,
    "19-openalex-raw-names": lambda case: case.people() == 3 and set(case.column("venue")) == {"Lake Cloud Letters"},
    "20-other-encodings": lambda case: case.said.count("which is a guess") == 5
    and {"Łukasz", "Петр", None, "Jörg", "太郎"} <= {given for _, given in case.names()},
    "25-dates": lambda case: set(case.dates.values())
    == {"2021-03-15", "2020-12-01", "2015-09", "2012-10", "2012-03", "2012-05", "2020-03", "2019-03-15", "2018-07",
        "2017-08", "2016-12", "2019-06"},
    "27-symlinks/raw/mine": lambda case: len(case.papers) == 1 and len(case.ledger) == 5,
    "28-bibtex-crossref": lambda case: case.dates["A net for slides"] == "2020-05" and None not in case.column("venue"),
    "29-spreadsheet-saved-exports": lambda case: len(case.papers) == 6
    and None not in case.column("venue")
    and ("Ng", "Tom K.") in case.names()
    and {"2024-04-23", "2021-03-04", "2022-03"} <= set(case.dates.values()),
    "31-short-and-duplicate-texts": lambda case: len(case.papers) == 90,
    "33-name-variants": lambda case: case.people() == 6,
    "34-many-and-repeated-authors": lambda case: len(case.papers) == 3,
    "35-ovid-ris-stray": lambda case: len(case.papers) == 2,
    "36-known-duplicates": lambda case: len(case.papers) == 2,
    "37-ris-conflicting-fields": lambda case: set(case.dates.values()) == {"2013-05-28", "1952-07-28"},
    "40-cyrillic-names": lambda case: set(case.families()) == {"Иванов", "Сидоров", "Petrova"},
    "41-mathml-title": lambda case: len(case.papers) == 1,
    "42-scopus-references": lambda case: len(case.built.references) == 3,
    "43-stringified-lists": lambda case: sorted(case.families()) == ["Doe", "Ng", "O'Neil"] and len(case.papers) == 2,
    "44-degrees-in-byline": lambda case: case.families("One") == ["Smith", "Okafor"] == case.families("Five"),
}  # fmt: skip


def cases() -> list[Row]:
    """Inputs that once went wrong, each of which stands for its kind; the rules were written with them in sight."""
    if not _CASES.is_dir():
        return [absent("cases", _CASES)]
    wrong = [name for name, holds in EXPECTED.items() if not holds(Case(_CASES / name))]
    right = len(EXPECTED) - len(wrong)
    figure = f"{right} of {len(EXPECTED)}{': not ' + ', '.join(wrong) if wrong else ''}"
    return [Row("cases that are read as they should be", "read_corpus, build_corpus", figure, "all", not wrong)]
