import pandas as pd
from samples import empty_table, make_papers, make_sources

from analysis.trends.claims import find_scope, make_claims
from analysis.trends.shares import share_interval
from analysis.workspace.tables import check_table

FIELDS = {"f": {"title": "Fusion"}}
GROWTH = pd.DataFrame(
    {
        "kind": ["topic", "topic"], "label": ["hearts", "eyes"], "papers": [40, 30], "counted": [38, 30], "periods": 20,
        "growth": [0.5, 0.1], "low": [0.2, -0.2], "high": [0.9, 0.4], "q_value": [0.01, 0.6], "ratio": [1.4, None],
        "verdict": ["rising", "unclear"], "assumed": False,
    }
)  # fmt: skip


def claims_of(**parts):
    papers = make_papers(*({"published": f"2024-01-{day:02d}"} for day in range(1, 11)))
    members = pd.DataFrame({"paper_id": ["p1", "p2", "p3"], "field": "f"})
    sources = make_sources({"source": "s", "selection": "all", "covers_from": "2024-01-01"}).assign(query=None)
    tables = {"growth": GROWTH, "bursts": empty_table("bursts"), "drifting": False} | parts
    return papers, make_claims(
        papers, sources, members, tables["growth"], tables["bursts"], FIELDS, drifting=tables["drifting"]
    )


def test_a_claim_states_k_of_n_with_the_interval_that_any_table_gives():
    _, claims = claims_of()
    check_table("claims", claims)
    row = claims[claims["kind"] == "field"].iloc[0]
    low, high = share_interval(pd.Series([3]), pd.Series([10]))
    assert row["sentence"].startswith("3 of 10 papers (30.0 %")
    assert (row["papers"], row["total"], row["low"], row["high"]) == (3, 10, round(low[0], 6), round(high[0], 6))


def test_only_what_is_sure_is_claimed_with_the_checks_it_passed():
    _, claims = claims_of(drifting=True)
    topics = claims[claims["kind"] == "topic"]
    assert topics["label"].tolist() == ["hearts"]
    assert "×1.50 a year (95 % interval 1.20 to 1.90), from 38 papers" in topics["sentence"].iloc[0]
    assert "corrected for 2 labels (q = 0.010)" in topics["checks"].iloc[0]
    assert "within what drifts in the collection" in topics["checks"].iloc[0]


def test_a_claim_speaks_of_the_literature_only_where_every_source_states_query_and_window():
    papers = make_papers({"sources": ["s"]}, {"sources": ["t"]})
    stated = {"selection": "all", "covers_from": "2024-01-01", "query": "hearts"}
    both = make_sources({"source": "s", **stated}, {"source": "t", **stated})
    assert find_scope(both, papers) == "the literature that these queries find"
    assert find_scope(make_sources({"source": "s", **stated}, {"source": "t", "query": None}), papers) == "this corpus"
