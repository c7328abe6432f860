import json
import re
import sys

import pandas as pd
import pytest

from analysis.reports.pages.cards import Lines
from analysis.reports.pages.escaping import Linked
from analysis.reports.pages.tables import Ranked, encode_cell, show_table

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & $x$ [a](javascript:b)'


def data_of(shown: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" class="data">(.*?)</script>', shown)[1])


def test_a_table_escapes_headings_cells_and_caption_and_marks_numbers():
    frame = pd.DataFrame({HOSTILE: [HOSTILE], "n": [Linked(3, "#papers?x=1")], "date": ["2025-03"], "none": [None]})
    shown = show_table(frame, title=HOSTILE, caption=HOSTILE).data
    assert shown.count("<script") == 1
    assert "<img" not in shown
    assert '<td class=number data-label="n"><a' in shown
    assert '<td class=date data-label="date">2025-03' in shown
    assert "missing" in shown
    assert data_of(shown)["rows"] == [[HOSTILE, {"a": 3, "l": "#papers?x=1"}, "2025-03", None]]


def test_a_long_table_stands_with_its_first_rows_and_knows_all():
    shown = show_table(pd.DataFrame({"n": range(7006)}), caption="Many.").data
    assert shown.count("<tr>") == 26
    assert len(data_of(shown)["rows"]) == 7006
    assert "first 25 of 7,006 rows" in shown
    assert "abridged" not in show_table(pd.DataFrame({"n": range(25)}), caption="Few.").data


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Ranked("rising: ×1.5 a year", 0.5), {"t": "rising: ×1.5 a year", "v": 0.5}),
        (Lines(["a", Linked("b", "#b")]), {"n": ["a", {"a": "b", "l": "#b"}]}),
        (["a", "b"], {"p": ["a", "b"]}),
        (pd.Timestamp("2025-03-01"), "2025-03-01"),
        (float("nan"), None),
        (True, "True"),
        (float("-inf"), {"t": "-inf", "v": -sys.float_info.max}),
    ],
)
def test_a_cell_says_what_it_is(value, cell):
    assert encode_cell(value) == cell


def test_a_column_of_verdicts_is_none_of_numbers_and_one_of_shares_is():
    shown = show_table(pd.DataFrame({"verdict": [Ranked("rising", 1.0)], "share": ["34 %"]}), caption="Two.").data
    assert data_of(shown)["kinds"] == ["", "number"]
