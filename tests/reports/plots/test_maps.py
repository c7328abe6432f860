import pandas as pd
import pytest

from analysis.reports.plots.maps import draw_map

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
WIDE = POINTS.assign(x=POINTS["x"] * 5, y=POINTS["y"] * 10)
LABELS = pd.DataFrame(
    {"topic": ["cells", "hearts"], "x": [0.0, 2.0], "y": [0.0, 0.5], "label": ["cells", "hearts"], "papers": [1, 1]}
)


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


def names_on(chart):
    layer = next(layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "text")
    return {row["name"]: row for row in rows_of(layer, chart)}


def rows_of(layer, chart):
    """The rows of a layer, wherever Altair puts them."""
    data = layer["data"]
    return data["values"] if "values" in data else chart.to_dict()["datasets"][data["name"]]


@pytest.mark.slow
def test_a_map_takes_any_number_of_papers():
    many = pd.concat([POINTS] * 2000, ignore_index=True)
    chart = draw_map(many, labels=LABELS)
    assert len(rows_of(chart.to_dict()["layer"][0], chart)) == 6000


def test_a_name_never_covers_that_of_a_larger_topic_and_none_leaves_the_map():
    labels = pd.DataFrame(
        {
            "x": [0.0, 0.1, 5.0, 10.0],
            "y": [0.0, 0.01, 5.0, 10.0],
            "topic": list("abcd"),
            "label": ["small topic", "large topic", "in the middle", "at the far end"],
            "papers": [3, 30, 20, 10],
        }
    )
    names = names_on(draw_map(WIDE, labels=labels))
    assert {name: row["side"] for name, row in names.items()} == {
        "large topic": "left",
        "in the middle": "center",
        "at the far end": "right",
    }


def test_a_narrow_screen_shows_fewer_names():
    labels = pd.DataFrame(
        {
            "x": [0.0, 4.0, 10.0],
            "y": [0.0, 0.1, 10.0],
            "topic": list("xyz"),
            "label": ["x" * 20, "y" * 20, "z"],
            "papers": [9, 8, 7],
        }
    )
    assert {name[0]: row["narrow"] for name, row in names_on(draw_map(WIDE, labels=labels)).items()} == {
        "x": True, "y": False, "z": True,
    }  # fmt: skip
