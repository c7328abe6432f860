import networkx as nx
import pandas as pd
import pytest
from samples import empty_table, make_papers

from analysis.citations import build_lineage, find_main_paths
from analysis.productivity import count_local
from analysis.reports.citations.lineage import disruption_rows, dress_lineage, say_lineage, try_disruption
from analysis.reports.pages.escaping import fill

PAPERS = make_papers(
    {"published": "2019-01-01", "title": "Wells and what is below them"}, {"published": "2020-01-01"},
    {"published": "2021-01-01"}, {"published": None}, {"published": "2021-06-01"},
)  # fmt: skip
# p3 builds on p2 and both on p1; p4 has no date; p5 is joined to nobody here.
CITATIONS = pd.DataFrame(
    [("p2", "p1"), ("p3", "p1"), ("p3", "p2"), ("p4", "p1"), ("p5", "x")], columns=["paper_id", "work_id"]
)
AUTHORSHIPS = pd.DataFrame(
    {"paper_id": ["p1", "p2", "p2", "p3"], "position": [2, 1, 2, 1], "family": ["Late", "Roe", "Doe", "$x^2$"]}
)


def test_a_paper_is_dressed_with_author_year_and_citations():
    graph, _ = build_lineage(CITATIONS, PAPERS)
    main = nx.DiGraph([("p1", "p2")])
    dressed = dress_lineage(graph, main, PAPERS, AUTHORSHIPS, count_local(CITATIONS, PAPERS))
    # Without a first author the title stands for one; without a date a paper has no place.
    assert dressed[["year", "short", "local", "is_main"]].to_dict("index") == {
        "p1": {"year": 2019, "short": "Wells and what is be 2019", "local": 3, "is_main": True},
        "p2": {"year": 2020, "short": "Roe 2020", "local": 1, "is_main": True},
        "p3": {"year": 2021, "short": "$x^2$ 2021", "local": 0, "is_main": False},
    }


def test_papers_of_few_years_stand_by_quarter_where_all_their_dates_tell_it():
    graph = nx.DiGraph([("p3", "p5")])
    local = pd.Series(dtype="int64")
    assert dress_lineage(graph, graph, PAPERS, AUTHORSHIPS, local)["year"].to_dict() == {"p3": 2021.0, "p5": 2021.25}
    by_year = PAPERS.assign(date_precision="year")
    assert dress_lineage(graph, graph, by_year, AUTHORSHIPS, local)["year"].to_dict() == {"p3": 2021, "p5": 2021}


def test_the_sentences_count_what_a_loop_over_the_citations_counts():
    graph, dropped = build_lineage(CITATIONS, PAPERS)
    joined = {end for pair in CITATIONS.to_numpy().tolist() for end in pair if "x" not in pair}
    assert len(joined) == 4
    told = [fill(*sentence) for sentence in say_lineage(graph, dropped, find_main_paths(graph), PAPERS)]
    assert told[0] == (
        "4 of 5 papers cite a paper of this corpus or are cited by one, in 4 citations; a path can only lead through "
        "papers that the search found."
    )
    assert told[1].startswith("4 papers lie on the main paths")
    assert len(told) == 2


def test_one_citation_is_told_in_the_singular():
    graph = nx.DiGraph([("p1", "p2")])
    told = fill(*say_lineage(graph, 0, graph, PAPERS)[0])
    assert "1 citations" not in told


@pytest.mark.parametrize(
    ("dropped", "told"),
    [
        (1, "1 citation between papers that cite each other in a circle leads from a later paper to an earlier one and "
            "is left out."),
        (2, "2 citations between papers that cite each other in a circle lead from a later paper to an earlier one and "
            "are left out."),
    ],
)  # fmt: skip
def test_what_was_left_out_to_be_without_circles_is_told(dropped, told):
    graph = nx.DiGraph([("p1", "p2"), ("p2", "p3")])
    assert fill(*say_lineage(graph, dropped, graph, PAPERS)[2]) == told


def test_nobody_who_cites_another_makes_no_paths():
    graph, dropped = build_lineage(empty_table("citations"), PAPERS)
    assert [text for text, _ in say_lineage(graph, dropped, graph, PAPERS)] == [
        "No paper here cites another one, so there are no paths to follow."
    ]
    assert dress_lineage(graph, graph, PAPERS, AUTHORSHIPS, pd.Series(dtype="int64")).empty


def many_citing(alone: int, together: int, around: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A paper p1 that cites x, and later ones that cite p1 alone, both, or x alone."""
    papers = make_papers({"published": "2019-01-01", "title": "Wells"}, *[{"published": "2021-01-01"}] * 20)
    cited = [["x"], *[["p1"]] * alone, *[["p1", "x"]] * together, *[["x"]] * around]
    cited += [["y"]] * (21 - len(cited))
    rows = [(f"p{number}", work) for number, works in enumerate(cited, start=1) for work in works]
    return pd.DataFrame(rows, columns=["paper_id", "work_id"]), papers


def test_disruption_is_listed_with_what_was_counted():
    citations, papers = many_citing(10, 2, 1)
    measured, told = try_disruption(citations, papers, whole=citations["paper_id"], seed=1)
    assert told == []
    (row,) = disruption_rows(measured, papers, most=5).to_dict("records")
    assert str(row["paper"]) == "Wells"
    # (10 - 2) / (10 + 2 + 1)
    assert row["disruption"] == "+0.62"
    assert (row["cite it alone"], row["with its references"], row["these only"]) == (10, 2, 1)
    low, high = map(float, row["95 %"].split(" to "))
    assert -1 <= low < 0.62 < high <= 1
    assert disruption_rows(measured, papers, most=0).empty


def test_a_paper_that_nine_cite_has_no_disruption():
    citations, papers = many_citing(9, 0, 3)
    measured, ((told, _),) = try_disruption(citations, papers, whole=citations["paper_id"], seed=1)
    assert measured.empty
    assert "is cited by ten dated papers" in told


def test_too_few_lists_of_references_are_the_reason_that_is_told():
    few = CITATIONS.iloc[:3]
    measured, (sentence,) = try_disruption(few, PAPERS, whole=few["paper_id"], seed=1)
    assert measured.empty
    assert fill(*sentence).startswith(
        "Disruption is not told: 40 % of the papers have a whole list of references; below"
    )
    assert disruption_rows(measured, PAPERS, most=5).empty


def test_without_citations_nothing_is_said_of_disruption():
    measured, told = try_disruption(empty_table("citations"), PAPERS, whole=PAPERS["paper_id"], seed=1)
    assert (len(measured), told) == (0, [])
