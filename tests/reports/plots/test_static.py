import pandas as pd
import pytest

from analysis.reports.plots.change import plot_papers_needed
from analysis.reports.plots.static import plot_cross, plot_papers


def rows_of(*names: str) -> list[str]:
    counts = pd.DataFrame({"one source": 1}, index=list(names))
    (ax,) = plot_cross(counts, counts.astype("str")).axes
    return [tick.get_text() for tick in ax.get_yticklabels()]


def test_long_names_are_cut_so_that_the_cells_keep_their_room():
    assert rows_of("medical image segmentation of the heart", "cells") == ["medical image segmentation of t…", "cells"]


def test_names_that_begin_alike_stay_apart():
    names = rows_of("medical image segmentation · few-shot", "medical image segmentation · feature fusion")
    assert len(set(names)) == 2


def test_bars_of_labels_that_begin_alike_stay_apart_and_need_no_links():
    labels = ["Proceedings of the international conference on " + end for end in ("slides", "hearts", "slides")]
    (ax,) = plot_papers(pd.Series([1234, 2, 1], index=labels)).axes
    assert [bar.get_width() for bar in ax.patches] == [1234, 2, 1]
    assert [text.get_text() for text in ax.texts] == ["1,234", "2", "1"]


@pytest.mark.parametrize(
    "nothing", [lambda: plot_papers(pd.Series(dtype="int64")), lambda: plot_cross(pd.DataFrame(), pd.DataFrame())]
)
def test_nothing_to_draw_is_a_figure_without_axes(nothing):
    assert nothing().axes == []


def test_the_line_of_papers_a_year_is_left_out_where_no_two_years_have_any():
    needed = pd.DataFrame({"share": [0.1, 0.2], "growth": "doubles", "papers": [199, 80]})
    drawn = [text.get_text() for text in plot_papers_needed(needed, have=15).axes[0].texts]
    assert drawn == ["15 a year: each of the last two years of this corpus holds as many"]
    assert list(plot_papers_needed(needed, have=0).axes[0].texts) == []
