import numpy as np
import pandas as pd
import pytest
from samples import empty_table, make_papers, make_sources

from analysis.productivity import Lotka, count_from_one_source, fit_lotka
from analysis.reports.authors.productivity import index_rows, say_indices, say_lotka
from analysis.reports.pages.escaping import fill

PAPERS = make_papers({"published": "2019-03-01"}, {"published": "2020-01-01"}, {"published": "2022-01-01"}, {})
SOURCES = make_sources(
    {"source": "a", "title": "Crossref"}, {"source": "b", "title": "Scopus & co", "captured_on": "2024-06-01"}
)
COUNTS = pd.DataFrame(
    {
        "paper_id": ["p1", "p2", "p3", "p1", "p2", "p3"], "source": ["b"] * 3 + ["a"] * 3,
        "cited_by": pd.array([5, 3, 0, 50, None, 60], dtype="Int64"),
    }
)  # fmt: skip
AUTHORS = pd.DataFrame(
    [
        ("p1", "ann"),
        ("p2", "ann"),
        ("p3", "ann"),
        ("p4", "ann"),
        ("p1", "bo"),
        ("p1", "bo"),
        ("p4", "cy"),
        ("p4", "bo"),
    ],
    columns=["paper_id", "author_id"],
)
CITED, TITLE, CAPTURED = count_from_one_source(COUNTS, SOURCES)


def make_index(**given) -> pd.DataFrame:
    options = {"names": pd.Series({"ann": "Ann"}), "captured": CAPTURED, "seed": 1, "most": 9, **given}
    return index_rows(AUTHORS, CITED, PAPERS, **options)


def test_citations_are_those_of_the_source_that_counts_the_most_papers():
    assert (CITED.to_dict(), TITLE, CAPTURED) == (
        {"p1": 5, "p2": 3, "p3": 0},
        "Scopus & co",
        pd.Timestamp("2024-06-01"),
    )


def test_of_sources_that_count_as_many_papers_the_first_is_taken_with_its_day_or_none():
    even = COUNTS[COUNTS["paper_id"] != "p2"]
    cited, title, captured = count_from_one_source(even.iloc[::-1], SOURCES)
    assert (cited.to_dict(), title, captured) == ({"p1": 50, "p3": 60}, "Crossref", None)


def test_authors_are_listed_by_their_index():
    rows = make_index()
    # Ann: 5, 3, 0, so h = 2 and g = 2 (5 + 3 >= 4, 8 < 9), in the six years from 2019; nobody counts p4.
    assert rows.drop(columns="95 %").astype("str").to_numpy().tolist() == [
        ["Ann", "4", "3", "8", "2", "2", "0.33"], ["bo", "2", "1", "5", "1", "1", "0.17"],
    ]  # fmt: skip
    assert rows["95 %"].tolist() == ["", ""]
    assert rows["author"].iloc[0].link == "#papers?author=ann&about=Ann"


def test_indices_are_what_loops_count():
    for row in make_index().itertuples():
        author = {"Ann": "ann"}.get(str(row.author), str(row.author))
        own = set(AUTHORS.loc[AUTHORS["author_id"] == author, "paper_id"]) & set(CITED.index)
        counts = sorted((int(CITED[paper]) for paper in own), reverse=True)
        assert row.h == max((h for h in range(len(counts) + 1) if sum(c >= h for c in counts) >= h), default=0)
        assert row.g == max(g for g in range(len(counts) + 1) if sum(counts[:g]) >= g * g)
        assert row.citations == sum(counts)


def test_without_a_day_of_capture_years_run_to_the_newest_paper():
    assert make_index(captured=None)["m"].tolist() == ["0.50", "0.25"]
    undated = index_rows(
        AUTHORS, CITED, PAPERS.assign(published=pd.NaT), names=pd.Series(dtype="str"), captured=None, seed=1, most=9
    )
    assert undated["m"].tolist() == ["", ""]


def test_the_authors_of_the_most_papers_are_listed():
    assert [str(author) for author in make_index(most=1)["author"]] == ["Ann"]


@pytest.mark.parametrize(
    ("captured", "day"), [(CAPTURED, ", as of 2024-06-01, of 3 of 4 papers;"), (None, " counts, of 3")]
)
def test_what_the_indices_rest_on_is_told(captured, day):
    (sentence,) = say_indices(CITED, "{Scopus} & co", captured, PAPERS)
    told = fill(*sentence)
    assert told.startswith("Citations are those that {Scopus} &amp; co counts, ")
    assert day in told


def test_no_counts_make_no_index():
    cited, title, captured = count_from_one_source(empty_table("citation_counts"), SOURCES)
    assert (len(cited), title, captured) == (0, "", None)
    ((told, _),) = say_indices(cited, title, captured, PAPERS)
    assert told.startswith("No source here says how often papers are cited")
    nobody = empty_table("paper_authors")
    for rows, counts, papers in ((AUTHORS, cited, PAPERS), (nobody, CITED, PAPERS.iloc[:0])):
        names = pd.Series(dtype="str")
        assert index_rows(rows, counts, papers, names=names, captured=None, seed=1, most=9).empty


@pytest.mark.parametrize(
    ("fit", "told"),
    [
        (0.1, "A power law describes the authors: exponent 2.00 (1.80 to 2.20), goodness of fit 0.10"),
        (0.09, "Lotka's law does not describe these authors: exponent 2.00 (1.80 to 2.20), goodness of fit 0.09"),
    ],
)
def test_whether_the_law_fits_is_told_with_its_exponent(fit, told):
    assert say_lotka(Lotka(pd.DataFrame(), 1000, 2.0, 1.8, 2.2, fit)) == told


def test_authors_drawn_from_the_law_are_told_to_follow_it_and_equal_ones_not():
    drawn = np.random.default_rng(1).zipf(2.2, 2000)
    assert say_lotka(fit_lotka(pd.Series(drawn), seed=1, draws=40)).startswith("A power law describes the authors")
    even = pd.Series(np.repeat([4, 5, 6], 200))
    assert say_lotka(fit_lotka(even, seed=1, draws=40)).startswith("Lotka's law does not describe")
    assert say_lotka(fit_lotka(pd.Series(dtype="int64"), seed=1)) == "Too few authors to fit a law: 0"


def test_an_exponent_beyond_lotkas_is_said_to_be():
    law = Lotka(pd.DataFrame(), 900, 3.8, 3.6, 4.1, 0.4)
    assert say_lotka(law) == (
        "A power law describes the authors: exponent 3.80 (3.60 to 4.10), steeper than Lotka's 2, goodness of fit 0.40"
    )
