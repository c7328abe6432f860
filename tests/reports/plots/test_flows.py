import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.flows import plot_flows

LEFT = pd.DataFrame([[3, 1, 2], [0, 2, 0]], index=["Roe", "<script>"], columns=["Wells", "Lakes", "Nowhere"])
RIGHT = pd.DataFrame([[2, 0], [1, 5]], index=["Lakes", "Wells"], columns=["$x^2$", "rain"])
TITLES = ("authors", "venues", "keywords")


def ribbons_of(figure) -> list[tuple[str, float, float]]:
    """The address of each ribbon, and how high it is at either end."""
    patches = [patch for patch in figure.axes[0].patches if isinstance(patch, PathPatch)]
    corners = [patch.get_path().vertices for patch in patches]
    return [
        (patch.get_url(), at[0, 1] - at[7, 1], at[3, 1] - at[4, 1]) for patch, at in zip(patches, corners, strict=True)
    ]


def bars_of(figure) -> dict[int, list[float]]:
    bars = [patch for patch in figure.axes[0].patches if not isinstance(patch, PathPatch)]
    heights: dict[int, list[float]] = {}
    for bar in bars:
        heights.setdefault(round(bar.get_x() + bar.get_width() / 2), []).append(abs(bar.get_height()))
    return heights


def test_each_pair_with_papers_is_a_ribbon_with_its_address():
    figure = plot_flows(LEFT, RIGHT, titles=TITLES, link=lambda gap, a, b: f"#{gap} {a} {b}")
    assert [address for address, *_ in ribbons_of(figure)] == [
        "#0 Roe Wells", "#0 Roe Lakes", "#0 <script> Lakes", "#1 Wells $x^2$", "#1 Wells rain", "#1 Lakes $x^2$",
    ]  # fmt: skip


def test_the_rows_are_the_pairs_that_are_drawn():
    rows = plot_flows(LEFT, RIGHT, titles=TITLES).rows
    # A venue that leads to no keyword is not drawn.
    assert rows.to_numpy().tolist() == [
        ["Roe", "Wells", 3, "authors and venues"], ["Roe", "Lakes", 1, "authors and venues"],
        ["<script>", "Lakes", 2, "authors and venues"], ["Wells", "$x^2$", 1, "venues and keywords"],
        ["Wells", "rain", 5, "venues and keywords"], ["Lakes", "$x^2$", 2, "venues and keywords"],
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_ribbons_are_as_wide_as_their_papers_and_fill_their_bars(seed):
    random = np.random.default_rng(seed)
    left, right = (pd.DataFrame(random.integers(0, 5, (4, 4)), index=[*"abcd"], columns=[*"abcd"]) for _ in range(2))
    figure = plot_flows(left, right, link=lambda gap, a, b: f"{gap}{a}{b}")
    bars = bars_of(figure)
    ribbons = {address: (high, low) for address, high, low in ribbons_of(figure)}
    for gap, table in enumerate((left, right)):
        own = {address[1:]: ends for address, ends in ribbons.items() if address[0] == str(gap)}
        assert set(own) == {a + b for a in table.index for b in table.columns if table.loc[a, b]}
        for end in (0, 1):
            per_paper = [ends[end] / table.loc[pair[0], pair[1]] for pair, ends in own.items()]
            assert per_paper == pytest.approx([per_paper[0]] * len(per_paper))
            for name, height in zip("abcd", bars[gap + end], strict=True):
                filled = sum(ends[end] for pair, ends in own.items() if pair[end] == name)
                # A value in the middle is as high as the larger of its sides.
                assert filled <= height + 1e-9
                assert gap + end == 1 or filled == pytest.approx(height)


def test_a_phone_shows_seven_values_of_each_field():
    table = pd.DataFrame(1, index=[*"abcdefghij"], columns=[*"abcdefghij"])
    figure = plot_flows(table, table)
    assert len(figure.rows) == 200
    narrow = figure.redraw()
    assert len(narrow.rows) == len(ribbons_of(narrow)) == 98
    assert {place: len(bars) for place, bars in bars_of(narrow).items()} == {0: 7, 1: 7, 2: 7}


def test_labels_are_text_whatever_they_hold():
    figure = plot_flows(LEFT, RIGHT, titles=TITLES, link=lambda gap, a, b: f"#papers?a={a}&b={b}")
    svg = figure_to_svg(figure, alt="Flows.")
    assert "<script" not in svg
    assert "$x^2$" in svg
    assert '"#papers?a=Roe&amp;b=Wells"' in svg


def test_nothing_to_draw_is_a_figure_without_axes():
    nothing = pd.DataFrame()
    assert plot_flows(nothing, nothing).axes == []
    assert plot_flows(LEFT, RIGHT.iloc[:, :0]).axes == []


def test_fields_without_a_common_value_and_papers_make_no_ribbons():
    apart = plot_flows(LEFT, RIGHT.set_axis(["Seas", "Rivers"]))
    assert ribbons_of(apart) == ribbons_of(plot_flows(LEFT * 0, RIGHT * 0)) == []
    assert apart.rows.empty
