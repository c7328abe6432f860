from urllib.parse import parse_qs

import numpy as np
import pandas as pd
import pytest
from samples import make_papers

from analysis.keywords import evolve_themes, map_themes, resample_themes
from analysis.reports.keywords.themes import (
    cross_slices,
    link_themes,
    place_themes,
    say_evolution,
    say_themes,
    slice_names,
    theme_rows,
)

# a and b stand together in two papers, c and d in two, and one paper ties the pairs.
ROWS = pd.DataFrame({"paper_id": [*"ppqqrrsstt"], "keyword": [*"ababcdcdac"]})
COMMUNITIES = pd.Series({"a": 1, "b": 1, "c": 2, "d": 2})
THEMES = map_themes(ROWS, COMMUNITIES)
NOTHING = map_themes(ROWS.iloc[:0], COMMUNITIES.iloc[:0])
LINKS = pd.DataFrame(
    [(1, "cells", "slides", 2, 1.0), (1, "cells", "hearts", 1, 0.5), (2, "slides", "slides", 3, 1.0)],
    columns=["slice", "theme", "next", "shared", "inclusion"],
)
SLICES = pd.DataFrame(
    [(1, "cells", 5), (1, "lungs", 7), (2, "hearts", 4), (2, "slides", 4), (3, "slides", 9), (3, "eyes", 1)],
    columns=["slice", "theme", "papers"],
).assign(first=pd.Timestamp("2020-01-31"), last=pd.Timestamp("2021-12-01"))


def test_a_place_is_as_sure_as_the_draws_that_confirm_it():
    themes = pd.DataFrame({"community": [1, 2, 3], "centrality": [9.0, 5, 1], "density": [1.0, 5, 9]})
    drawn = pd.concat([themes.assign(draw=number) for number in range(4)], ignore_index=True)
    assert place_themes(themes, drawn).to_dict() == {1: 1.0, 2: 1.0, 3: 1.0}
    # In one of four draws the first and the last change places.
    drawn.loc[drawn["draw"] == 3, "centrality"] = [1.0, 5, 9]
    assert place_themes(themes, drawn).to_dict() == {1: 0.75, 2: 1.0, 3: 0.75}


def test_places_are_what_a_loop_over_the_draws_finds():
    random = np.random.default_rng(1)
    themes = pd.DataFrame({"community": [3, 1, 2, 4], "centrality": random.random(4), "density": random.random(4)})
    cloud = pd.concat(
        [pd.DataFrame({"community": [1, 2, 3, 4], "draw": draw, "centrality": random.random(4), "density":
                       random.random(4)}) for draw in range(30)]
    )  # fmt: skip

    def quadrants(table: pd.DataFrame) -> dict[int, tuple[bool, bool]]:
        x, y = np.median(table["centrality"]), np.median(table["density"])
        return {row.community: (row.centrality >= x, row.density >= y) for row in table.itertuples()}

    said, seen = quadrants(themes), [quadrants(table) for _, table in cloud.groupby("draw")]
    expected = {name: np.mean([draw[name] == said[name] for draw in seen]) for name in (1, 2, 3, 4)}
    assert place_themes(themes, cloud).to_dict() == pytest.approx(expected)


def test_the_headline_counts_themes_that_nine_of_ten_draws_confirm():
    places = place_themes(THEMES, resample_themes(ROWS, COMMUNITIES, seed=1, draws=40))
    sure = sum(places[community] >= 0.9 for community in THEMES["community"])
    assert say_themes(THEMES, places).startswith(f"2 themes, {sure or 'none'} of them in one quadrant")
    assert say_themes(THEMES, places * 0).startswith("2 themes, none of them")


def test_one_theme_is_told_in_the_singular():
    assert "1 themes" not in say_themes(THEMES.iloc[:1], pd.Series({1: 1.0, 2: 1.0}))


