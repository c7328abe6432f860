import pandas as pd

from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.themes import plot_themes

THEMES = pd.DataFrame(
    {
        "community": [3, 1, 2], "theme": ["wells", "<script>", "$x^2$"], "papers": [16, 4, 4],
        "centrality": [9.0, 5.0, 1.0], "density": [2.0, 8.0, 4.0],
    }
)  # fmt: skip
CLOUD = pd.DataFrame({"community": [1, 2, 3, 1], "draw": [0, 0, 0, 1], "centrality": [5.0, 1, 9, 6], "density": 3.0})
LINKS = {1: "#papers?theme=1", 3: "#papers?theme=3"}


def marks_of(figure) -> list:
    return [line for line in figure.axes[0].lines if line.get_marker() == "o"]


def test_a_theme_stands_at_its_measures_as_large_as_its_papers_with_its_address():
    figure = plot_themes(THEMES, links=LINKS)
    marks = marks_of(figure)
    assert [(*mark.get_xdata(), *mark.get_ydata()) for mark in marks] == [(9, 2), (5, 8), (1, 4)]
    # From 6 points on: half the root of the papers is half of what is added.
    assert [mark.get_markersize() for mark in marks] == [22, 14, 14]
    assert [mark.get_url() for mark in marks] == ["#papers?theme=3", "#papers?theme=1", ""]
    texts = figure.axes[0].texts
    assert [text.get_url() for text in texts[:3]] == [mark.get_url() for mark in marks]
    assert figure.rows is THEMES


def test_lines_are_the_medians_and_corners_are_named():
    (ax,) = plot_themes(THEMES).axes
    lines = [line for line in ax.lines if line.get_marker() == "None"]
    assert [lines[0].get_xdata()[0], lines[1].get_ydata()[0]] == [5, 4]
    corners = {text.get_text(): text.get_position() for text in ax.texts[3:]}
    assert {name: (x > 0.5, y > 0.5) for name, (x, y) in corners.items()} == {
        "motor": (True, True), "basic": (True, False), "niche": (False, True), "emerging or declining": (False, False),
    }  # fmt: skip


def test_each_theme_has_the_cloud_of_its_own_draws():
    figure = plot_themes(THEMES, CLOUD)
    clouds = [line for line in figure.axes[0].lines if line.get_marker() == "."]
    assert [line.get_xdata().tolist() for line in clouds] == [[9], [5, 6], [1]]
    assert [line.get_color() for line in clouds] == [mark.get_color() for mark in marks_of(figure)]


def test_a_phone_shows_the_same_themes():
    figure = plot_themes(THEMES, CLOUD, links=LINKS)
    narrow = figure.redraw()
    assert narrow.get_figwidth() < figure.get_figwidth()
    assert [mark.get_url() for mark in marks_of(narrow)] == [mark.get_url() for mark in marks_of(figure)]


def test_names_are_text_whatever_they_hold():
    svg = figure_to_svg(plot_themes(THEMES, CLOUD, links=LINKS), alt="Themes.")
    assert "<script" not in svg
    assert "$x^2$" in svg
    assert 'href="#papers?theme=1"' in svg


def test_more_themes_than_colours_are_drawn():
    many = pd.concat([THEMES.assign(community=range(start, start + 3)) for start in range(0, 60, 3)])
    assert len(marks_of(plot_themes(many))) == 60


def test_no_themes_are_a_figure_without_axes():
    assert plot_themes(THEMES.iloc[:0], CLOUD.iloc[:0]).axes == []
