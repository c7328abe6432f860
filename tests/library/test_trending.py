import pandas as pd

from analysis.library.trending import rank_trending

PAPERS = pd.DataFrame({"paper_id": ["p", "q", "r"], "published": pd.to_datetime(["2024-07-01", "2024-01-03", None])})
LABELS = pd.DataFrame({"paper_id": ["p", "p", "q", "r"], "kind": "topic", "label": ["up", "down", "up", "up"]})
GROWTH = pd.DataFrame(
    {"kind": "topic", "label": ["up", "down"], "growth": [3.0, -0.5], "verdict": ["rising", "falling"]}
)


def test_what_rises_and_is_recent_comes_first_and_what_falls_takes_nothing_away():
    assert rank_trending(PAPERS, LABELS, GROWTH).to_dict() == {"p": 2.0, "q": 1.0, "r": 0.0}


def test_where_growth_cannot_be_told_neither_can_trending():
    assert rank_trending(PAPERS, LABELS, GROWTH.assign(growth=float("nan"))).empty
    assert rank_trending(PAPERS, LABELS, GROWTH.assign(verdict="unclear")).eq(0).all()
