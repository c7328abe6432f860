import pandas as pd
from samples import make_papers, make_sources

from analysis.periods import measure_coverage
from analysis.reports.overview.changes import (
    burst_rows,
    change_rows,
    describe_drift,
    describe_growth,
    describe_selection,
    describe_skill,
    strongest_changes,
)
from analysis.reports.pages import Ranked
from analysis.reports.pages.escaping import fill

GROWTH = pd.DataFrame(
    {
        "kind": ["field", "topic", "method", "method"],
        "label": ["multimodal-fusion", "hearts", "ViT", "GAN"], "counted": [50, 40, 60, 3],
        "growth": [0.5, 0.1, -0.2, None], "low": [0.2, -0.1, -0.4, None], "high": [0.9, 0.3, -0.1, None],
        "p_value": [0.005, 0.8, 0.01, None], "q_value": [0.01, 0.8, 0.02, None], "drawn": [0.5, 0.0, -0.1, None],
        "ratio": [1.5, 1.0, None, None], "ratio_low": [1.1, 0.8, None, None], "ratio_high": [2.0, 1.3, None, None],
        "earlier": [10.0, 20.0, None, None], "later": [15.0, 20.0, None, None],
        "verdict": ["rising", "unclear", "falling", "too few papers"],
        "basis": "six months",
    }
)  # fmt: skip
FIELDS = {"multimodal-fusion": {"title": "Multimodal fusion"}}


def test_the_strongest_changes_are_named_as_people_name_them():
    strongest = strongest_changes(GROWTH, FIELDS, most=2)
    assert strongest["name"].tolist() == ["field: Multimodal fusion", "method: ViT"]
    assert strongest["link"].iloc[0].startswith("#papers?field=multimodal-fusion&")


def test_evidence_leads_and_not_the_largest_ratio():
    large = GROWTH.iloc[[1]].assign(label="tiny", growth=9.0, low=-0.5, high=200.0, q_value=0.3)
    strongest = strongest_changes(pd.concat([large, GROWTH]), FIELDS, most=2)
    assert "tiny" not in set(strongest["label"])


def test_verdicts_are_told_by_kind():
    lines = describe_growth(GROWTH)
    assert lines[0] == ("{kind}: {verdicts}.", {"kind": "Fields", "verdicts": "1 rising"})
    assert lines[2][1]["verdicts"] == "1 falling; 1 too few papers"


def test_why_labels_are_confounded_is_told_of_all_of_them_not_with_the_number_of_one():
    bases = [
        "40 papers in 12 complete periods of 1 source; in all papers alike ×1.50, of which nothing is sure once papers are "
        "compared within what drifts",
        "the sources disagree on the direction or size of the change; a burst from 2024-03 to 2024-05 takes part in it",
    ]
    rows = pd.DataFrame(
        {
            "kind": "method",
            "label": ["ViT", "GAN"],
            "basis": bases,
            "verdict": ["confounded with selection", "confounded with source"],
        }
    )
    told = {
        values["verdict"]: template.format(**values)
        for template, values in describe_growth(rows)
        if "verdict" in values
    }
    assert told == {
        "Confounded with source": "Confounded with source: the sources disagree on the direction or size of the change.",
        "Confounded with selection": "Confounded with selection: what changes among all papers alike is not sure once "
        "papers are compared within what drifts.",
    }


def test_a_row_of_change_states_its_numbers_as_they_are():
    (first, second) = change_rows(GROWTH, FIELDS).to_dict("records")
    assert first["share a year later"] == Ranked("rising: ×1.50 a year (1.20 to 1.90)", 0.5)
    assert first["latest periods, and the year before"] == "15 papers after 10: ×1.50 (1.10 to 2.00)"
    assert first["q"] == "0.010"
    assert second["latest periods, and the year before"] == "no such periods"


def test_drift_names_what_moves_most():
    drift = pd.DataFrame(
        {
            "attribute": "category", "value": ["cs.CV", "eess.IV", "q-bio"], "early": [0.5, 0.3, 0.2],
            "late": [0.79, 0.0, 0.21], "v": 0.25, "p_value": 0.0, "drifts": True,
            "first": pd.Timestamp("2024-01-01"), "last": pd.to_datetime(["2024-12-01", "2024-06-01", "2024-12-01"]),
        }
    )  # fmt: skip
    ((template, values),) = describe_drift(drift)
    assert values["told"].startswith("eess.IV from 30 % to 0 % (none after 2024-06), cs.CV from 50 % to 79 %")
    assert template.format(**values).endswith("within each first category, and put together.")
    assert describe_drift(drift.assign(drifts=False)) == []


def test_a_source_in_the_way_is_named_with_what_helps():
    days = pd.date_range("2024-01-01", "2024-03-31")
    papers = make_papers(*({"published": day, "sources": ["big"]} for day in days), {"sources": ["few"]})
    sources = make_sources({"source": "big"}, {"source": "few"}).assign(title=["Big", "Few"])
    lines = describe_selection(sources, papers, measure_coverage(sources, papers, period="month"))
    told = [template.format(**values) for template, values in lines]
    assert (
        "Big were selected is not known: its window is taken from the dates seen (2024-01-01 to 2024-03-31)" in told[0]
    )
    assert "its papers (1) are too few" in told[1]
    assert all("selection: all" in text for text in told)


def test_bursts_stand_in_order_of_time_and_end_after_their_last_period():
    bursts = pd.DataFrame(
        {
            "kind": "method", "label": ["b", "a"], "first": pd.to_datetime(["2024-06-01", "2024-02-01"]),
            "last": pd.to_datetime(["2024-07-31", "2024-02-29"]), "papers": 9, "times": 3.0, "weight": [9.0, 5.0],
            "p_value": 0.001, "q_value": 0.01, "running": False,
        }
    )  # fmt: skip
    rows = burst_rows(bursts, {}, most=5)
    assert rows["name"].tolist() == ["method: a", "method: b"]
    assert rows["end"].dt.strftime("%Y-%m-%d").tolist() == ["2024-03-01", "2024-08-01"]


def test_skill_says_when_it_is_none():
    table = pd.DataFrame(
        {
            "kind": "topic", "method": ["forecast", "linear", "persistence"], "origins": 6, "labels": 40, "forecasts": 700, "coverage_80": 0.8,
            "coverage_95": 0.95, "log_score": [-2.0, -1.9, -3.0], "precision": 0.4, "base_rate": 0.5, "optimistic": True,
        }
    )  # fmt: skip
    ((template, values),) = describe_skill(table)
    assert "no better than the better of both the last share" in fill(template, values)
    assert "Optimistic" in template
    assert describe_skill(table.iloc[:0]) == [("From these sources no share can be forecast.", {})]
