import pandas as pd

from analysis.linking import group_rows, join_surest_first

IDS = [f"r{number}" for number in range(6)]
NOTHING = {"arxiv_id": [None] * 6}


def joined(pairs, single=NOTHING, ids=IDS):
    frame = pd.DataFrame(pairs, columns=["a", "b", "score"])
    return join_surest_first(frame, ids, single, enough=10).values.tolist()


def test_a_pair_that_the_rest_of_its_group_speaks_against_is_not_joined():
    """0 and 1 are one, 2 and 3 are one; 1 and 2 look alike, but 0 and 3 with the others do not."""
    pairs = [(0, 1, 30.0), (2, 3, 30.0), (1, 2, 12.0), (0, 2, -5.0), (1, 3, -5.0)]
    assert joined(pairs) == [[0, 1], [2, 3]]


def test_several_weak_ties_between_groups_count_together():
    assert joined([(0, 1, 30.0), (1, 2, 10.0), (0, 2, 4.0)]) == [[0, 1], [1, 2]]


def test_groups_with_two_arxiv_ids_stay_apart_through_a_third_record():
    single = {"arxiv_id": ["1", None, "2", None, None, None]}
    assert joined([(0, 1, 20.0), (1, 2, 15.0)], single) == [[0, 1]]


def test_a_ban_holds_against_everything_and_a_command_against_a_clash():
    infinite = float("inf")
    assert joined([(0, 1, 30.0), (1, 2, 30.0), (0, 2, -infinite)]) == [[0, 1]]
    assert joined([(0, 1, infinite)], {"arxiv_id": ["1", "2", None, None, None, None]}) == [[0, 1]]


def test_equal_scores_count_in_order_of_record_ids_not_of_rows():
    """Row 1 can go with row 0 or row 2; the ids decide."""
    pairs = [(0, 1, 12.0), (1, 2, 12.0), (0, 2, -20.0)]
    assert joined(pairs, ids=["a", "b", "c", "", "", ""]) == [[0, 1]]
    assert joined(pairs, ids=["c", "b", "a", "", "", ""]) == [[1, 2]]


def test_groups_without_conflict_are_all_that_enough_evidence_connects():
    pairs = pd.DataFrame({"a": [0, 1, 3], "b": [1, 2, 4], "score": [20.0, 12.0, 9.0]})
    assert group_rows(pairs, list("abcde"), {}, enough=10).tolist() == [0, 0, 0, 1, 2]


def test_a_group_with_two_identifiers_is_parted_and_others_are_left():
    pairs = pd.DataFrame({"a": [0, 1, 3], "b": [1, 2, 4], "score": [20.0, 12.0, 30.0]})
    single = {"pmid": ["1", None, "2", None, None]}
    assert group_rows(pairs, list("abcde"), single, enough=10).tolist() == [0, 0, 1, 2, 2]
