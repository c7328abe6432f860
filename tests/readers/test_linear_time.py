"""Time grows with the size of what is read, never with its square, however odd it is.

What a regular expression does cannot be counted from outside, so the processor's time for ten times as much is set
against that for the first: a square would take a hundred times as long.
"""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.types import paper_type
from analysis.readers.bylines import read_author, split_byline
from analysis.readers.read import read_records
from analysis.text import clean_abstract, clean_doi, clean_language, clean_pages, clean_text, clean_title, split_name

pytestmark = pytest.mark.slow

TIMES, MOST = 10, 45
# Below this a clock tells little.
FLOOR_S = 0.004

VALUES: dict[str, tuple[Callable[[int], object], int]] = {
    "one word as title": (lambda n: paper_type("a" * n, None, None), 2_000),
    "capitals as title": (lambda n: paper_type("aA" * n + " b", None, "we " * n), 1_000),
    "a title that shouts": (lambda n: clean_title("A" * n), 3_000),
    "a long word beside a command": (lambda n: clean_title("\\alpha " + "x" * n), 3_000),
    "dollars": (lambda n: clean_text("$" * n + "\\a"), 2_000),
    "open braces": (lambda n: clean_text("\\a" + "{" * n), 2_000),
    "open tags": (lambda n: clean_text("<p " * n), 3_000),
    "open formulas": (lambda n: clean_text("<alternatives>" * n), 500),
    "entities": (lambda n: clean_text("&a" * n), 3_000),
    "notices": (lambda n: clean_abstract("© 2018 IEEE " * n), 500),
    "spaces": (lambda n: clean_abstract("a" + " " * n + "b"), 10_000),
    "semicolons": (lambda n: split_byline("; " * n), 3_000),
    "a byline with a hole": (lambda n: split_byline("a" + " " * n + "b"), 3_000),
    "names": (lambda n: split_byline("Smith J, " * n), 2_000),
    "ands": (lambda n: split_byline("a and " * n), 1_000),
    "digits behind a name": (lambda n: split_byline("A " + "1 " * n + "x"), 1_000),
    "a long name": (lambda n: read_author("Aa Bb " * n), 1_000),
    "a long name to split": (lambda n: split_name("Aa Bb " * n + "de"), 300),
    "a printed list": (lambda n: split_byline("[" + "'a', " * n + "]"), 1_000),
    "dois": (lambda n: clean_doi("10.1000/" * n), 500),
    "brackets in a doi": (lambda n: clean_doi("10.1000/" + "(" * n + ")" * n), 1_000),
    "pages": (lambda n: clean_pages("1-" * n), 3_000),
    "languages": (lambda n: clean_language("zz, " * n), 300),
}  # fmt: skip
SCOPUS = '"Authors","Title","Year","Source title","References","EID"\n"Doe J.","One","2020","W","{}","2"\n'
FILES: dict[str, tuple[Callable[[int], str], int]] = {
    "blank lines of RIS": (lambda n: "\n" * n + "TY  - JOUR\nTI  - A\nER  - \n", 10_000),
    "lines of spaces": (lambda n: "   \n" * n + "TY  - JOUR\nTI  - A\nER  - \n", 10_000),
    "lines that go on": (lambda n: "TY  - JOUR\nTI  - A\nAB  - x\n" + "more text\n" * n + "ER  - \n", 8_000),
    "an author without end": (lambda n: "TY  - JOUR\nTI  - A\nAU  - " + "x" * n + "\nER  - \n", 6_000),
    "authors of a paper": (lambda n: "%0 J\n%T A\n" + "%A Doe, J\n" * n, 1_000),
    "columns": (lambda n: "title," * n + "\n", 2_000),
    "open quotes": (lambda n: "title,authors\n" + '"a\n' * n, 300),
    "a long cell": (lambda n: "title,authors\nA," + "x" * n + "\n", 6_000),
    "open braces of BibTeX": (lambda n: "@article{a, title={" + "{" * n, 2_000),
    "entries of BibTeX": (lambda n: "@article{a, title={x}}\n" * n, 100),
    "open lists": (lambda n: "[" * n, 10_000),
    "names in JSON": (lambda n: '{"title":"a","authors":[' + '"x",' * n + '"y"]}', 3_000),
    "open elements": (lambda n: "<PubmedArticleSet>" + "<PubmedArticle>" * n, 1_000),
    "a date of many years": (lambda n: "title,date\nA," + "2020 " * n + "\n", 2_000),
    "references": (lambda n: SCOPUS.format("A, B; " * n), 2_000),
}


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as long ten times as much takes: the best of three."""

    def measure(much: int) -> float:
        started = time.process_time()
        work(much)
        return max(time.process_time() - started, FLOOR_S)

    return min(measure(TIMES * size) / measure(size) for _ in range(3))


@pytest.mark.parametrize("name", VALUES)
def test_a_value_takes_time_by_its_length(name):
    work, size = VALUES[name]
    assert growth(work, size) < MOST


@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_time_by_its_length(tmp_path, name):
    text, size = FILES[name]

    def read(much: int) -> None:
        path = tmp_path / "a.txt"
        path.write_text(text(much), encoding="utf-8")
        read_records(path)

    assert growth(read, size) < MOST


def test_a_member_of_an_archive_takes_the_same_time_whatever_their_number(tmp_path):
    path = Path(tmp_path) / "a.zip"

    def read(members: int) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(members):
                archive.writestr(f"{number}.ris", "TY  - JOUR\nTI  - A\nER  - \n")
        assert len(read_records(path).records) == members

    assert growth(read, 40) < MOST
