import pandas as pd

from analysis.reports.pages import PAPER
from analysis.reports.plots.change import plot_bursts, plot_growth, plot_trends

GROWTH = pd.DataFrame(
    {
        "name": ["a", "b", "c"], "growth": [1.0, -0.5, 0.1], "low": [0.5, -0.7, -0.3], "high": [1.8, -0.2, 0.6],
        "verdict": ["rising", "falling", "unclear"], "assumed": [False, True, False],
    }
)  # fmt: skip


def test_growth_is_drawn_to_the_base_of_two_and_hollow_where_selection_is_unknown():
    (ax,) = plot_growth(GROWTH, links=["#a", "#b", "#c"]).axes
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert [float(mark.get_xdata()[0]) for mark in marks[:2]] == [1.0, -1.0]
    assert [mark.get_url() for mark in marks] == ["#a", "#b", "#c"]
    assert [mark.get_markerfacecolor() == PAPER for mark in marks] == [False, True, False]


def test_a_label_without_bounds_does_not_squeeze_the_others():
    wild = pd.DataFrame(
        {"name": ["w"], "growth": [5.0], "low": [-0.9], "high": [1e9], "verdict": ["unclear"], "assumed": False}
    )
    (ax,) = plot_growth(pd.concat([GROWTH, wild], ignore_index=True)).axes
    assert ax.get_xlim()[1] < 10


def test_bursts_are_bars_from_their_first_day_to_their_last():
    days = pd.to_datetime(["2024-01-01", "2024-03-01"])
    bursts = pd.DataFrame(
        {"name": ["a", "b"], "first": days, "end": days + pd.Timedelta(days=60), "times": 3.0, "running": [False, True]}
    )
    (ax,) = plot_bursts(bursts, links=["#a", "#b"]).axes
    assert [bar.get_width() for bar in ax.patches] == [60.0, 60.0]
    assert [bar.get_url() for bar in ax.patches] == ["#a", "#b"]
    assert plot_bursts(bursts.iloc[:0]).axes == []


def test_a_forecast_is_a_fan_behind_the_last_period():
    months = pd.date_range("2024-01-01", periods=4, freq="MS")
    trends = pd.DataFrame(
        {
            "label": "x", "period": months, "papers": 5, "total": 50, "share": 0.1, "low": 0.05, "high": 0.2,
            "covered": True, "partial": False,
        }
    )  # fmt: skip
    coming = pd.DataFrame(
        {
            "label": "x", "period": pd.date_range("2024-05-01", periods=2, freq="MS"), "share": 0.1, "low_80": 0.08,
            "high_80": 0.12, "low_95": 0.06, "high_95": 0.14,
        }
    )  # fmt: skip
    plain, fan = plot_trends(trends).axes[0], plot_trends(trends, forecasts=coming).axes[0]
    assert len(fan.collections) == len(plain.collections) + 2
