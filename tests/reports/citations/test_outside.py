import pandas as pd
import pytest
from samples import empty_table

from analysis.citations import count_cited_years, explain_peaks, find_peaks
from analysis.reports.citations.outside import outside_rows, peak_rows, say_outside
from analysis.reports.pages.escaping import fill

WORKS = pd.DataFrame(
    [
        ("w2", "Lakes", 2000, False, 5, 2, "10.1/l", "W1"), ("w1", "Wells", 2000, False, 5, 1, "", "W2"),
        ("p1", "Own", 2000, True, 9, 1, "10.1/o", ""), ("w3", "Seas", 1990, False, 3, 1, "", ""),
        ("w4", "Rain", 1990, False, 2, 1, "10.1/r", ""),
    ],
    columns=["work_id", "label", "year", "in_corpus", "citations", "spellings", "doi", "openalex_id"],
)  # fmt: skip


def test_works_outside_are_listed_by_citations_with_their_identifier():
    rows = outside_rows(WORKS, most=3)
    assert rows.astype("str").to_numpy().tolist() == [
        ["Wells", "5", "1", "W2"], ["Lakes", "5", "2", "10.1/l"], ["Seas", "3", "1", ""],
    ]  # fmt: skip
    assert rows["cited here by"].iloc[0].link == "#papers?cites=w1&about=Papers%20that%20cite%20Wells"
    assert len(outside_rows(WORKS, most=9)) == (~WORKS["in_corpus"]).sum()


@pytest.mark.parametrize(("least", "many", "named"), [(1, 4, 3), (3, 3, 2), (5, 2, 2), (6, 0, 0)])
def test_what_the_next_search_would_ask_for_is_counted(least, many, named):
    ((_, values),) = say_outside(WORKS, least=least)
    assert values == {"many": many, "least": least, "named": named}
    rows = outside_rows(WORKS, most=9)
    often = rows[[count.text >= least for count in rows["cited here by"]]]
    assert (len(often), int((often["identifier"] != "").sum())) == (many, named)


def test_the_sentence_is_in_words():
    (sentence,) = say_outside(WORKS, least=3)
    assert fill(*sentence).startswith("3 works outside the corpus are cited by 3 papers here or more; ")


def test_one_work_is_told_in_the_singular():
    (sentence,) = say_outside(WORKS.iloc[:1], least=5)
    told = fill(*sentence)
    assert told.startswith("1 work outside the corpus is cited by 5 papers here or more")
    assert "1 of them have" not in told


def test_a_peak_is_told_with_the_works_that_make_it():
    peaks = pd.DataFrame({"year": [2000, 1990], "citations": [20, 6], "expected": [3.6, 0.4], "q_value": [0.0, 0.04]})
    rows = peak_rows(explain_peaks(peaks, WORKS, most=2), peaks)
    assert rows.astype("str").to_numpy().tolist() == [
        ["2000", "20", "4", "< 0.001", "Own", "9", "45 %"], ["2000", "20", "4", "< 0.001", "Wells", "5", "25 %"],
        ["1990", "6", "0", "0.040", "Seas", "3", "50 %"], ["1990", "6", "0", "0.040", "Rain", "2", "33 %"],
    ]  # fmt: skip
    assert "cites=p1" in rows["cited here by"].iloc[0].link


def test_peaks_that_are_found_tell_what_share_of_their_year_each_work_is():
    works = pd.DataFrame({"work_id": [*"abcdefg"], "label": [*"ABCDEFG"], "year": [1998, 1999, 2000, 2000, 2001, 2002]
                          + [2003], "citations": [1, 1, 30, 10, 1, 1, 1]})  # fmt: skip
    cited = works.loc[works.index.repeat(works["citations"]), "work_id"]
    citations = pd.DataFrame({"paper_id": [f"p{n}" for n in range(len(cited))], "work_id": cited.to_numpy()})
    peaks = find_peaks(count_cited_years(citations, works, seed=1))
    rows = peak_rows(explain_peaks(peaks, works), peaks)
    assert rows[["year", "citations", "most cited of the year", "share of the year"]].to_numpy().tolist() == [
        ["2000", 40, "C", "75 %"], ["2000", 40, "D", "25 %"],
    ]  # fmt: skip


def test_nothing_cited_says_nothing():
    works = empty_table("cited_works")
    spectrum = count_cited_years(empty_table("citations"), works, seed=1)
    assert outside_rows(works, most=3).empty
    assert say_outside(works, least=3) == []
    assert peak_rows(explain_peaks(find_peaks(spectrum), works), find_peaks(spectrum)).empty
