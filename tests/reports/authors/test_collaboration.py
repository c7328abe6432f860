import pandas as pd
import pytest
from samples import make_papers

from analysis.reports.authors.collaboration import collaboration_rows, name_communities, profile_rows

# Ann writes in 2018, 2019 and 2024, Bo in 2018 and 2024, Cy in 2024 alone.
PAPERS = make_papers(
    {"published": "2018-05-01"}, {"published": "2019-05-01"}, {"published": "2024-05-01"}, {"published": "2024-06-01"}
)
BYLINES = pd.DataFrame(
    [("p1", "ann"), ("p1", "bo"), ("p2", "ann"), ("p3", "ann"), ("p3", "bo"), ("p3", "cy"), ("p4", "cy")],
    columns=["paper_id", "author_id"],
)
NODES = pd.DataFrame({"author_id": ["ann", "bo", "cy"], "community": [1, 1, 2]})
TOPICS = pd.DataFrame({"topic": [0, 1, -1], "label": ["slides · cells", "hearts · CT", "no topic"]})
PAPER_TOPICS = pd.DataFrame({"paper_id": ["p1", "p2", "p3", "p4"], "topic": [0, 0, 1, 1]})
AUTHORS = pd.DataFrame({"author_id": ["ann", "bo", "cy"], "name": ["Ann", "Bo", "Cy"], "papers": [3, 2, 2]})
AUTHORS = AUTHORS.assign(namesakes=0, confidence=[1.0, 0.9, 1.0])


def test_a_year_counts_authors_and_those_who_are_new():
    rows = collaboration_rows(PAPERS, BYLINES).set_index("year")
    assert rows.index.tolist() == ["2024", "2019", "2018"]
    last = rows.loc["2024", ["authors a paper", "median", "one author alone"]]
    assert last.tolist() == ["2.0", "2", "50%"]
    # Nothing is known of the years right before, so nobody can be called new.
    assert rows["new authors"].tolist() == ["", "", ""]
    assert rows.loc["2024", "papers"].link.startswith("#papers?year=2024")


@pytest.mark.parametrize(("first", "new"), [("2018", ["50%", "67%"]), ("2021", ["0%", "33%"])])
def test_who_wrote_within_the_look_back_is_not_new(first, new):
    # Dee writes in each year before 2024, so that it is known who did not; Ann wrote in 2018 or 2021, and in 2023.
    years = [first, "2023", "2024", "2024", "2020", "2021", "2022"]
    papers = make_papers(*({"published": f"{year}-05-01"} for year in years))
    dee = pd.DataFrame({"paper_id": ["p5", "p6", "p7", "p2"], "author_id": "dee"})
    rows = collaboration_rows(papers, pd.concat([BYLINES, dee])).set_index("year")
    assert rows.loc[["2023", "2024"], "new authors"].tolist() == new
    assert rows.loc[["2020", "2021", "2022"], "new authors"].tolist() == ["", "", ""]


def test_a_community_is_named_after_what_it_writes_about_above_all_papers():
    assert name_communities(NODES, BYLINES, PAPER_TOPICS, TOPICS) == {1: "1: slides", 2: "2"}


def test_without_topics_communities_have_numbers():
    assert name_communities(NODES, BYLINES, PAPER_TOPICS.assign(topic=-1), TOPICS) == {1: "1", 2: "2"}
    nobody = name_communities(NODES.head(0), BYLINES.head(0), PAPER_TOPICS.head(0), TOPICS.head(0))
    assert nobody == {}


def test_a_profile_tells_with_whom_on_what_and_with_which_methods():
    mentions = pd.DataFrame({"paper_id": ["p1", "p2", "p2", "p3"], "method": ["ViT", "ViT", "ViT", "GAN"]})
    rows = profile_rows(PAPERS, AUTHORS, BYLINES, PAPER_TOPICS, TOPICS, mentions, most=2)
    assert rows.drop(columns="papers").to_numpy().tolist() == [
        ["Ann", "Bo ? (2); Cy (1)", "slides · cells (2); hearts · CT (1)", "", "ViT (2); GAN (1)"],
        ["Bo ?", "Ann (2); Cy (1)", "hearts · CT (1); slides · cells (1)", "", "GAN (1); ViT (1)"],
    ]


def test_what_an_author_turned_to_is_told_of_four_papers_or_more():
    papers = make_papers(*({"published": f"20{year}-05-01"} for year in (18, 19, 20, 24, 25)))
    bylines = pd.DataFrame(
        {"paper_id": [f"p{n}" for n in (1, 2, 3, 4, 5, 1, 2, 5)], "author_id": ["ann"] * 5 + ["bo"] * 3}
    )
    topic = PAPER_TOPICS.iloc[:0].reindex(range(5)).assign(paper_id=papers["paper_id"], topic=[0, 0, 1, 1, 1])
    rows = profile_rows(papers, AUTHORS, bylines, topic, TOPICS, bylines.assign(method="ViT"), most=2)
    assert rows["lately on"].tolist() == ["hearts · CT", ""]
    same = profile_rows(papers, AUTHORS, bylines, topic.assign(topic=0), TOPICS, bylines.assign(method="ViT"), most=2)
    assert same["lately on"].tolist() == ["", ""]


def test_no_authors_and_no_dates_make_no_rows():
    nobody = BYLINES.head(0)
    assert collaboration_rows(PAPERS, nobody).empty
    assert collaboration_rows(PAPERS.assign(published=pd.NaT), BYLINES).empty
    assert profile_rows(
        PAPERS, AUTHORS.head(0), nobody, PAPER_TOPICS, TOPICS, pd.DataFrame(columns=["paper_id", "method"]), most=2
    ).empty
