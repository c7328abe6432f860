import re
from urllib.parse import parse_qs

import pandas as pd
import pytest
from samples import empty_table, make_papers

from analysis.reports.citations.summary import citations_finding, describe_references, reference_facets
from analysis.reports.pages.escaping import fill

PAPERS = make_papers({}, {}, {}, {})
# p1 is listed by two sources, p4 lists nothing; w1 is cited by three papers, p1 by one.
CITATIONS = pd.DataFrame(
    [
        ("p1", "w1", None, ["wos", "scopus"]), ("p1", "w2", None, ["wos"]), ("p2", "w1", None, ["wos"]),
        ("p2", "p1", 12.0, ["wos"]), ("p3", "w1", 17.0, ["scopus"]), ("p3", "w3", 9.5, ["scopus"]),
    ],
    columns=["paper_id", "work_id", "score", "sources"],
)  # fmt: skip
WORKS = pd.DataFrame(
    [
        ("w1", "Roe A (1999): Wells", False, 3, 2), ("w2", "doi:10.1/x", False, 1, 1), ("w3", "pub.1234", False, 1, 3),
        ("p1", "Doe B (2020): A title", True, 1, 1),
    ],
    columns=["work_id", "label", "in_corpus", "citations", "spellings"],
)  # fmt: skip
REFERENCES = pd.DataFrame(
    {
        "paper_id": ["p1", "p1", "p1", "p2", "p2", "p3", "p3"],
        "source": ["wos", "wos", "scopus"] + ["wos"] * 2 + ["scopus"] * 2,
    }
)
COUNTS = pd.DataFrame(
    {
        "paper_id": ["p1", "p1", "p2", "p3", "p4"], "source": ["wos", "scopus", "wos", "scopus", "wos"],
        "reference_count": pd.array([2, 4, 1, None, 5], dtype="Int64"), "listed": [2, 1, 2, 2, 0],
    }
)  # fmt: skip
TITLES = pd.Series({"wos": "Web of Science", "scopus": "Scopus"})


def say(sentence) -> str:
    return re.sub(r"<[^>]*>", "", fill(*sentence))


def count_listed(linked, facets) -> int:
    """How many papers the list holds that a number leads to."""
    asked = {name: values for name, values in parse_qs(linked.link.removeprefix("#papers?")).items() if name in facets}
    papers = [set(facets[name].loc[facets[name]["value"].isin(values), "paper_id"]) for name, values in asked.items()]
    return len(set.intersection(*papers))


def test_the_finding_counts_papers_works_and_names_the_most_cited_one():
    assert say(citations_finding(CITATIONS, WORKS.iloc[::-1], PAPERS)) == (
        "3 of 4 papers list references here. They cite 4 works, 1 of them papers of this corpus. The one that the most "
        "papers cite is “Roe A (1999): Wells”, in 3."
    )


def test_works_that_share_the_lead_are_told_as_several():
    told = say(citations_finding(CITATIONS, WORKS.assign(citations=[2, 2, 1, 1]), PAPERS))
    assert told.endswith("2 works are cited by the most papers, 2 each; one is “Roe A (1999): Wells”.")


def test_a_corpus_without_references_says_what_would_give_some():
    sentence, values = citations_finding(CITATIONS.iloc[:0], WORKS.iloc[:0], PAPERS)
    assert say((sentence, values)).startswith("None of 4 papers lists references here")
    nothing = (empty_table(name) for name in ("citations", "cited_works", "references", "citation_counts"))
    assert describe_references(*nothing, TITLES) == []


def test_every_number_leads_to_as_many_papers():
    facets = reference_facets(CITATIONS, {"w1"}, PAPERS, REFERENCES)
    _, told = citations_finding(CITATIONS, WORKS, PAPERS)
    several = describe_references(CITATIONS, WORKS, REFERENCES, COUNTS, TITLES)[1][1]["papers"]
    for number, expected in ((told["citing"], 3), (told["n"], 3), (several, 1)):
        assert number.text == count_listed(number, facets) == expected


