import itertools
import re

import pandas as pd
import pytest

from analysis.corpus import count_flow
from analysis.reports.pages.svg import figure_to_svg
from analysis.reports.plots.flow import plot_record_flow

NONE = pd.Series(dtype="int64")
LEDGER = pd.DataFrame(
    [("wos", "kept", "a paper")] * 1200 + [("wos", "merged", "the same work as another record")] * 2
    + [("crossref", "rejected", "no title")] * 3 + [("crossref", "filtered", "year before 2015")] * 4,
    columns=["source", "outcome", "reason"],
)  # fmt: skip


def draw(ledger: pd.DataFrame):
    flow = count_flow(ledger)
    return plot_record_flow(
        flow.identified, flow.unusable, flow.excluded,
        duplicates=flow.duplicates, screened=flow.screened, included=flow.included,
    )  # fmt: skip


def texts_of(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts if text.get_text()]


def test_each_step_is_a_box_with_its_counts():
    assert texts_of(draw(LEDGER)) == [
        "1,209 records identified\n1,202 wos\n7 crossref",
        "5 records removed\n3 no title\n2 the same work as another record",
        "1,204 works screened",
        "4 works excluded\n4 year before 2015",
        "1,200 papers included",
    ]


def test_the_rows_are_what_is_drawn_and_add_up():
    rows = draw(LEDGER).rows
    steps = rows.groupby("step")["records"].sum()
    assert steps["identified"] - steps["removed"] == steps["screened"]
    assert steps["screened"] - steps["excluded"] == steps["included"] == 1200
    assert rows[rows["step"] == "removed"].to_numpy().tolist() == [
        ["removed", "no title", 3], ["removed", "the same work as another record", 2],
    ]  # fmt: skip
    assert [int(re.match(r"[\d,]+", text)[0].replace(",", "")) for text in texts_of(draw(LEDGER))] == [
        steps[step] for step in ("identified", "removed", "screened", "excluded", "included")
    ]


def test_more_than_four_sources_are_summed_but_stand_in_the_rows():
    counts = pd.Series({f"s{number}": 9 - number for number in range(6)})
    figure = plot_record_flow(counts, NONE, NONE, duplicates=0, screened=39, included=39)
    assert texts_of(figure)[0] == "39 records identified\n9 s0\n8 s1\n7 s2\n6 s3\n9 for 2 more"
    assert (figure.rows["step"] == "identified").sum() == 6


def test_boxes_do_not_overlap_and_arrows_lead_between_them():
    (ax,) = draw(LEDGER).axes
    left = sorted((box.get_y(), box.get_y() + box.get_height()) for box in ax.patches[::2])
    assert all(lower[1] < upper[0] for lower, upper in itertools.pairwise(left))
    assert len([text for text in ax.texts if not text.get_text()]) == 4


def test_a_phone_breaks_long_reasons_once():
    reason = "the venue is none of those that the filter of this corpus asks for"
    figure = plot_record_flow(
        pd.Series({"s": 2}), NONE, pd.Series({reason: 1}), duplicates=0, screened=2, included=1
    ).redraw()
    lines = texts_of(figure)[3].split("\n")[1:]
    assert len(lines) == 2
    assert max(map(len, lines)) <= 22
    assert lines[1].endswith("…")


@pytest.mark.parametrize("hostile", ["<script>", "$x^2$", r"a $\bad$ one"])
def test_names_are_text_whatever_they_hold(hostile):
    counts = pd.Series({hostile: 2})
    figure = plot_record_flow(counts, counts, counts, duplicates=0, screened=2, included=0)
    svg = figure_to_svg(figure, alt="Flow.")
    assert svg.count("<script") == 0
    assert svg.count(hostile.replace("<", "&lt;").replace(">", "&gt;")) == 3


def test_nothing_removed_and_no_rule_draw_boxes_of_none():
    figure = plot_record_flow(pd.Series({"s": 2}), NONE, NONE, duplicates=0, screened=2, included=2)
    assert texts_of(figure)[1] == "0 records removed"
    assert figure.rows["step"].tolist() == ["identified", "screened", "included"]


def test_no_records_are_a_figure_without_axes():
    assert draw(LEDGER.iloc[:0]).axes == []
