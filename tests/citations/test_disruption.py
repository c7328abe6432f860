import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.citations import TooFewReferences, measure_disruption

IDS = [f"p{n}" for n in range(7)]
PAPERS = pd.DataFrame(
    {"paper_id": IDS, "published": pd.to_datetime([f"20{10 + n}-01-01" for n in range(7)]), "date_precision": "day"}
)
EARLIER = [(IDS[late], IDS[early]) for late in range(7) for early in range(late)] + [
    (paper, work) for paper in IDS for work in "xyz"
]


def by_hand(pairs: list[tuple[str, str]], focal: str) -> tuple[int, int, int]:
    """Funk and Owen-Smith's i, j and k, paper by paper."""
    cites = {paper: {work for other, work in pairs if other == paper} for paper in IDS}
    counts = [0, 0, 0]
    for paper in IDS[IDS.index(focal) + 1 :]:
        one, other = focal in cites[paper], bool(cites[paper] & cites[focal])
        if one or other:
            counts[1 if one and other else 0 if one else 2] += 1
    return tuple(counts)


@given(st.lists(st.sampled_from(EARLIER), unique=True, min_size=1))
def test_what_is_counted_is_what_a_loop_over_papers_counts(pairs):
    citations = pd.DataFrame(pairs, columns=["paper_id", "work_id"])
    listing = PAPERS[PAPERS["paper_id"].isin(citations["paper_id"])]
    found = measure_disruption(citations, listing, seed=1, min_citing=1, draws=20).set_index("paper_id")
    citing = set(citations["paper_id"])
    expected = {focal: by_hand(pairs, focal) for focal in citing if any(work == focal for _, work in pairs)}
    assert {focal: (row["alone"], row["together"], row["around"]) for focal, row in found.iterrows()} == expected


def test_who_is_cited_instead_of_its_references_disrupts_and_with_them_consolidates():
    rows = [
        ("p0", "x"),
        ("p1", "y"),
        *[(paper, "p0") for paper in IDS[2:]],
        *[(paper, work) for paper in IDS[2:] for work in ("p1", "y")],
    ]
    citations = pd.DataFrame(rows, columns=["paper_id", "work_id"])
    found = measure_disruption(citations, PAPERS, seed=1, min_citing=5).set_index("paper_id")
    assert found["disruption"].to_dict() == {"p0": 1.0, "p1": -1.0}
    # Five papers are no proof: with Jeffreys' prior the whole interval is not the index itself.
    low, high = found.loc["p0", ["low", "high"]]
    assert 0 < low < high < 1


def test_a_paper_known_to_the_year_may_be_later_than_one_of_that_year():
    dates = pd.DataFrame({"published": pd.to_datetime(["2020-06-15", "2020-01-01", "2020-01-01"])})
    papers = dates.assign(paper_id=["p0", "p1", "p2"], date_precision=["day", "year", "month"])
    citations = pd.DataFrame({"paper_id": ["p0", "p1", "p2"], "work_id": ["x", "p0", "p0"]})
    assert measure_disruption(citations, papers, seed=1, min_citing=1)["alone"].tolist() == [1]


def test_it_is_refused_where_too_few_papers_have_whole_lists():
    citations = pd.DataFrame({"paper_id": IDS[:5], "work_id": "x"})
    with pytest.raises(TooFewReferences, match="71 % of the papers have a whole list"):
        measure_disruption(citations, PAPERS, seed=1)
