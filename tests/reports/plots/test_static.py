import pandas as pd

from analysis.reports.plots.static import plot_matrix


def rows_of(*names: str) -> list[str]:
    counts = pd.DataFrame({"one source": 1}, index=list(names))
    (ax,) = plot_matrix(counts, counts.astype("str")).axes
    return [tick.get_text() for tick in ax.get_yticklabels()]


def test_long_names_are_cut_so_that_the_cells_keep_their_room():
    assert rows_of("medical image segmentation of the heart", "cells") == ["medical image segmentation of t…", "cells"]


def test_names_that_begin_alike_stay_apart():
    names = rows_of("medical image segmentation · few-shot", "medical image segmentation · feature fusion")
    assert len(set(names)) == 2