def test_a_theme_has_its_papers_measures_and_how_sure_it_is():
    rows = theme_rows(THEMES, pd.Series({1: 0.925, 2: 0.5}))
    assert rows[["theme", "keywords", "so in papers drawn anew"]].to_numpy().tolist() == [
        ["a", 2, "92 %"], ["c", 2, "50 %"],
    ]  # fmt: skip
    # a and b are tied 2² / (3 · 2), by two keywords; a and c 1 / (3 · 3).
    assert rows[["centrality", "density", "it is"]].to_numpy().tolist() == [["1.1", "33.3", "motor"]] * 2
    of_theme = ROWS.assign(theme=ROWS["keyword"].map(COMMUNITIES)).groupby("theme")["paper_id"].nunique()
    assert [count.text for count in rows["papers"]] == of_theme.loc[THEMES["community"]].tolist()


def test_rows_and_marks_lead_to_the_same_papers():
    links = link_themes(THEMES)
    rows = theme_rows(THEMES, pd.Series({1: 1.0, 2: 1.0}))
    assert [count.link for count in rows["papers"]] == [links[community] for community in THEMES["community"]]
    assert parse_qs(links[1].removeprefix("#papers?")) == {"theme": ["1"], "about": ["Theme a"]}


def test_a_theme_that_no_draw_has_is_not_told_as_a_number():
    assert "nan" not in " ".join(theme_rows(THEMES, pd.Series({1: 1.0}))["so in papers drawn anew"])


def test_slices_are_called_after_their_months():
    assert slice_names(SLICES.iloc[::-1]) == ["2020-01 to 2021-12"] * 3


def test_slices_are_crossed_by_the_keywords_they_share():
    first = cross_slices(LINKS, SLICES, 1)
    assert (first.index.tolist(), first.columns.tolist()) == (["lungs", "cells"], ["hearts", "slides"])
    assert first.to_numpy().tolist() == [[0, 0], [1, 2]]
    assert cross_slices(LINKS, SLICES, 2).to_dict("index") == {
        "hearts": {"slides": 0, "eyes": 0}, "slides": {"slides": 3, "eyes": 0},
    }  # fmt: skip
    assert cross_slices(LINKS, SLICES, 1, most=1).to_dict("index") == {"lungs": {"hearts": 0}}


def test_tables_of_drawn_slices_hold_every_link_once():
    random = np.random.default_rng(2)
    papers = make_papers(*({"published": f"20{10 + number // 10}-01-01"} for number in range(90)))
    rows = pd.DataFrame({"paper_id": np.repeat(papers["paper_id"], 4), "keyword": random.choice([*"abcdefgh"], 360)})
    themes, links, _ = evolve_themes(rows.drop_duplicates(), papers.set_index("paper_id")["published"], seed=1)
    for number in (1, 2):
        table = cross_slices(links, themes, number)
        own = links[links["slice"] == number]
        assert table.to_numpy().sum() == own["shared"].sum() > 0
        assert all(table.loc[row.theme, row.next] == row.shared for row in own.itertuples())
    last = cross_slices(links, themes, 2)
    assert say_evolution(links, themes).startswith(f"{(last.sum() > 0).sum()} of {last.shape[1]} themes")


def test_how_many_themes_are_old_is_told():
    assert say_evolution(LINKS, SLICES) == (
        "1 of 2 themes of the last slice share keywords with one of the slice before"
    )


def test_one_slice_has_none_before_it():
    assert "slice before" not in say_evolution(LINKS.iloc[:0], SLICES[SLICES["slice"] == 1])


def test_no_themes_make_no_rows_and_no_claims():
    nowhere = place_themes(NOTHING, resample_themes(ROWS.iloc[:0], COMMUNITIES.iloc[:0], seed=1))
    assert nowhere.empty
    assert theme_rows(NOTHING, nowhere).empty
    assert link_themes(NOTHING) == {}
    assert (say_themes(NOTHING, nowhere), say_evolution(LINKS.iloc[:0], SLICES.iloc[:0])) == ("", "")
    assert slice_names(SLICES.iloc[:0]) == []
    assert cross_slices(LINKS.iloc[:0], SLICES.iloc[:0], 1).empty
    assert cross_slices(LINKS.iloc[:0], SLICES, 1).to_numpy().sum() == 0
