import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from samples import empty_table, make_papers, make_sources

from analysis.productivity import compare_groups, count_by_source, count_local, normalise_counts
from analysis.reports.impact import compared_rows, counted_rows, local_rows, say_counted
from analysis.reports.pages.escaping import fill

PAPERS = make_papers(
    {"title": "Wells", "published": "2019-05-01"}, {"title": "Lakes", "published": "2021-05-01"},
    {"title": "Seas", "published": None}, {"title": "Rivers", "published": "2022-01-01"},
)  # fmt: skip
LOCAL = pd.Series([6, 1, 6, 0], index=["p1", "p2", "p3", "p4"])
SCORES = pd.DataFrame({"year_score": [1.5, None, None, 0.0], "topic_score": [None, 0.5, None, None]}, index=LOCAL.index)
SOURCES = make_sources(
    {"source": "wos", "title": "Web of Science", "captured_on": "2023-01-01"}, {"source": "cr", "title": "Crossref"}
)
COUNTS = pd.DataFrame(
    {
        "paper_id": ["p1", "p2", "p4", "p1", "p2"], "source": ["wos", "wos", "wos", "cr", "cr"],
        "cited_by": pd.array([8, 3, 0, 5, None], dtype="Int64"),
    }
)  # fmt: skip
COUNTED = count_by_source(COUNTS, SOURCES, PAPERS)
TITLES = SOURCES.set_index("source")["title"]


def as_text(rows: pd.DataFrame) -> list[list[str]]:
    return rows.astype("str").to_numpy().tolist()


def test_papers_are_listed_by_citations_here_with_what_is_known_of_them():
    rows = local_rows(LOCAL, SCORES, PAPERS, now=2021, most=9)
    # 6 in the three years from 2019 to 2021; without a date nothing is told per year; who is not cited is not listed.
    assert as_text(rows) == [
        ["Wells", "2019", "6", "2.0", "1.50", ""], ["Seas", "", "6", "", "", ""], ["Lakes", "2021", "1", "1.0", "", "0.50"],
    ]  # fmt: skip
    assert rows["cited here by"].iloc[0].link == "#papers?cites=p1&about=Papers%20that%20cite%20Wells"
    assert rows["paper"].iloc[0].link.startswith("#papers?id=p1&")


def test_a_field_lists_what_its_own_papers_cite_with_the_scores_that_are_known_of_any():
    rows = local_rows(LOCAL, SCORES, PAPERS, now=2021, most=1, by="in the field")
    assert rows.drop(columns="paper").astype("str").to_dict("records") == [
        {"year": "2019", "cited in the field by": "6", "a year": "2.0", "times its year": "1.50"}
    ]


def test_a_paper_younger_than_the_newest_year_counts_as_one_year_old():
    assert local_rows(LOCAL, SCORES, PAPERS, now=2018, most=1)["a year"].tolist() == ["6.0"]


@given(st.lists(st.tuples(st.sampled_from(["p1", "p2", "p3", "p4"]), st.sampled_from(["p1", "p2", "p3", "x"]))))
def test_the_listed_counts_are_those_of_a_double_loop(pairs):
    citations = pd.DataFrame(sorted(set(pairs)), columns=["paper_id", "work_id"])
    local = count_local(citations, PAPERS)
    years = PAPERS.set_index("paper_id")["published"].dt.year
    rows = local_rows(local, normalise_counts(local, years, years), PAPERS, now=2022, most=9)
    expected = {
        title: sum(cited == paper for _, cited in set(pairs))
        for paper, title in zip(PAPERS["paper_id"], PAPERS["title"], strict=True)
    }
    found = {str(paper): count.text for paper, count in zip(rows["paper"], rows["cited here by"], strict=True)}
    assert found == {title: count for title, count in expected.items() if count}
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_each_source_lists_its_own_most_cited_papers():
    assert as_text(counted_rows(COUNTED, PAPERS, TITLES.drop("cr"), most=1)) == [
        ["Wells", "cr", "5", ""], ["Wells", "Web of Science", "8", "2.2"],
    ]  # fmt: skip
    assert counted_rows(COUNTED, PAPERS, TITLES, most=9)["cited"].tolist() == [5, 8, 3]


def test_each_source_says_of_how_many_papers_it_counts_citations_and_when():
    crossref, wos = (re.sub(r"<[^>]*>", "", fill(*sentence)) for sentence in say_counted(COUNTED, SOURCES))
    assert crossref == (
        "Crossref counts citations of 1 paper, on a day that is not known, so nothing is said per year; half of them "
        "are cited 5 times or less."
    )
    assert wos == (
        "Web of Science counts citations of 3 papers, as of 2023-01-01; half of them are cited 3 times or less."
    )


def test_half_of_the_counts_are_no_more_than_the_one_that_is_told():
    for counts in ([0, 1, 2, 9], [2, 3], [4], [1, 1, 1, 7]):
        counted = pd.DataFrame({"source": "wos", "cited_by": counts})
        ((_, values),) = say_counted(counted, SOURCES)
        assert sum(count <= values["median"] for count in counts) * 2 >= len(counts)


def test_cited_once_is_told_in_the_singular():
    (sentence,) = say_counted(pd.DataFrame({"source": "wos", "cited_by": [1, 1, 1]}), SOURCES)
    assert "1 times" not in fill(*sentence)


def test_groups_have_names_links_means_and_intervals():
    groups = pd.DataFrame(
        {
            "topic": [0, 7],
            "papers": [14, 5],
            "scored": [12, 5],
            "mean": [1.5, 0.25],
            "low": [1, 0.1],
            "high": [2, 0.5],
            "median": [1, 0],
        }
    )
    rows = compared_rows(groups, by="topic", facet="topic", names=pd.Series({0: "hearts & CT"}))
    assert as_text(rows) == [
        ["hearts & CT", "14", "12", "1.50", "1.00 to 2.00", "1.00"], ["7", "5", "5", "0.25", "0.10 to 0.50", "0.00"],
    ]  # fmt: skip
    assert rows["papers"].iloc[0].link == "#papers?topic=0&about=hearts%20%26%20CT"


def test_nothing_cited_makes_no_rows():
    none = PAPERS.iloc[:0]
    assert local_rows(LOCAL * 0, SCORES, PAPERS, now=2021, most=9).empty
    assert local_rows(LOCAL.iloc[:0], SCORES.iloc[:0], none, now=2021, most=9).empty
    counted = count_by_source(empty_table("citation_counts"), SOURCES, none)
    assert counted_rows(counted, none, TITLES, most=9).empty
    assert say_counted(counted, SOURCES) == []
    groups = compare_groups(pd.Series(dtype="float"), PAPERS[["paper_id", "venue"]], by="venue", seed=1)
    assert compared_rows(groups, by="venue", facet="venue").empty
