import itertools

import numpy as np
import pandas as pd

from analysis.reports.plots.colours import colour_topics, difference, ink_of
from analysis.reports.plots.maps import draw_map

POINTS = pd.DataFrame(
    {
        "paper_id": ["a", "b", "c"],
        "x": [0.0, 1.0, 2.0],
        "y": [0.0, 1.0, 0.5],
        "topic": ["cells", "no topic", "hearts"],
        "title": ["A", "B", "<b>C"],
        "year": ["2024", "no date", "2025"],
        "source": ["one", "one", "two"],
    }
)
LABELS = pd.DataFrame(
    {"topic": ["cells", "hearts"], "x": [0.0, 2.0], "y": [0.0, 0.5], "label": ["cells", "hearts"], "papers": [1, 1],
     "branch": [0, 1]}
)  # fmt: skip


def test_every_paper_has_its_place_topic_year_and_source():
    data = draw_map(POINTS, labels=LABELS).data
    assert (data["x"], data["y"]) == ([0, 2048, 4095], [4095, 0, 2048])
    assert [data["topics"][place]["name"] for place in data["topic"]] == ["cells", "no topic", "hearts"]
    assert [data["years"][place] for place in data["year"]] == ["2024", "no date", "2025"]
    assert [data["sources"][place] for place in data["source"]] == ["one", "one", "two"]


def test_what_is_unknown_is_grey_and_every_topic_is_named_where_its_papers_are():
    data = draw_map(POINTS, labels=LABELS).data
    assert data["topics"][2]["colour"] == data["yearColours"][2] == "#9aa5b1"
    assert [(topic["short"], topic["x"], topic["y"]) for topic in data["topics"][:2]] == [
        ("cells", 0.0, 1.0), ("hearts", 1.0, 0.5),
    ]  # fmt: skip


def test_topics_of_one_branch_share_a_hue_and_neighbours_are_told_apart_without_red_and_green():
    """Twenty-one topics on seven branches, each beside six others."""
    from coloraide import Color

    topics = [f"t{number:02d}" for number in range(21)]
    branches = {topic: number // 3 for number, topic in enumerate(topics)}
    beside = [(topics[a], topics[(a + step) % 21]) for a in range(21) for step in (1, 2, 4)]
    shades = colour_topics(branches, beside, order=topics)
    assert min(difference(shades[a], shades[b]) for a, b in beside) >= 15
    hues = {topic: Color(shade).convert("oklch")["hue"] for topic, shade in shades.items()}
    for a, b in itertools.combinations(topics, 2):
        if branches[a] == branches[b]:
            assert abs((hues[a] - hues[b] + 180) % 360 - 180) <= 34


def test_names_in_the_colour_of_a_topic_can_be_read_on_light_and_dark():
    from coloraide import Color

    for shade in colour_topics({str(n): n for n in range(7)}, [], order=list("0123456")).values():
        light, dark = ink_of(shade)
        assert Color(light).contrast("#ffffff") >= 4.5
        assert Color(dark).contrast("#14191f") >= 4.5


def test_a_map_takes_any_number_of_papers():
    generator = np.random.default_rng(1)
    many = pd.concat([POINTS] * 2000, ignore_index=True).assign(x=generator.random(6000), y=generator.random(6000))
    assert len(draw_map(many, labels=LABELS).data["x"]) == 6000
    assert draw_map(POINTS.iloc[:1], labels=LABELS.iloc[:1]).data["x"] == [0]
