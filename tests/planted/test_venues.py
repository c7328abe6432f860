import numpy as np
import pandas as pd

from analysis.planted.venues import choose_venues, compare_venues
from analysis.text import unify_venues

TOPICS = pd.Series(["eye", "bone"] * 400, index=range(5, 805))


def test_few_venues_of_a_topic_have_most_of_its_papers():
    chosen = choose_venues(TOPICS, np.random.default_rng(2))
    counts = chosen.loc[TOPICS == "eye", "venue"].value_counts()
    assert len(counts) == 10
    assert counts.index[0] == "Annals of Imaginary Eye Research"
    # 1/n of the papers of the first: 34 % of all are its own.
    assert 0.27 < counts.iloc[0] / counts.sum() < 0.41


def test_abbreviated_names_are_those_of_one_venue():
    chosen = choose_venues(TOPICS, np.random.default_rng(2))
    assert 0.2 < (chosen["printed"] != chosen["venue"]).mean() < 0.4
    assert unify_venues(chosen["printed"]).tolist() == chosen["venue"].tolist()


def test_papers_in_another_venue_than_was_planted_are_no_right_ones():
    truth = {"venues": {"10.9/a": "Wells", "10.9/b": "Wells", "10.9/c": "Lakes"}}
    papers = pd.DataFrame({"doi": ["10.9/a", "10.9/b", "10.9/c", "10.9/d"], "venue": ["Wells", "WELLS", None, "Seas"]})
    assert compare_venues(truth, papers) == {"papers": 3, "right": 1, "planted": 2, "found": 2}
