import numpy as np
import pandas as pd

from analysis.productivity import find_zones, fit_lotka
from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.productivity import plot_lotka, plot_zones

LOTKA = fit_lotka(pd.Series([1] * 61 + [2] * 15 + [3] * 7 + [4, 4, 4, 5, 5, 7, 9, 12, 30]), seed=1, draws=5)
NAMES = {"A": "Wells <script>", "B": "$x^2$", "C": "Annals of a name that is longer than any axis has room for"}
VENUES = find_zones(pd.DataFrame({"venue": [NAMES.get(name, name) for name in "AAAABBCCDEFG"]}), seed=1).venues


def test_authors_are_points_and_the_law_is_a_line():
    figure = plot_lotka(LOTKA.table, exponent=LOTKA.exponent)
    points, law = figure.axes[0].lines
    assert points.get_xdata().tolist() == [1, 2, 3, 4, 5, 7, 9, 12, 30]
    assert points.get_ydata()[0] == 61 / 92
    # On logarithmic axes a law of powers falls as steeply as its exponent.
    x, y = np.log(law.get_xdata()), np.log(law.get_ydata())
    assert np.allclose(np.diff(y) / np.diff(x), -LOTKA.exponent)
    assert law.get_label() == f"one over n to the power {LOTKA.exponent:.2f}"
    assert figure.rows is LOTKA.table


def test_too_few_authors_have_points_alone():
    few = fit_lotka(pd.Series([1, 1, 2]), seed=1)
    figure = plot_lotka(few.table, exponent=few.exponent)
    (points,) = figure.axes[0].lines
    assert points.get_ydata().tolist() == [2 / 3, 1 / 3]
    assert len(figure.redraw().axes[0].lines) == 1


def test_venues_are_cumulated_to_all_papers_in_shaded_zones():
    figure = plot_zones(VENUES)
    (ax,) = figure.axes
    assert ax.lines[0].get_ydata().tolist() == [4, 6, 8, 9, 10, 11, 12]
    assert [(zone.get_x(), zone.get_x() + zone.get_width()) for zone in ax.patches] == [
        (0.5, 1.5),
        (1.5, 3.5),
        (3.5, 7.5),
    ]
    assert [text.get_text() for text in ax.texts if text.get_text().startswith("zone")] == [
        "zone 1",
        "zone 2",
        "zone 3",
    ]
    assert figure.rows is VENUES


def test_the_first_venues_are_named_and_fewer_on_a_phone():
    figure = plot_zones(VENUES)
    named = [text.get_text() for text in figure.axes[0].texts if not text.get_text().startswith("zone")]
    assert len(named) == 4
    assert max(map(len, named)) <= 30
    narrow = figure.redraw()
    assert len([text for text in narrow.axes[0].texts if not text.get_text().startswith("zone")]) == 1
    assert narrow.get_figwidth() < figure.get_figwidth()


def test_names_are_text_whatever_they_hold():
    svg = figure_to_svg(plot_zones(VENUES), alt="Venues.")
    assert "<script" not in svg
    assert "$x^2$" in svg


def test_nothing_to_draw_is_a_figure_without_axes():
    assert plot_lotka(fit_lotka(pd.Series(dtype="int64"), seed=1).table).axes == []
    assert plot_zones(VENUES.iloc[:0]).axes == []
