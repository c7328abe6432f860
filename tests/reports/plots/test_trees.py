import pandas as pd

from analysis.reports.plots.trees import plot_tree
from analysis.reports.topics.summary import tree_links

TREE = pd.DataFrame(
    {
        "node": [0, 1, 2, 3, 4],
        "parent": pd.array([3, 4, 3, 4, None], dtype="Int64"),
        "topic": pd.array([0, 1, 2, None, None], dtype="Int64"),
        "label": ["cells", "hearts", "slides", "cells · slides", "all"],
        "size": [9, 5, 1200, 1209, 1214],
        "height": [0.0, 0.0, 0.0, 0.2, 0.6],
    }
)


def test_every_topic_is_a_leaf_with_its_papers_and_near_topics_are_neighbours():
    (ax,) = plot_tree(TREE, tree_links(TREE)).axes
    labels = sorted(ax.texts, key=lambda text: text.xy[1])
    assert [text.get_text() for text in labels] == ["hearts  5", "cells  9", "slides  1,200"]
    assert labels[1].get_url() == "#papers?topic=cells&about=cells"
    # For each of two groups two lines to its parts, one across, and a dot that opens its papers.
    assert sorted({round(float(line.get_xdata()[0]), 3) for line in ax.lines}) == [0.2, 0.6]
    assert len(ax.lines) == 8
    dots = {line.get_url() for line in ax.lines if line.get_marker() == "o"}
    assert dots == {"#papers?branch=3&about=cells%20%C2%B7%20slides", "#papers?branch=4&about=all"}
