import numpy as np
import pandas as pd

from analysis.linking import name_evidence, override_pairs

PAIRS = pd.DataFrame({"a": [0, 1], "b": [1, 2], "score": [20.0, 12.0], "evidence": ["same title", "same doi"]})


def test_what_speaks_for_a_pair_is_told_before_what_speaks_against_it():
    weights = pd.DataFrame({"other year": [-2.0, 0, -2], "same title": [9.0, 9, 0], "same pages": [1.0, 0, 0]})
    assert name_evidence(weights).tolist() == [
        "same title, same pages; despite other year", "same title", "; despite other year",
    ]  # fmt: skip
    assert name_evidence(weights.head(0)).tolist() == []


def test_a_decision_stands_in_place_of_what_was_found_whichever_side_comes_first():
    decided = override_pairs(PAIRS, np.array([[2, 3, 4], [1, 0, 4]]), pd.Series([False, True, True]))
    assert decided.to_numpy().tolist() == [
        [0, 1, 20.0, "same title"], [1, 2, -np.inf, "decided by a person"], [0, 3, np.inf, "decided by a person"],
    ]  # fmt: skip
