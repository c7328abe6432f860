import numpy as np
import pytest
from samples import make_papers

from analysis.tables import check_table
from analysis.topics import TopicsError, assign_outliers, fit_topics, measure_topics, save_model


def planted(groups: int, size: int, *, seed: int = 0):
    """Papers in well separated groups, each with words of its own."""
    random = np.random.default_rng(seed)
    centres = np.eye(32)[:groups]
    vectors = np.repeat(centres, size, axis=0) + random.normal(0, 0.05, (groups * size, 32))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    words = [
        "retinal fundus vessels",
        "cardiac ultrasound motion",
        "glioma survival genomics",
        "nuclei staining tissue",
    ]
    rows = [(words[group], paper) for group in range(groups) for paper in range(size)]
    papers = make_papers(*({"title": f"{topic} number {paper}", "abstract": f"{topic} again"} for topic, paper in rows))
    return papers, vectors.astype("float32")


@pytest.fixture(scope="module")
def fitted():
    papers, vectors = planted(4, 15)
    return papers, vectors, fit_topics(papers, vectors, seed=1)


def test_no_topic_mixes_planted_groups(fitted):
    _, _, found = fitted
    group = np.repeat(range(4), 15)
    groups_of_topic = found.paper_topics.assign(group=group).groupby("topic")["group"].nunique()
    assert (groups_of_topic == 1).all()
    assert 4 <= len(groups_of_topic) <= 12


def test_labels_use_the_groups_own_words(fitted):
    _, _, found = fitted
    labels = dict(zip(found.topics["topic"], found.topics["label"], strict=True))
    first = labels[found.paper_topics["topic"].iloc[0]]
    words = {word for word in first.lower().replace(" · ", " ").split() if word.isalpha()}
    assert words <= {"retinal", "fundus", "vessels", "number"}


def test_the_tables_have_their_shape_and_sizes_add_up(fitted):
    papers, vectors, found = fitted
    check_table("topics", found.topics)
    check_table("paper_topics", found.paper_topics)
    assert found.topics["size"].sum() == len(papers)
    figures = measure_topics(found.paper_topics, vectors)
    assert figures["coverage"] == 1
    assert figures["map_trustworthiness"] > 0.8


def test_one_seed_gives_one_result(fitted):
    papers, vectors, found = fitted
    again = fit_topics(papers, vectors, seed=1)
    assert again.paper_topics.equals(found.paper_topics)
    assert again.topics.equals(found.topics)


def test_the_model_is_saved_without_pickle(fitted, tmp_path):
    save_model(fitted[2].model, tmp_path / "model")
    assert {path.suffix for path in (tmp_path / "model").iterdir()} == {".safetensors", ".json"}


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_handful_of_papers_is_one_topic_and_no_model(count, tmp_path):
    papers, vectors = planted(1, count)
    found = fit_topics(papers, vectors, seed=1)
    assert found.topics["size"].tolist() == [count]
    assert found.model is None
    save_model(None, tmp_path / "model")
    assert [path.name for path in (tmp_path / "model").iterdir()] == ["README.txt"]


def test_no_paper_says_what_to_do():
    with pytest.raises(TopicsError, match="holds no paper; put exports"):
        fit_topics(make_papers({}).iloc[:0], np.zeros((0, 32)), seed=1)


def test_vectors_of_other_papers_are_refused():
    with pytest.raises(TopicsError, match="2 papers but 3 vectors"):
        fit_topics(make_papers({}, {}), np.zeros((3, 32)), seed=1)


def test_an_outlier_joins_the_nearest_topic_only_if_it_is_near():
    vectors = np.array([[1.0, 0], [0, 1], [0.8, 0.6], [-1, 0]])
    topic, similarity = assign_outliers(vectors, np.array([0, 1, -1, -1]), threshold=0.5)
    assert topic.tolist() == [0, 1, 0, -1]
    assert similarity[:3].tolist() == pytest.approx([1, 1, 0.8])
    assert np.isnan(similarity[3])
