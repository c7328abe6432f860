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


@given(st.lists(st.sampled_from([2019, 2020, 2021, 2023, None]), max_size=20))
def test_papers_a_year_is_the_most_that_two_neighbouring_years_both_hold(years):
    papers = pd.DataFrame({"published": pd.to_datetime([f"{year}-06-01" if year else None for year in years])})
    pairs = [(2019, 2020), (2020, 2021), (2021, 2022), (2022, 2023)]
    assert papers_a_year(papers) == max(min(years.count(one), years.count(other)) for one, other in pairs)


@pytest.mark.parametrize("days", [[], [None]])
def test_no_dates_are_no_papers_a_year(days):
    assert papers_a_year(pd.DataFrame({"published": pd.to_datetime(days)})) == 0
