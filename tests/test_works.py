import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.works import link_works


def records(*rows: dict[str, object]) -> pd.DataFrame:
    columns = {"title_key": None, "year": None, "arxiv_id": None, "doi": None, "pmid": None, "openalex_id": None}
    return pd.DataFrame([{**columns, **row} for row in rows]).astype({"year": "Float64"})


def groups(links: pd.DataFrame) -> list[list[int]]:
    return sorted(list(rows.index) for _, rows in links.groupby("work"))


def test_one_identifier_in_common_makes_one_work_through_a_chain():
    links = link_works(records({"arxiv_id": "1", "title_key": "a"}, {"arxiv_id": "1", "doi": "x"}, {"doi": "x"}))
    assert groups(links) == [[0, 1, 2]]
    assert links["evidence"].tolist() == ["arxiv_id", "arxiv_id, doi", "doi"]


def test_one_title_makes_one_work_when_one_side_lacks_the_identifier():
    links = link_works(records({"title_key": "a b", "arxiv_id": "1"}, {"title_key": "a b"}))
    assert groups(links) == [[0, 1]]
    assert links["evidence"].tolist() == ["same title", "same title"]


def test_one_title_with_two_arxiv_ids_stays_two_works():
    assert groups(link_works(records({"title_key": "a", "arxiv_id": "1"}, {"title_key": "a", "arxiv_id": "2"}))) == [
        [0],
        [1],
    ]


def test_yearly_repeats_of_a_title_stay_apart():
    assert groups(link_works(records({"title_key": "task", "year": 2019}, {"title_key": "task", "year": 2022}))) == [
        [0],
        [1],
    ]


def test_records_without_title_and_identifier_are_works_of_their_own():
    assert groups(link_works(records({}, {}, {"title_key": ""}, {"title_key": ""}))) == [[0], [1], [2], [3]]


def test_an_identifier_of_a_work_speaks_for_its_other_records():
    """Record 1 has no arXiv id, but its DOI ties it to one; record 2 with the same title has another id."""
    links = link_works(
        records({"arxiv_id": "1", "doi": "x"}, {"doi": "x", "title_key": "a"}, {"arxiv_id": "2", "title_key": "a"})
    )
    assert groups(links) == [[0, 1], [2]]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title_key": st.sampled_from([None, "a", "b"]),
            "year": st.sampled_from([None, 2019, 2020, 2022]),
            "arxiv_id": st.sampled_from([None, "1", "2"]),
            "doi": st.sampled_from([None, "x", "y"]),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_records_has_no_say(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    straight = link_works(records(*rows))["work"]
    shuffled = link_works(records(*[rows[place] for place in order]))["work"]
    found = pd.Series(shuffled.to_numpy(), index=order).sort_index()
    for a in range(len(rows)):
        for b in range(a):
            assert (straight[a] == straight[b]) == (found[a] == found[b])


def test_bare_records_of_one_title_and_year_are_one_work_beside_others_of_that_title():
    rows = (
        {"title_key": "editorial", "year": 2020},
        {"title_key": "editorial", "year": 2020},
        {"title_key": "editorial", "year": 2024},
    )
    assert groups(link_works(records(*rows))) == [[0, 1], [2]]
