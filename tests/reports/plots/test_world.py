import numpy as np
import pandas as pd
import pytest

from analysis.institutions.countries import find_country
from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.world import _read_positions, plot_world, project


def test_each_country_has_a_dot_as_large_as_its_papers_and_a_link():
    figure = plot_world(
        pd.Series({"CN": 8, "NA": 2, "??": 1}), names=["China", "Namibia", "??"], links=["#a", "#b", "#c"]
    )
    (dots,) = figure.axes[0].collections
    assert len(dots.get_offsets()) == 2
    # From 12 to 900 square points: a quarter of the papers is a quarter of the way.
    assert dots.get_sizes().tolist() == [900, 234]
    svg = figure_to_svg(figure, alt="Countries.")
    assert "China 8" in svg
    assert 'href="#b"' in svg
    assert "#c" not in svg


def test_dots_stand_where_countries_are():
    places = _read_positions().loc[["US", "GB", "JP", "AU", "NA", "BR"], ["longitude", "latitude"]]
    west, north = places["longitude"] < 0, places["latitude"] > 0
    assert west.tolist() == [True, True, False, False, False, True]
    assert north.tolist() == [True, True, True, False, False, False]


def test_every_country_that_addresses_name_has_a_place():
    named = ("Univ X, Peoples R China", "MIT, Cambridge, MA 02139 USA", "Univ X, Kosovo", "Univ X, Windhoek, Namibia")
    assert {find_country(address) for address in named} <= set(_read_positions().index)


def test_no_country_makes_no_map():
    assert plot_world(pd.Series(dtype="int64"), names=[]).axes == []
    assert plot_world(pd.Series({"??": 1}), names=["??"]).axes == []


def test_areas_stay_as_they_are():
    # A cell of one degree is as large as the cosine of its latitude.
    for latitude in (10.0, 60.0):
        x, _ = project(np.array([0.0, 1.0]), np.array([latitude, latitude]))
        _, y = project(np.array([0.0, 0.0]), np.array([latitude - 0.5, latitude + 0.5]))
        area = np.radians(1) ** 2 * np.cos(np.radians(latitude))
        assert (x[1] - x[0]) * (y[1] - y[0]) == pytest.approx(area, rel=1e-3)


def test_a_name_that_would_cover_others_is_left_out():
    # Luxembourg's name would lie on Belgium's and on the dots around.
    counts = pd.Series({"BE": 9, "LU": 8, "NL": 7, "FR": 6, "DE": 5, "JP": 4})
    figure = plot_world(counts, names=["Belgium", "Luxembourg", "Netherlands", "France", "Germany", "Japan"])
    shown = [text.get_text() for text in figure.axes[0].texts]
    assert "Luxembourg 8" not in shown
    assert "Japan 4" in shown
