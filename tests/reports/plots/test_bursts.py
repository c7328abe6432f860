import pandas as pd
from samples import empty_table

from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.bursts import list_bursts
from analysis.reports.plots.change import plot_bursts

BURSTS = pd.DataFrame(
    [
        ("term", "wells", "2024-01-01", "2024-03-31", 3.0, 0.02),
        ("term", "<script>", "2022-01-01", "2022-12-31", 1.0, 0.01),
        ("term", "$x^2$", "2020-01-01", "2020-01-31", 5.0, 0.02),
        ("term", "rain", "2019-01-01", "2019-12-31", 9.0, 0.04),
        ("term", "wells", "2020-01-01", "2020-06-30", 2.0, 0.02),
        ("reference", "w1", "2018-01-01", "2018-12-31", 9.0, 0.01),
    ],
    columns=["kind", "label", "first", "last", "weight", "q_value"],
)
BURSTS = BURSTS.astype({"first": "datetime64[s]", "last": "datetime64[s]"}).assign(times=2.0, running=False)


def test_the_surest_bursts_of_a_kind_come_in_order_of_time():
    rows = list_bursts(BURSTS, kind="term", facet="term", most=3)
    # Of as sure ones the heaviest; one label may burst twice.
    assert rows["label"].tolist() == ["$x^2$", "<script>", "wells"]
    shuffled = list_bursts(BURSTS.iloc[::-1], kind="term", facet="term", most=3)
    assert shuffled.equals(rows)
    assert list_bursts(BURSTS, kind="term", facet="term", most=9)["label"].tolist() == [
        "rain", "$x^2$", "wells", "<script>", "wells",
    ]  # fmt: skip


def test_a_burst_ends_the_day_after_its_last():
    rows = list_bursts(BURSTS, kind="term", facet="term", most=9)
    assert rows["end"].dt.strftime("%Y-%m-%d").tolist() == [
        "2020-01-01", "2020-02-01", "2020-07-01", "2023-01-01", "2024-04-01",
    ]  # fmt: skip
    assert (rows["end"] > rows["first"]).all()


def test_labels_have_names_and_lists_of_their_papers():
    rows = list_bursts(
        BURSTS, kind="reference", facet="cites", most=9, names=pd.Series({"w1": "Roe (1999): Wells & co"})
    )
    assert rows[["name", "link"]].to_numpy().tolist() == [
        ["Roe (1999): Wells & co", "#papers?cites=w1&about=Roe%20%281999%29%3A%20Wells%20%26%20co"]
    ]
    unnamed = list_bursts(BURSTS, kind="reference", facet="cites", most=9, names=pd.Series(dtype="str"))
    assert unnamed["name"].tolist() == ["w1"]


def test_what_is_listed_is_what_is_drawn():
    rows = list_bursts(BURSTS, kind="term", facet="term", most=9)
    figure = plot_bursts(rows, links=rows["link"].tolist())
    assert figure.rows is rows
    for drawn in (figure, figure.redraw()):
        bars = drawn.axes[0].patches
        assert [bar.get_url() for bar in bars] == rows["link"].tolist()
        assert [bar.get_width() for bar in bars] == (rows["end"] - rows["first"]).dt.days.tolist()
        svg = figure_to_svg(drawn, alt="Bursts.")
        assert "<script" not in svg
        assert "$x^2$" in svg


def test_no_bursts_of_a_kind_are_no_rows_and_no_axes():
    for bursts in (BURSTS, empty_table("bursts")):
        rows = list_bursts(bursts, kind="method", facet="method", most=9)
        assert rows.empty
        assert {"name", "end", "link"} <= set(rows.columns)
        assert plot_bursts(rows, links=rows["link"].tolist()).axes == []
