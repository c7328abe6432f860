import numpy as np
import pandas as pd
import pytest

from analysis.authors.evidence import LEAST, MOST, WEIGHTS, gather_evidence, weigh_pairs

# Three papers of a namesake (name 0): the first two share co-author 1, the third has a circle of its own.
MENTIONS = pd.DataFrame(
    [
        ("p", 0, "MIT, Cambridge"), ("p", 1, None), ("q", 0, "MIT, Cambridge"), ("q", 1, None), ("q", 2, None),
        ("r", 0, "Univ Wells"), ("r", 3, None),
    ],
    columns=["paper_id", "name", "affiliation"],
)  # fmt: skip
PAPERS = pd.DataFrame({"paper_id": list("pqr"), "venue": ["A", "A", None], "published": pd.Timestamp("2024-01-01")})
VECTORS = pd.DataFrame(
    {"paper_id": list("pqr"), "vector": [np.float32([1, 0]), np.float32([1, 0]), np.float32([0, 1])]}
)
OWN = np.array([0, 2, 5])


def test_shared_co_authors_text_and_affiliation_speak_for_one_person():
    odds = weigh_pairs(gather_evidence(MENTIONS, PAPERS, vectors=VECTORS), OWN, OWN, names=[0])
    assert odds[0, 1] == MOST
    assert odds[0, 2] == odds[1, 2] == LEAST
    assert (odds == odds.T).all()


def test_log_odds_are_the_sum_of_what_each_piece_adds():
    """Recomputed by hand for two papers that share nothing but a venue."""
    mentions = MENTIONS.assign(affiliation=None).iloc[[0, 5, 6]]
    papers = pd.DataFrame({"paper_id": ["p", "r"], "venue": ["A", "A"], "published": pd.NaT})
    odds = weigh_pairs(gather_evidence(mentions, papers), [0], [1], names=[0])
    expected = WEIGHTS.start + WEIGHTS.around * np.log(0.003) + WEIGHTS.venue + WEIGHTS.text * 0.165
    assert odds[0, 0] == pytest.approx(max(expected, LEAST), abs=1e-4)


def test_what_speaks_against_one_person_fades_with_the_years_between():
    published = pd.to_datetime(["2004-01-01", "2004-06-01", "2024-01-01"])
    odds = weigh_pairs(gather_evidence(MENTIONS, PAPERS.assign(published=published)), OWN, OWN, names=[0])
    assert odds[0, 2] == pytest.approx(LEAST * np.exp(-1), abs=1e-4)
    assert odds[0, 1] > 2


def test_the_namesake_itself_is_nobodys_co_author():
    """Two papers signed twice by one name share no co-author by that."""
    mentions = pd.DataFrame({"paper_id": list("ppqq"), "name": [0, 0, 0, 0], "affiliation": None})
    papers = pd.DataFrame({"paper_id": ["p", "q"], "venue": [None, None], "published": pd.NaT})
    assert weigh_pairs(gather_evidence(mentions, papers), [0], [2], names=[0])[0, 0] < -1.5


def test_a_paper_of_very_many_authors_ties_nobody():
    crowd = pd.DataFrame({"paper_id": ["p"] * 150 + ["q"] * 150, "name": [*range(150)] * 2, "affiliation": None})
    papers = pd.DataFrame({"paper_id": ["p", "q"], "venue": [None, None], "published": pd.NaT})
    assert weigh_pairs(gather_evidence(crowd, papers), [0], [150], names=[0])[0, 0] < -1.5
