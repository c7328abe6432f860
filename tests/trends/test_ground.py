import pandas as pd
from samples import YEAR, make_sources, monthly_papers

from analysis.periods import measure_coverage
from analysis.trends.ground import count_cells, find_members, group_papers, lay_ground


def test_the_ground_holds_the_papers_of_complete_periods_by_source_and_stratum():
    papers, labels = monthly_papers([0.5] * 7, total=4)
    coverage = measure_coverage(make_sources(YEAR), papers, period="month")
    strata = pd.Series({paper: "odd" if int(paper[-1]) % 2 else "even" for paper in papers["paper_id"]})
    ground = lay_ground(papers, coverage, strata=strata)
    assert ground.periods.strftime("%Y-%m").tolist() == [f"2024-{month:02d}" for month in range(1, 8)]
    assert ground.cells["papers"].tolist() == [2] * 14
    assert ground.cells["stratum"].nunique() == 2
    names, counts = count_cells(labels, ground)
    assert names.to_numpy().tolist() == [["topic", "x"]]
    assert counts.toarray().tolist() == [[1.0] * 14]
    assert find_members(labels, names, ground)["period"].nunique() == 7


def test_sources_of_few_complete_periods_are_no_ground():
    papers, _ = monthly_papers([0.5] * 5, total=4)
    assert len(lay_ground(papers, measure_coverage(make_sources(YEAR), papers, period="month")).papers) == 0


def test_a_paper_comes_from_the_community_of_most_of_its_authors():
    authors = pd.DataFrame({"paper_id": list("pppq"), "author_id": list("abcd")})
    nodes = pd.DataFrame({"author_id": list("abcd"), "community": [3, 3, 1, 2]})
    assert group_papers(authors, nodes).to_dict() == {"p": 3, "q": 2}
