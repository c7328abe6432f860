import pandas as pd
import pytest
from markupsafe import Markup

from analysis.digest.searches import OTHERS
from analysis.reports.digest.summary import describe_search, digest_sentence, show_others, show_searches
from analysis.reports.pages.escaping import fill

SEARCHES = pd.DataFrame(
    {"search": ["<CT>"], "told": ["modality: CT"], "address": ["modality=CT"], "found": [4], "new": [3],
     "missing": [[]]}
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "new", "said"),
    [
        ("kept", 2, "Since the baseline then, 2 of 5 papers are new; 1 saved search finds 1 of them."),
        ("kept", 0, "Since the baseline then, none of 5 papers is new."),
        ("empty", 5, "The baseline then holds nothing, so all 5 papers are new; 1 saved search finds 1 of them."),
        ("unknown", 5, "There is no baseline then, so all 5 papers are new; 1 saved search finds 1 of them."),
        ("elsewhere", 5, "The baseline then knows none of these papers, as of another corpus, so all 5 are new; 1 saved "
                         "search finds 1 of them."),
    ],
)  # fmt: skip
def test_the_main_sentence_says_against_what_papers_are_new(state, new, said):
    figures = {"baseline": "then", "state": state, "papers": 5, "new": new, "found": 1}
    assert fill(*digest_sentence(figures, SEARCHES)) == said


def test_a_search_says_how_much_is_new_and_what_no_paper_has():
    (row,) = SEARCHES.assign(missing=[["topic “x” (there is “X2”)"]]).itertuples()
    assert Markup(fill(*describe_search(row))).striptags() == (
        "Modality: CT. 3 of 4 papers are new. No paper here has topic “x” (there is “X2”): see how the library writes it."
    )
    (row,) = SEARCHES.assign(new=0).itertuples()
    assert fill(*describe_search(row)) == "Modality: CT. Nothing new; 4 papers in all."


def test_a_search_shows_its_papers_and_says_how_many_more_there_are():
    entries = pd.DataFrame(
        {"search": ["<CT>"], "paper_id": ["p"], "title": ["<b>"], "by": ["Ann"], "date": ["2024"], "venue": [""],
         "why": ["modality: CT"], "summary": ["Short."], "above": [""]}
    )  # fmt: skip
    shown = show_searches(SEARCHES, entries).data
    assert "<h2>&lt;CT&gt;</h2>" in shown
    assert '<a href="#papers?id=p&amp;about=Paper">&lt;b&gt;</a>' in shown
    assert "2 more papers: " in shown
    assert 'href="library.html#modality=CT"' in shown
    again = show_searches(SEARCHES, entries.assign(above="First")).data
    assert "Short." not in again
    assert "Also in “First”, above." in again


def test_what_no_search_finds_is_counted():
    digest = pd.DataFrame({"search": ["a", OTHERS, OTHERS]})
    assert Markup(show_others(digest).data).striptags() == "2 more papers are new and in no saved search."
    assert "Every new paper" in show_others(digest.head(1)).data
