"""What `import analysis` gives a notebook: it composes, it is listed, it loads when used."""

import subprocess
import sys
import time

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
import pytest
from matplotlib.figure import Figure
from samples import ROOT, YEAR, environment, make_sources, monthly_papers

import analysis
from analysis.face import list_face
from analysis.reports.pages import Plane
from analysis.workspace import RootError, find_root

PAPERS, LABELS = monthly_papers([0.1, 0.2, 0.3, 0.3, 0.4, 0.5, 0.5, 0.6], total=30)
MENTIONS = LABELS.assign(method=LABELS["label"], author_id=LABELS["paper_id"].str[-1])
COVERAGE = analysis.measure_coverage(make_sources(YEAR), PAPERS, period="month")
VENUES = PAPERS.assign(venue=["A", "B", "C"] * 80, year=PAPERS["published"].dt.year)
ROWS = pd.DataFrame({"paper_id": list("pppqq"), "author_id": list("abcab"), "method": list("xyzxy")})
CITED = (
    pd.DataFrame({"paper_id": list("pppqq"), "work_id": list("abcab")}),
    pd.DataFrame({"work_id": list("abc"), "year": [1990, 1994, 1999]}),
)

PAIRS = {
    "papers": lambda ax: analysis.plot_papers(analysis.count_papers(VENUES, by="venue"), ax=ax),
    "papers by a list": lambda ax: analysis.plot_papers(analysis.count_papers(VENUES, by="sources"), ax=ax),
    "cross": lambda ax: analysis.plot_cross(analysis.cross_papers(VENUES, by=("venue", "year")), ax=ax),
    "cross of two": lambda ax: analysis.plot_cross(
        analysis.cross_papers(MENTIONS, VENUES, by=("method", "venue")), ax=ax
    ),
    "trends": lambda ax: analysis.plot_trends(analysis.count_trends(LABELS, PAPERS, COVERAGE), ax=ax),
    "growth": lambda ax: analysis.plot_growth(analysis.estimate_growth(LABELS, PAPERS, COVERAGE), ax=ax),
    "cited years": lambda ax: analysis.plot_cited_years(analysis.count_cited_years(*CITED, seed=1), ax=ax),
    "coverage": lambda ax: analysis.plot_coverage(COVERAGE, ax=ax),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_what_is_counted_goes_straight_into_its_plot(pair):
    """Without a column renamed, without links, on axes of one's own or new ones."""
    figure = PAIRS[pair](None)
    assert isinstance(figure, Figure)
    assert figure.axes
    own, ax = plt.subplots()
    assert PAIRS[pair](ax) is own
    plt.close(own)


@pytest.mark.parametrize("build", ["build_coauthor_graph", "build_cooccurrence_graph"])
def test_what_is_built_and_measured_goes_straight_into_the_picture(build, tmp_path):
    graph = getattr(analysis, build)(ROWS)
    nodes = analysis.measure_nodes(graph, seed=1)
    assert isinstance(analysis.draw_graph(graph), Plane)
    assert isinstance(analysis.draw_graph(graph, nodes), Plane)
    assert analysis.draw_graph(nx.Graph()) is None
    analysis.write_graph(graph, str(tmp_path), "own", nodes=nodes)
    assert {path.name for path in tmp_path.iterdir()} == {
        "own.gexf", "own.graphml", "own-map.txt", "own-network.txt", "own.json", "own-nodes.csv", "own-edges.csv",
    }  # fmt: skip


def test_drawing_changes_no_setting_and_no_argument():
    before, counts = dict(mpl.rcParams), analysis.count_papers(VENUES, by="venue")
    kept, labels, papers = counts.copy(), LABELS.copy(), PAPERS.copy()
    for pair in PAIRS.values():
        pair(None)
    analysis.plot_papers(counts)
    assert dict(mpl.rcParams) == before
    assert counts.equals(kept)
    assert labels.equals(LABELS)
    assert papers.equals(PAPERS)


def test_the_import_alone_loads_nothing():
    code = "import sys, analysis; print(sorted({name.split('.')[0] for name in sys.modules} & {'pandas', 'numpy', 'matplotlib'}))"
    start = time.monotonic()
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment(ROOT), capture_output=True, text=True, check=True
    )  # fmt: skip
    assert found.stdout == "[]\n"
    assert time.monotonic() - start < 5


def test_the_list_of_the_face_is_the_one_in_the_docs():
    assert (ROOT / "docs" / "API.md").read_text(encoding="utf-8") == list_face() + "\n"
    assert len(analysis.__all__) == 40


def test_a_misspelt_table_gets_a_hint_and_a_workspace_can_lie_elsewhere(project, tmp_path, monkeypatch):
    with pytest.raises(analysis.FieldnotesError, match="did you mean papers"):
        analysis.read_table("paper")
    with pytest.raises(analysis.FieldnotesError, match="run `dvc repro`"):
        analysis.read_table("papers")
    assert analysis.list_tables().loc["papers", "key"] == "paper_id"
    monkeypatch.chdir("/")
    with pytest.raises(RootError, match="FIELDNOTES_ROOT"):
        find_root()
    assert analysis.list_tables(root=str(project))["rows"].isna().all()
    monkeypatch.setenv("FIELDNOTES_ROOT", str(project))
    assert find_root() == project.resolve()


def test_a_file_is_read_by_its_name(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "One"}\n')
    assert analysis.read_records(str(path)).records["title"].tolist() == ["One"]


def test_papers_are_found_by_their_words_and_shown_as_text(project, monkeypatch):
    papers = PAPERS.head(3).assign(
        title=["<b>Hearts</b>", "Slides", "Whole-slide hearts"], url=["https://a.b/c", "javascript:x", None]
    )
    assert analysis.search_papers("heart", papers=papers)["title"].tolist() == ["<b>Hearts</b>", "Whole-slide hearts"]
    monkeypatch.setattr("analysis.finding.read_table", lambda name, **_: papers)
    shown = analysis.show_papers(papers["paper_id"], most=2)
    assert shown.frame["title"].tolist() == papers["title"].tolist()
    page = shown._repr_html_()
    assert "&lt;b&gt;Hearts&lt;/b&gt;</a>" in page
    assert "javascript" not in page
    assert "… and 1 more" in page
    day = papers["published"].iloc[0]
    assert f"{day:%Y-%m-%d}" in page
    monkeypatch.setattr("analysis.finding.read_table", lambda name, **_: papers.assign(date_precision="year"))
    assert f"<small>{day:%Y} · " in analysis.show_papers(papers["paper_id"], most=1)._repr_html_()
    with pytest.raises(analysis.FieldnotesError, match="no paper 'nowhere' among 3"):
        analysis.show_papers(["nowhere"])
