import pandas as pd

from analysis.graphs import measure_stability


def pairs(groups: dict[str, int], *, noise: int = 0) -> pd.DataFrame:
    """So many papers that name all items of a group, and some that name one of each."""
    rows, number = [], 0
    for names, papers in groups.items():
        for _ in range(papers):
            rows += [(number, name) for name in names]
            number += 1
    for _ in range(noise):
        rows += [(number, names[0]) for names in groups]
        number += 1
    return pd.DataFrame(rows, columns=["paper_id", "item"])


def test_communities_that_many_papers_hold_together_are_found_again():
    found = measure_stability(
        pairs({"abc": 20, "xyz": 20}),
        pd.Series({**dict.fromkeys("abc", 1), **dict.fromkeys("xyz", 2)}),
        item="item",
        seed=1,
    )
    assert found.to_dict() == {1: 1.0, 2: 1.0}


def test_a_community_that_is_none_is_not_found_again():
    split = pd.Series({"a": 1, "x": 1, "b": 2, "y": 2, "c": 2, "z": 2})
    found = measure_stability(pairs({"abc": 20, "xyz": 20}), split, item="item", seed=1)
    assert found[1] < 0.5


def test_items_that_are_papers_are_drawn_themselves():
    rows, communities = (
        pairs({"abcd": 5, "wxyz": 5}),
        pd.Series({**dict.fromkeys("abcd", 1), **dict.fromkeys("wxyz", 2)}),
    )
    found = measure_stability(rows.assign(own=rows["item"]), communities, item="item", seed=1, through="own", draws=30)
    assert (found >= 0.9).all()


def test_items_that_one_paper_alone_joins_are_not_found_again():
    rows, communities = pairs({"abcd": 5}).assign(by="q"), pd.Series(dict.fromkeys("abcd", 1))
    assert measure_stability(rows, communities, item="item", seed=1, through="by", draws=9).to_dict() == {1: 0.25}


def test_the_same_seed_gives_the_same_stability():
    rows, communities = (
        pairs({"abc": 3, "xyz": 3}, noise=3),
        pd.Series({**dict.fromkeys("abc", 1), **dict.fromkeys("xyz", 2)}),
    )
    one, other = (measure_stability(rows, communities, item="item", seed=4, draws=10) for _ in range(2))
    assert one.equals(other)
