import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.productivity import g_index, h_index, index_authors

COUNTS = st.lists(st.integers(0, 60), max_size=25)


@given(COUNTS)
def test_h_is_the_largest_number_that_fits_its_definition(counts):
    fits = [h for h in range(len(counts) + 1) if sum(count >= h for count in counts) >= h]
    assert h_index(np.array(counts, dtype=int)) == max(fits)


@given(COUNTS)
def test_g_is_the_largest_number_of_papers_with_its_square_together(counts):
    top = sorted(counts, reverse=True)
    fits = [g for g in range(len(counts) + 1) if sum(top[:g]) >= g * g]
    assert g_index(np.array(counts, dtype=int)) == max(fits)


def test_papers_that_the_source_does_not_count_are_left_out():
    rows = pd.DataFrame({"paper_id": list("pqrp"), "author_id": ["Roe", "Roe", "Roe", "Ng"]})
    # Nobody counts r, which is the first paper of Roe all the same.
    years = pd.Series({"p": 2020, "q": 2022, "r": 2019})
    found = index_authors(rows, pd.Series({"p": 3, "q": 2}), years, now=2023, seed=1)
    assert found.set_index("author_id")[["papers", "here", "citations", "h", "g", "m"]].T.to_dict("list") == {
        "Roe": [2, 3, 5, 2, 2, 0.4], "Ng": [1, 1, 3, 1, 1, 0.25],
    }  # fmt: skip
    assert found["h_low"].isna().all()


def test_the_interval_holds_h():
    rows = pd.DataFrame({"paper_id": range(30), "author_id": "Roe"})
    counts = pd.Series(np.random.default_rng(1).poisson(6, 30))
    found = index_authors(rows, counts, pd.Series(2015, counts.index), now=2024, seed=1).iloc[0]
    assert found["h_low"] <= found["h"] <= found["h_high"]


def test_the_order_of_rows_has_no_say():
    rows = pd.DataFrame({"paper_id": [f"p{n}" for n in range(20)], "author_id": ["Roe"] * 12 + ["Ng"] * 8})
    counts, years = pd.Series({f"p{n}": n * n % 17 for n in range(20)}), pd.Series({f"p{n}": 2010 for n in range(20)})
    found = [index_authors(each, counts, years, now=2020, seed=1) for each in (rows, rows.iloc[::-1])]
    pd.testing.assert_frame_equal(*found)
