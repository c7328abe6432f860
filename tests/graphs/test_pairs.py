import itertools
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.graphs.pairs import compare_pairs, count_pairs, measure_pairs

MENTIONS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abcd")), max_size=20, unique=True)


@given(MENTIONS)
def test_pairs_are_those_that_counting_by_hand_finds(mentions):
    rows = pd.DataFrame(mentions, columns=["paper_id", "item"]).assign(weight=1.0)
    expected: dict[tuple[str, str], int] = {}
    for paper in range(5):
        for pair in itertools.combinations(sorted(item for number, item in mentions if number == paper), 2):
            expected[pair] = expected.get(pair, 0) + 1
    pairs = count_pairs(rows, item="item")
    assert {(row.a, row.b): row.papers for row in pairs.itertuples()} == expected


def test_chance_is_the_sum_of_the_ways_to_share_so_many():
    """Ten papers, x in 4, y in 5, both in 3; recomputed with binomial coefficients."""
    x, y = [0, 1, 2, 3], [1, 2, 3, 4, 5]
    rows = pd.DataFrame([(p, "x") for p in x] + [(p, "y") for p in y] + [(p, "z") for p in range(6, 10)])
    rows.columns = ["paper_id", "item"]
    pair = measure_pairs(rows, item="item").set_index(["a", "b"]).loc[("x", "y")]
    ways = sum(comb(5, both) * comb(5, 4 - both) for both in (3, 4))
    # The surest of three pairs, of which one shares no paper and one a single one.
    assert pair["q_value"] == pytest.approx(3 * ways / comb(10, 4))
    assert pair["strength"] == pytest.approx(3 * 10 / (4 * 5))
    assert pair["pmi"] == pytest.approx(np.log2(1.5))


def test_independent_items_have_no_pair_beyond_chance():
    dice = np.random.default_rng(5)
    rows = pd.DataFrame(
        [(p, i) for i in range(200) for p in dice.choice(500, 3, replace=False)], columns=["paper_id", "item"]
    )
    assert (measure_pairs(rows, item="item")["q_value"] > 0.1).all()


def test_pairs_left_out_for_few_papers_count_among_the_tests():
    rows = pd.DataFrame({"paper_id": [1, 1, 2, 2, 3, 3, 4], "item": ["a", "b", "a", "b", "c", "d", "e"]})
    every, kept = measure_pairs(rows, item="item"), measure_pairs(rows, item="item", min_papers=2)
    assert len(every) == 2
    assert kept["q_value"].tolist() == every.loc[every["papers"] >= 2, "q_value"].tolist()


@given(MENTIONS)
def test_no_pair_is_surer_than_sure(mentions):
    pairs = measure_pairs(pd.DataFrame(mentions, columns=["paper_id", "item"]), item="item")
    assert pairs["q_value"].between(0, 1).all()
    assert (pairs["strength"] > 0).all()


def dated(bylines: dict[str, str]) -> tuple[pd.DataFrame, pd.Series]:
    rows = pd.DataFrame([(day, item) for day, items in bylines.items() for item in items], columns=["paper_id", "item"])
    return rows, pd.Series(pd.to_datetime(list(bylines)), index=list(bylines))


def test_a_pair_of_late_papers_alone_is_new_and_one_of_both_halves_is_not():
    rows, dates = dated({"2024-01-01": "ab", "2024-02-01": "ab", "2025-01-01": "abc", "2025-02-01": "bc"})
    pairs = compare_pairs(rows, dates, item="item", min_papers=2).set_index(["a", "b"])
    assert pairs.loc[("b", "c"), ["before", "after", "is_new"]].tolist() == [0, 2, True]
    assert pairs.loc[("a", "b"), ["before", "after", "is_new"]].tolist() == [2, 1, False]
    assert pairs["q_value"].is_monotonic_increasing


def test_papers_without_a_date_are_in_neither_half():
    rows, dates = dated({"2024-01-01": "ab", "2025-01-01": "ab"})
    dates.iloc[1] = pd.NaT
    assert compare_pairs(rows, dates, item="item", min_papers=1)[["before", "after"]].values.tolist() == [[1, 0]]


def test_no_papers_have_no_pairs():
    rows = pd.DataFrame({"paper_id": [], "item": []})
    assert measure_pairs(rows, item="item").empty
    assert compare_pairs(rows, pd.Series([], dtype="datetime64[s]"), item="item").empty


def test_a_half_without_pairs_is_no_stumbling_block():
    """Dates of one day are one half; the other has no papers at all."""
    rows, _ = dated({"2024-01-01": "ab"})
    rows = rows.astype("str")
    dates = pd.Series(pd.to_datetime(["2024-01-01"]), index=["2024-01-01"])
    assert compare_pairs(rows, dates, item="item", min_papers=1)[["before", "after"]].values.tolist() == [[1, 0]]


@pytest.mark.parametrize("dtype", ["str", "object"])
def test_nothing_has_no_pairs(dtype):
    rows = pd.DataFrame({"paper_id": [], "item": []}, dtype=dtype)
    assert list(count_pairs(rows.assign(weight=1.0), item="item")) == ["a", "b", "papers", "weight"]
    assert measure_pairs(rows, item="item").empty
    assert compare_pairs(rows, pd.Series(dtype="datetime64[s]"), item="item").empty
