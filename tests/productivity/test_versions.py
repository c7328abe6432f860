import pandas as pd

from analysis.corpus.versions import list_versions
from analysis.productivity import follow_preprints, pair_versions


def test_a_record_of_a_server_that_names_the_journal_tells_of_both_versions():
    records = pd.DataFrame(
        {
            "paper_id": ["p", "q", "r"], "venue": ["Wells", None, "bioRxiv"], "doi": ["10.1016/w", None, "10.1101/x"],
            "arxiv_id": ["2401.00001", "2402.00002", None], "date": pd.to_datetime(["2024-01-01"] * 3), "date_basis": ["preprint", None, None], "precision": "day",
        }
    )  # fmt: skip
    found = list_versions(records).set_index(["paper_id", "kind"])
    assert sorted(found.index) == [("p", "preprint"), ("p", "published"), ("q", "preprint"), ("r", "preprint")]
    assert found.loc[("p", "published"), ["venue", "doi"]].tolist() == ["Wells", "10.1016/w"]
    assert found["date"].notna().to_dict() == {
        ("p", "preprint"): True, ("p", "published"): False, ("q", "preprint"): True, ("r", "preprint"): True,
    }  # fmt: skip


def test_months_lie_between_the_two_dates_and_never_below_zero():
    versions = pd.DataFrame(
        {
            "paper_id": list("ppqqr"), "kind": ["preprint", "published"] * 2 + ["preprint"], "venue": [None, "Wells", None, "Lakes", None],
            "date": pd.to_datetime(["2020-01-01", "2021-01-01", "2020-06-01", "2020-01-01", None]),
        }
    )  # fmt: skip
    papers = pd.DataFrame(
        {
            "paper_id": list("pqr"),
            "published": pd.to_datetime(["2020-01-01", "2020-01-01", "2022-05-01"]),
            "date_precision": "day",
        }
    )
    paired = pair_versions(versions, papers).set_index("paper_id")
    assert paired["months"].dropna().to_dict() == {"p": 12.0, "q": 0.0}
    assert paired["is_published"].tolist() == [True, True, False]
    followed = follow_preprints(paired.reset_index(), until=pd.Timestamp("2022-12-31")).set_index("year")
    assert followed[["preprints", "published", "is_open"]].T.to_dict("list") == {
        2020: [2, 2, False],
        2022: [1, 0, True],
    }


def test_a_date_known_to_the_year_gives_no_months():
    records = pd.DataFrame(
        {
            "paper_id": ["p", "p"], "venue": ["arXiv", "Wells"], "doi": [None, "10.1016/w"], "arxiv_id": ["2305.00001", None],
            "date": pd.to_datetime(["2023-05-10", "2024-01-01"]), "date_basis": None, "precision": ["day", "year"],
        }
    )  # fmt: skip
    papers = pd.DataFrame({"paper_id": ["p"], "published": pd.to_datetime(["2023-05-10"]), "date_precision": "day"})
    paired = pair_versions(list_versions(records), papers)
    assert paired["is_published"].tolist() == [True]
    assert paired["months"].isna().all()
    undated = paired.assign(preprint=pd.NaT)
    own = records.assign(date=pd.NaT)
    assert pair_versions(list_versions(own), papers.assign(date_precision="year"))["preprint"].equals(
        undated["preprint"]
    )


def test_a_year_is_open_until_all_of_it_had_two_years():
    paired = pd.DataFrame({"preprint": pd.to_datetime(["2023-12-20"]), "is_published": [False], "months": [None]})
    for until, is_open in (("2025-01-05", True), ("2025-12-30", True), ("2025-12-31", False)):
        assert follow_preprints(paired, until=pd.Timestamp(until))["is_open"].tolist() == [is_open]
