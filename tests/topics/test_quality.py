import numpy as np
import pandas as pd
import pytest

from analysis.topics.quality import measure_coherence, measure_diversity

# No word of a topic stands twice in a text: gensim forgets such a word when the first of the two leaves the window.
TEXTS = [
    "heart sounds tell how a valve opens and closes while blood flows on in each beat of such a long day",
    "retinal vessels and the fundus of the eye in a short note",
    "heart rate and blood pressure",
    "the fundus shows retinal and other vessels of the retina",
    "blood in the eye",
] * 3
TOPICS = [["heart", "valve", "blood"], ["retinal", "vessels", "fundus", "eye"]]


@pytest.mark.parametrize(("ours", "theirs", "window"), [("npmi", "c_npmi", 10), ("c_v", "c_v", 110)])
def test_coherence_is_that_of_gensim(ours, theirs, window):
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel

    from analysis.topics.words import tokenize

    tokens = [tokenize(text) for text in TEXTS]
    model = CoherenceModel(
        topics=TOPICS, texts=tokens, dictionary=Dictionary(tokens), coherence=theirs, window_size=window, processes=1
    )
    assert measure_coherence(TOPICS, TEXTS)[ours] == pytest.approx(model.get_coherence(), abs=1e-5)


def test_phrases_are_found_where_their_words_follow_each_other():
    texts = ["heart valve", "valve heart", "heart valve and stent", "stent"]
    together = measure_coherence([["heart valve", "stent"]], texts)["npmi"]
    # In 1 of 4 texts both, each in 2 of 4: independent.
    assert together == pytest.approx(0, abs=1e-6)


def test_terms_that_are_nowhere_and_topics_of_one_term_make_no_number_up():
    assert measure_coherence([["alone"]], TEXTS) == {"npmi": 0.0, "c_v": 0.0}
    assert np.isfinite(list(measure_coherence([["nowhere", "heart"]], TEXTS).values())).all()
    assert measure_coherence([["a", "b"]], []) == {"npmi": 0.0, "c_v": 0.0}
    assert measure_diversity([]) == 0


def test_the_scorecard_counts_what_a_hand_would():
    from analysis.topics.quality import measure_topics

    members = pd.DataFrame(
        {
            "topic": [0, 0, 0, 1, -1],
            "fitted_topic": [0, 0, -1, 1, -1],
            "similarity": [0.9, 0.7, 0.5, 0.8, np.nan],
            "confidence": [1.0, 0.5, np.nan, 1.0, np.nan],
        }
    )
    topics = pd.DataFrame({"topic": [-1, 0, 1], "size": [1, 3, 1], "terms": [[], ["cell", "stain"], ["cell", "heart"]]})
    assert measure_topics(members, topics) == {
        "papers": 5,
        "topics": 2,
        "coverage": 0.8,
        "coverage_before_outliers_joined": 0.6,
        "outliers_joined": 1,
        "largest": 3,
        "median_size": 2.0,
        "smallest": 1,
        "diversity": 0.75,
        "mean_similarity": pytest.approx(0.725),
        "mean_similarity_of_outliers_joined": 0.5,
        "mean_confidence": pytest.approx(5 / 6),
    }
