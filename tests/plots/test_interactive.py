import pandas as pd

from analysis.plots.interactive import draw_map

POINTS = pd.DataFrame(
    {
        "x": [0.0, 1.0, 2.0],
        "y": [0.0, 1.0, 0.5],
        "topic": ["cells", "no topic", "hearts"],
        "title": ["A", "B", "<b>C"],
        "year": ["2024", "no date", "2025"],
        "source": ["one", "one", "two"],
        "link": ["#papers?id=a", "#papers?id=b", "#papers?id=c"],
    }
)
LABELS = pd.DataFrame({"x": [0.0, 2.0], "y": [0.0, 0.5], "label": ["cells", "hearts"], "papers": [1, 1]})


def test_the_map_has_a_colour_for_every_topic_year_and_source_and_grey_for_what_is_unknown():
    layer = draw_map(POINTS, labels=LABELS).to_dict()["layer"][0]
    scale = layer["encoding"]["color"]["scale"]
    colours = dict(zip(scale["domain"], scale["range"], strict=True))
    assert set(colours) == {"no topic", "no date", "cells", "hearts", "one", "two", "2024", "2025"}
    assert colours["no topic"] == colours["no date"] == "#c3cbd3"
    assert colours["2024"] != colours["2025"]


def test_the_map_can_be_searched_and_coloured_by_choice():
    params = {param["name"]: param for param in draw_map(POINTS, labels=LABELS).to_dict()["params"]}
    assert params["colour"]["bind"]["options"] == ["topic", "year", "source"]
    assert params["search"]["bind"]["input"] == "search"
