import networkx as nx
import pandas as pd
import pytest

from analysis.citations import count_cited_years, find_peaks
from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.citations import plot_cited_years, plot_lineage, say_peaks

SPECTRUM = pd.DataFrame({"year": range(1990, 2000), "citations": [2, 3, 40, 3, 2, 25, 2, 12, 2, 9]})
SPECTRUM["deviation"] = SPECTRUM["citations"] - 3
PEAKS = [1992, 1995, 1997, 1999]
# p is cited by all others, of one year each; the last two labels could be taken for markup and formulas.
NODES = pd.DataFrame(
    {
        "year": [2018, 2019, 2020, 2021], "row": 0.0, "short": ["Roe 2018", "Doe 2019", "<script> 2020", "$x^2$ 2021"],
        "local": [3, 1, 0, 0], "is_main": [True, True, False, False],
    },
    index=[*"pqrs"],
)  # fmt: skip
GRAPH = nx.DiGraph([("p", "q"), ("p", "r"), ("p", "s"), ("q", "s"), ("x", "p")])
LINKS = {node: f"#papers?id={node}" for node in "pqrs"}


def marks_of(figure) -> list:
    return [line for line in figure.axes[0].lines if line.get_marker() == "o"]


def test_years_are_bars_with_their_deviation_and_peaks_are_named():
    figure = plot_cited_years(SPECTRUM, PEAKS, since=1991)
    (ax,) = figure.axes
    assert [bar.get_height() for bar in ax.patches] == SPECTRUM["citations"].tolist()[1:]
    assert ax.lines[0].get_ydata().tolist() == SPECTRUM["deviation"].tolist()[1:]
    assert [text.get_text() for text in ax.texts] == ["1992", "1995", "1997", "1999"]
    assert figure.rows["year"].tolist() == [*range(1991, 2000)]


def test_a_peak_before_the_first_year_is_neither_drawn_nor_told():
    figure = plot_cited_years(SPECTRUM, PEAKS, since=1995)
    assert [text.get_text() for text in figure.axes[0].texts] == ["1995", "1997", "1999"]
    assert figure.finding == "Cited more than the years around them: 1995, 1997 and 1999"


def test_a_phone_shows_all_years_and_names_three_peaks():
    (ax,) = plot_cited_years(SPECTRUM, PEAKS).redraw().axes
    assert len(ax.patches) == 10
    assert [text.get_text() for text in ax.texts] == ["1992", "1995", "1997"]


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([], "No year is cited more than those around it beyond chance"),
        ([1951], "Cited more than the years around it: 1951"),
        ([1993, 1951], "Cited more than the years around them: 1951 and 1993"),
        ([1993, 1951, 2000, 1970], "Cited more than the years around them: 1951, 1970, 1993 and 2000"),
        ([1993, 1951, 2000, 1970, 1900], "Cited more than the years around them: 1951, 1970, 1993, 2000 and 1 more"),
    ],
)
def test_years_that_stand_out_are_told_in_order(years, told):
    assert say_peaks(pd.DataFrame({"year": years})) == told


def test_the_finding_names_the_peaks_that_are_found():
    works = pd.DataFrame({"work_id": [*"abcdefghi"], "year": range(1990, 1999)})
    cited = [*"abcdefghi", *["e"] * 30]
    citations = pd.DataFrame({"paper_id": [f"p{number}" for number in range(len(cited))], "work_id": cited})
    spectrum = count_cited_years(citations, works, seed=1)
    figure = plot_cited_years(spectrum, find_peaks(spectrum)["year"].tolist())
    assert figure.finding == "Cited more than the years around it: 1994"
    assert figure.rows["citations"].sum() == len(citations)


def test_papers_stand_in_their_year_and_lead_to_their_lists():
    figure = plot_lineage(NODES, GRAPH, main=nx.DiGraph([("p", "q")]), links=LINKS)
    marks, (ax,) = marks_of(figure), figure.axes
    assert [float(mark.get_xdata()[0]) for mark in marks] == [2018, 2019, 2020, 2021]
    assert [mark.get_url() for mark in marks] == [LINKS[node] for node in "pqrs"]
    assert {text.get_text(): text.get_url() for text in ax.texts if text.get_text()}["Roe 2018"] == "#papers?id=p"
    # The more often cited, the larger; citations of papers that have no place are left out.
    sizes = [mark.get_markersize() for mark in marks]
    assert sizes[0] > sizes[1] > sizes[2] == sizes[3]
    arrows = [text for text in ax.texts if not text.get_text()]
    assert len(arrows) == 4
    assert [arrow.arrow_patch.get_linewidth() for arrow in arrows] == [1.6, 0.6, 0.6, 0.6]


def test_the_rows_of_a_lineage_are_the_papers_drawn():
    rows = plot_lineage(NODES, GRAPH).rows
    assert rows["paper_id"].tolist() == [*"pqrs"]
    assert rows["local"].tolist() == [3, 1, 0, 0]


def test_a_phone_shows_the_main_paths_and_the_most_cited_papers():
    nodes = pd.DataFrame(
        {
            "year": range(2000, 2030),
            "row": 0.0,
            "short": "Roe",
            "local": range(30),
            "is_main": [True] * 2 + [False] * 28,
        }
    )
    figure = plot_lineage(nodes, nx.DiGraph()).redraw()
    assert figure.rows["year"].tolist() == [2000, 2001, *range(2020, 2030)]
    assert len(marks_of(figure)) == 12
    assert len(figure.axes[0].texts) == 6


def test_labels_are_text_whatever_they_hold():
    svg = figure_to_svg(plot_lineage(NODES, GRAPH, links=LINKS), alt="Papers.")
    assert "<script" not in svg
    assert "$x^2$ 2021" in svg
    assert 'href="#papers?id=s"' in svg


def test_nothing_to_draw_is_a_figure_without_axes():
    assert plot_cited_years(SPECTRUM.iloc[:0]).axes == []
    assert plot_cited_years(SPECTRUM, since=2000).axes == []
    assert plot_lineage(NODES.iloc[:0], nx.DiGraph()).axes == []
