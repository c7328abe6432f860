import re
from collections import Counter

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from samples import as_table, empty_table, make_papers

from analysis.completeness import measure_completeness
from analysis.corpus import count_flow
from analysis.reports.corpus.flow import completeness_rows, known_facet, write_flow
from analysis.reports.pages.escaping import fill

RECORDS = [
    ("a", "kept", "a paper"), ("a", "kept", "a paper"), ("a", "merged", "the same work as another record"),
    ("a", "filtered", "year before 2015"), ("b", "filtered", "type is none of <review>"),
    ("b", "rejected", "no title"), ("b", "rejected", "no title"),
]  # fmt: skip


def tell(records) -> list[str]:
    ledger = pd.DataFrame(records, columns=["source", "outcome", "reason"])
    return [fill(*sentence) for sentence in write_flow(count_flow(ledger))]


def test_the_flow_is_a_paragraph_of_a_methods_section():
    assert tell(RECORDS) == [
        "7 records were identified from 2 sources (a, n = 4; b, n = 3). 3 records were removed before screening "
        "(no title, n = 2; the same work as another record, n = 1).",
        "4 works were screened by the rules of the filter, which left out 2 (type is none of &lt;review&gt;, n = 1; "
        "year before 2015, n = 1); 2 papers are analysed.",
    ]


def test_one_of_each_is_told_in_the_singular():
    assert tell([("a", "kept", "a paper")]) == [
        "1 record was identified from 1 source (a, n = 1).",
        "1 work was left, of which no rule of screening left out any; 1 paper is analysed.",
    ]
    assert "1 record was removed before screening (no title, n = 1)" in tell([RECORDS[0], RECORDS[-1]])[0]


@given(st.lists(st.sampled_from(RECORDS), min_size=1, max_size=40))
def test_the_numbers_in_the_paragraph_add_up(records):
    first, second = tell(records)
    outcomes = Counter(outcome for _, outcome, _ in records)
    removed = outcomes["merged"] + outcomes["rejected"]
    assert int(re.match(r"\d+", first)[0]) == len(records)
    assert sum(map(int, re.findall(r"n = (\d+)", first))) == len(records) + removed
    assert ("removed" in first) == (removed > 0)
    assert int(re.match(r"\d+", second)[0]) == len(records) - removed
    assert sum(map(int, re.findall(r"n = (\d+)", second))) == outcomes["filtered"]
    assert int(re.search(r"(\d+) papers? (?:is|are) analysed", second)[1]) == outcomes["kept"]


def test_no_records_are_told_without_sources_and_reasons():
    first, second = (fill(*sentence) for sentence in write_flow(count_flow(empty_table("ledger"))))
    assert first.startswith("0 records were identified from 0 sources")
    assert "()" not in first
    assert second.endswith("left out any; 0 papers are analysed.")


PAPERS = as_table(make_papers({"title": "Wells", "published": "2020-01-01", "doi": "10.1/x"}, {"venue": "Lakes"}))
KNOWN = {"authors": pd.Series(["p1", "p1", "p2"]), "keywords": pd.Series(["p2"])}


def test_completeness_is_listed_by_field():
    rows = completeness_rows(measure_completeness(PAPERS, KNOWN)).set_index("of a paper")
    told = rows.loc[["title", "authors", "DOI", "language"], ["known for", "share", "which is"]]
    assert told.astype("str").to_numpy().tolist() == [
        ["2", "100 %", "complete"], ["2", "100 %", "complete"], ["1", "50 %", "poor"], ["0", "0 %", "missing"],
    ]  # fmt: skip
    assert rows.loc["DOI", "known for"].link == "#papers?known=DOI&about=Papers%20with%20DOI"


def test_every_number_leads_to_as_many_papers():
    facet = known_facet(PAPERS, KNOWN)
    assert not facet.duplicated().any()
    rows = completeness_rows(measure_completeness(PAPERS, KNOWN))
    counts = facet.groupby("value")["paper_id"].nunique()
    assert [count.text for count in rows["known for"]] == [counts.get(field, 0) for field in rows["of a paper"]]


def test_no_papers_are_known_of_nothing():
    none = PAPERS.iloc[:0]
    assert known_facet(none, {}).empty
    assert set(completeness_rows(measure_completeness(none, {}))["which is"]) == {"missing"}
