import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_papers, make_sources

from analysis.reports.overview.summary import corpus_sentence, papers_a_year

GROWTH = pd.DataFrame(
    {
        "kind": ["field", "topic", "method", "method"],
        "label": ["multimodal-fusion", "hearts", "ViT", "GAN"],
        "growth": [0.5, 0.1, -0.2, None], "low": [0.2, -0.1, -0.4, None], "high": [0.9, 0.3, -0.1, None],
        "q_value": [0.01, 0.8, 0.02, None],
        "verdict": ["rising", "unclear", "falling", "too few papers"],
        "basis": "six months",
    }
)  # fmt: skip


def test_the_sentence_counts_what_changes_among_what_is_estimated():
    papers = make_papers({"published": "2024-01-01"}, {"published": "2025-01-01"})
    sources = make_sources({"source": "s", "selection": "all"}, {"source": "facts", "selection": "facts"})
    sentence, values = corpus_sentence(papers, sources, pd.DataFrame(), GROWTH)
    assert sentence.startswith("{papers} papers{years} from {sources} source.")
    assert (values["estimated"], values["changed"], values["sources"], values["years"]) == (3, 2, 1, " of 2024 to 2025")


@given(st.lists(st.integers(0, 1200), min_size=1, max_size=30))
def test_papers_a_year_is_what_both_of_the_last_two_years_hold(days):
    papers = pd.DataFrame({"published": pd.Timestamp("2020-01-01") + pd.to_timedelta(days, unit="D")})
    latest = sum(day > max(days) - 365 for day in days)
    before = sum(max(days) - 730 < day <= max(days) - 365 for day in days)
    spans = max(days) - min(days) >= 2 * 365 - 31
    assert papers_a_year(papers) == (min(latest, before) if spans else 0)


@pytest.mark.parametrize("days", [[], [None]])
def test_no_dates_are_no_papers_a_year(days):
    assert papers_a_year(pd.DataFrame({"published": pd.to_datetime(days)})) == 0
