import pandas as pd

from analysis.reports.pages.cards import Card, show_cards
from analysis.reports.pages.escaping import Linked, escape
from analysis.reports.topics.cards import (
    count_joined,
    draw_sparklines,
    leading_values,
    show_words,
    standing_out,
    terms_shown,
    topic_cards,
)

PAPERS = pd.DataFrame({"paper_id": ["p", "q"], "title": ["A <i>title", "Another"]})
TOPICS = pd.DataFrame(
    {
        "topic": [-1, 0, 1], "label": ["no topic", "hearts", "cells"], "terms": [[], ["ECG", "hearts"], ["cells"]],
        "size": [1, 5, 9], "central_papers": [[], ["p", "q"], ["q"]], "found": [None, 1.0, 0.5],
        "stability": [None, 0.9, 0.3], "joined": [0, 2, 0],
    }
)  # fmt: skip


def shares(*, covered: bool = True, periods: int = 5) -> pd.DataFrame:
    months = pd.date_range("2024-01-01", periods=periods, freq="MS", unit="s")
    return pd.DataFrame(
        {
            "kind": "topic", "label": "cells", "period": months, "papers": 10, "total": 20, "share": 0.5, "low": 0.2,
            "high": 0.8, "covered": covered, "partial": [False] * (periods - 1) + [True], "growth": None,
            "verdict": "unclear",
        }
    )  # fmt: skip


def words(**changed: object) -> pd.DataFrame:
    january = pd.Timestamp("2024-01-01")
    rows = {
        "topic": 0, "period": january, "term": ["ecg", "hearts", "rare"], "papers": [3, 5, 2], "total": 6,
        "partial": False, "p_value": 0.01, "q_value": [0.02, 0.9, 0.9],
    }  # fmt: skip
    return pd.DataFrame(rows | changed)


def test_the_largest_topic_comes_first_with_all_that_is_known_of_it():
    leading = {"methods": leading_values(PAPERS.assign(topic=0, value="ViT"), None, facet="method", most=3)}
    cards = topic_cards(TOPICS, PAPERS, shares(), standing_out(words()), leading, central=1)
    assert [card.name for card in cards] == ["cells", "hearts"]
    hearts = cards[1]
    assert escape(hearts.count).count("<a ") == 2
    assert "2 of them placed afterwards" in escape(hearts.count)
    assert [str(term) for term in hearts.facts["terms"]] == ["ECG", "hearts"]
    assert hearts.facts["terms"][0].link == "#papers?topic=hearts&term=ECG&about=ECG%20in%20hearts"
    assert [str(title) for title in hearts.facts["most central"]] == ["A <i>title"]
    assert [str(method) for method in hearts.facts["methods"]] == ["ViT (2)"]
    assert hearts.facts["steadiness"].startswith("steady")
    assert cards[0].facts["change of share"] == "unclear"
    assert cards[0].folded == {}


def test_words_that_stand_out_come_first_and_small_periods_are_left_out():
    shown = standing_out(words())
    assert shown["term"].tolist() == ["ecg", "hearts", "rare"]
    ((heading, terms),) = show_words(shown, "hearts").items()
    assert heading == "2024-01, 6 papers"
    assert [str(term) for term in terms] == ["▲ ecg (3)", "hearts (5)", "rare (2)"]
    assert terms[0].link.startswith("#papers?topic=hearts&term=ecg&period=2024-01-01")
    assert standing_out(words(total=4)).empty
    assert list(show_words(standing_out(words(partial=True)), "hearts")) == ["2024-01 (not complete), 6 papers"]


def test_lines_are_drawn_only_where_enough_periods_are_complete():
    assert "<svg" in draw_sparklines(shares())["cells"]
    assert draw_sparklines(shares(periods=4)) == {}
    assert draw_sparklines(shares(covered=False)) == {}


def test_papers_that_joined_afterwards_are_counted_by_topic():
    members = pd.DataFrame({"topic": [0, 0, 1, -1], "fitted_topic": [0, -1, -1, -1]})
    assert count_joined(members).to_dict() == {0: 1, 1: 1}


def test_every_term_with_a_link_is_in_the_list_of_terms():
    assert terms_shown(TOPICS, standing_out(words())) >= {"ECG", "ecg", "hearts", "cells", "rare"}


def test_text_of_papers_is_text_on_a_card():
    card = Card("<script>", Linked("<b>", "#papers?x=<"), "", {"terms": [["<i>"]]}, {"<u>": {"<s>": "</dl>"}})
    markup = show_cards([card], about='"><script>').data
    assert "<script>" not in markup
    for tag in ("<b>", "<i>", "<u>", "<s>"):
        assert tag not in markup
    assert markup.count("</dl>") == 2