def test_facets_hold_told_works_only_and_who_has_which_lists():
    facets = reference_facets(CITATIONS, {"p1", "w2"}, PAPERS, REFERENCES)
    assert sorted(zip(facets["cites"]["paper_id"], facets["cites"]["value"], strict=True)) == [
        ("p1", "w2"),
        ("p2", "p1"),
    ]
    assert facets["has"].groupby("value")["paper_id"].agg(list).to_dict() == {
        "references": ["p1", "p2", "p3"], "two lists": ["p1"], "no list": ["p4"],
    }  # fmt: skip
    none = reference_facets(empty_table("citations"), set(), PAPERS, empty_table("references"))
    assert none["cites"].empty
    assert none["has"]["value"].tolist() == ["no list"] * 4


def test_what_the_numbers_rest_on_is_counted():
    entries, several, lengths, matches, bare = describe_references(CITATIONS, WORKS, REFERENCES, COUNTS, TITLES)
    assert say(entries) == (
        "7 entries stand in 4 lists of references; entries that name one work in lists of one paper are counted once: "
        "6 citations."
    )
    assert several[1] | {"papers": 1} == {"papers": 1, "all": 2, "both": 1, "parts": "1 only in Web of Science"}
    # Four lists of known length: one as long, p1's other lacks 3 and p4's 5, p2's has one more.
    assert lengths[1] == {"told": 4, "same": 1, "short": 2, "missing": 8, "longer": 1}
    # A score of 17 is enough.
    assert say(matches).startswith("2 works are named in several spellings. 2 citations rest on little evidence")
    assert say(bare).startswith("Of 2 works the lists tell a number only")


def test_a_source_that_cuts_its_lists_is_named_with_how_many_papers_have_no_other():
    cut = pd.DataFrame([(f"p{n}", "scopus") for n in range(20) for _ in range(10)], columns=["paper_id", "source"])
    rows = pd.concat([cut, pd.DataFrame({"paper_id": ["p0"], "source": ["wos"]})]).assign(cited="x", position=1)
    told = [say(sentence) for sentence in describe_references(CITATIONS, WORKS, rows, COUNTS, TITLES)]
    (found,) = (sentence for sentence in told if "cuts its lists" in sentence)
    assert found.startswith("Scopus cuts its lists: 20 of 20 end at 10 entries.")
    assert "of 19 papers are too low" in found


def test_lists_that_agree_name_no_source_that_has_a_citation_alone():
    both = CITATIONS.assign(sources=[["wos", "scopus"]] * len(CITATIONS))
    told = describe_references(both, WORKS, REFERENCES, COUNTS, TITLES)[1]
    assert say(told).endswith("2 stand in more than one list.")


def test_one_source_and_no_told_length_are_said_as_such():
    one = REFERENCES.assign(source="wos")
    unknown = COUNTS.assign(reference_count=pd.array([None] * 5, dtype="Int64"))
    told = [say(sentence) for sentence in describe_references(CITATIONS, WORKS.iloc[[0, 3]], one, unknown, TITLES)]
    assert len(told) == 3
    assert told[1].startswith("No source says how many references a paper has")


@pytest.mark.parametrize(
    ("sources", "reference_count"), [(["wos"], 2), (["wos", "scopus"], 2), (["wos"], 3), (["wos"], 1)]
)
def test_one_of_anything_is_told_in_the_singular(sources, reference_count):
    works, references = WORKS.iloc[:1], pd.DataFrame({"paper_id": "p1", "source": sources})
    counts = COUNTS.iloc[:1].assign(reference_count=reference_count)
    told = describe_references(CITATIONS.iloc[:1], works, references, counts, TITLES)
    wrong = r"\b1 (?:entries|citations|lists|works|papers|are|stand|have)\b"
    assert [match for sentence in told for match in re.findall(wrong, say(sentence))] == []
