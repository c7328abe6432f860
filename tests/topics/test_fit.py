import numpy as np
import pandas as pd
import pytest
from samples import make_papers

from analysis.topics.fit import TopicsError, fit_topics
from analysis.topics.model import assign_topics, assign_vectors, load_model, save_model
from analysis.topics.representation import name_topics
from analysis.topics.settings import TopicsSettings
from analysis.topics.terms import term_documents, topic_texts
from analysis.workspace.tables import check_table

pytestmark = pytest.mark.slow


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


def test_the_planted_groups_are_the_topics(fitted):
    _, _, found = fitted
    group = np.repeat(range(4), 15)
    in_order = found.paper_topics.set_index("paper_id").loc[fitted[0]["paper_id"], "topic"]
    assert pd.crosstab(group, in_order.to_numpy()).gt(0).sum().tolist() == [1, 1, 1, 1]
    assert found.topics["size"].tolist() == [15, 15, 15, 15]
    assert (found.topics["stability"] > 0.9).all()
    assert (found.paper_topics["confidence"] == 1).all()
    assert found.figures["ari_between_seeds"] == 1


def test_labels_use_the_groups_own_words(fitted):
    _, _, found = fitted
    labels = found.topics.set_index("topic")["label"]
    first = found.paper_topics.set_index("paper_id").loc[fitted[0]["paper_id"].iloc[0], "topic"]
    assert set(labels[first].lower().replace(" · ", " ").split()) <= {"retinal", "fundus", "vessels", "number"}


def test_stop_words_of_ones_own_describe_no_topic(fitted):
    papers, vectors, before = fitted
    settings = TopicsSettings(stop_words=["Vessel", "fundus", "Cardiac-ultrasounds"])
    terms = fit_topics(papers, vectors, settings, seed=1).topics["terms"].explode().str.lower().tolist()
    assert {"retinal fundus vessels", "cardiac ultrasound motion"} <= set(before.topics["terms"].explode().str.lower())
    assert {"retinal", "ultrasound motion"} <= set(terms)
    assert not [term for term in terms if "vessel" in term or "fundus" in term or "cardiac ultrasound" in term]


def test_the_tables_have_their_shape_and_sizes_add_up(fitted):
    papers, _, found = fitted
    check_table("topics", found.topics)
    check_table("paper_topics", found.paper_topics)
    check_table("paper_terms", found.paper_terms)
    check_table("topic_tree", found.topic_tree)
    assert found.topics["size"].sum() == len(papers)
    assert found.figures["coverage"] == 1
    assert found.figures["map_trustworthiness"] > 0.8
    assert found.topics["size"].sum() == found.topic_tree["size"].max()


def test_one_seed_gives_one_result(fitted):
    papers, vectors, found = fitted
    again = fit_topics(papers, vectors, seed=1)
    assert again.paper_topics.equals(found.paper_topics)
    assert again.topics.equals(found.topics)


def test_the_order_of_the_papers_changes_nothing(fitted):
    papers, vectors, found = fitted
    order = np.random.default_rng(3).permutation(len(papers))
    again = fit_topics(papers.iloc[order], vectors[order], seed=1)
    assert again.paper_topics.equals(found.paper_topics)
    assert again.topics.equals(found.topics)
    assert again.paper_terms.equals(found.paper_terms)
    assert again.topic_tree.equals(found.topic_tree)
    assert again.figures == found.figures


def test_about_as_many_topics_as_asked_for(fitted):
    papers, vectors, _ = fitted
    assert len(fit_topics(papers, vectors, TopicsSettings(topics=2, min_papers=3), seed=1).topics) in (2, 3, 4)
    assert len(fit_topics(papers, vectors, TopicsSettings(topics=8, min_papers=3), seed=1).topics) > 5


def test_hdbscan_is_the_other_choice(fitted):
    papers, vectors, _ = fitted
    found = fit_topics(papers, vectors, TopicsSettings(clusterer="hdbscan", runs=4), seed=1)
    by_paper = found.paper_topics.set_index("paper_id").loc[papers["paper_id"], "topic"].to_numpy()
    assert (pd.crosstab(np.repeat(range(4), 15), by_paper).gt(0).sum() == 1).all()
    assert len(found.topics) >= 4


def test_a_topic_given_by_name_takes_the_papers_like_it(fitted):
    papers, vectors, _ = fitted
    meanings = {"Eyes": np.eye(32, dtype="float32")[0]}
    meanings["Nobody"] = np.eye(32, dtype="float32")[30]
    found = fit_topics(
        papers,
        vectors,
        TopicsSettings(zero_shot=["Eyes", "Nobody"], zero_shot_similarity=0.7),
        seed=1,
        meanings=meanings,
    )
    assert found.figures["zero_shot"] == {"Eyes": 15, "Nobody": 0}
    eyes = found.topics.set_index("label").loc["Eyes"]
    members = found.paper_topics.loc[found.paper_topics["topic"] == eyes["topic"], "paper_id"]
    assert set(members) == set(papers["paper_id"].head(15))
    assert len(found.topics) == 4
    assert np.isnan(eyes["stability"])


@pytest.mark.parametrize("clusterer", ["leiden", "hdbscan"])
def test_seed_words_draw_papers_together(clusterer):
    """Papers with a word are scattered over four groups; they meet in one topic when the word is asked for."""
    papers, vectors = planted(4, 20)
    named = np.arange(80) % 20 < 2
    titles = papers["title"] + np.where(named, " by gigapixel scanners", "")
    middle = np.eye(32)[5].astype("float32")
    vectors = np.where(named[:, None], 0.72 * vectors + 0.69 * middle, vectors).astype("float32")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    papers = papers.assign(title=titles)

    def share_together(**asked):
        found = fit_topics(papers, vectors, TopicsSettings(clusterer=clusterer, runs=4, **asked), seed=1)
        topic = found.paper_topics.set_index("paper_id").loc[papers["paper_id"][named], "topic"]
        return topic.value_counts(normalize=True).iloc[0], found.figures

    assert share_together()[0] < 0.5
    share, figures = share_together(guided=[["gigapixel scanner", "visium"], ["nowhere"]])
    assert share == 1
    assert figures["guided"] == {"gigapixel scanner, visium": 8, "nowhere": 0}


def test_the_model_is_saved_without_pickle_and_knows_new_papers(fitted, tmp_path):
    papers, vectors, found = fitted
    order = np.argsort(papers["paper_id"].to_numpy(dtype=object))
    folder = tmp_path / "model"
    save_model(found, folder)
    assert {path.suffix for path in folder.iterdir()} == {".safetensors", ".json"}
    model = load_model(folder)
    assert assign_vectors(model, vectors[order])["topic"].tolist() == found.paper_topics["topic"].tolist()
    nothing = np.zeros((1, 32), dtype="float32")
    nothing[0, 31] = 1
    assert assign_vectors(model, nothing)["label"].tolist() == ["no topic"]


def test_the_saved_model_is_that_of_the_papers_whatever_the_order_of_their_rows(fitted, tmp_path):
    papers, vectors, _ = fitted
    order = np.random.default_rng(3).permutation(len(papers))
    found = fit_topics(papers.iloc[order], vectors[order], seed=1)
    words, centres = dict(found.model.vectorizer_model.vocabulary_), found.model.topic_embeddings_.copy()
    save_model(found, str(tmp_path / "model"))
    own = found.paper_topics.set_index("paper_id")["topic"]
    assigned = assign_vectors(load_model(tmp_path / "model"), vectors)["topic"]
    assert assigned.tolist() == own[papers["paper_id"]].tolist()
    # Saving leaves what it saves as it was.
    assert (found.model.topic_embeddings_ == centres).all()
    assert list(found.model.vectorizer_model.vocabulary_.items()) == list(words.items())


def test_bertopic_itself_reads_the_saved_model(fitted, tmp_path):
    from bertopic import BERTopic

    papers, vectors, found = fitted
    vectors = vectors[np.argsort(papers["paper_id"].to_numpy(dtype=object))]
    save_model(found, tmp_path / "model")
    loaded = BERTopic.load(str(tmp_path / "model"))
    assert sorted(loaded.get_topics()) == found.topics["topic"].tolist()
    placed, _ = loaded.transform([""] * len(papers), vectors)
    assert list(placed) == found.paper_topics["topic"].tolist()


def test_bertopic_knows_topics_by_numbers_that_a_baseline_gave(fitted, tmp_path):
    from bertopic import BERTopic

    papers, vectors, found = fitted
    vectors = vectors[np.argsort(papers["paper_id"].to_numpy(dtype=object))]
    later = found.paper_topics.assign(topic=found.paper_topics["topic"] + 3)
    topics = found.topics.assign(topic=found.topics["topic"] + 3)
    model = name_topics(term_documents(topic_texts(papers), [None] * 60), vectors, later["topic"], terms=10).model
    renumbered = found._replace(paper_topics=later, topics=topics, model=model)
    save_model(renumbered, tmp_path / "model")
    placed, _ = BERTopic.load(str(tmp_path / "model")).transform([""] * len(papers), vectors)
    assert list(placed) == later["topic"].tolist()


def test_new_texts_get_topics_by_the_encoder_of_the_old(tmp_path):
    from analysis.embed.engines import encode_all, open_encoder

    encoder = open_encoder("openvino all-MiniLM-L6-v2 f32")
    titles = [f"{word} in patient {number}" for word in ("Retinal vessels", "Cardiac motion") for number in range(20)]
    papers, vectors = make_papers(*({"title": title} for title in titles)), encode_all(encoder, titles)
    found = fit_topics(papers, vectors, TopicsSettings(topics=2), seed=1, encoder=encoder.name)
    save_model(found, tmp_path)
    assigned = assign_topics(load_model(tmp_path), ["The vessels of the retina", "Motion of the heart"])
    known = found.paper_topics.set_index("paper_id")["topic"]
    assert assigned["topic"].tolist() == [known[papers["paper_id"].iloc[0]], known[papers["paper_id"].iloc[-1]]]


def test_a_folder_without_a_model_says_what_to_do(tmp_path):
    with pytest.raises(TopicsError, match="holds no topic model.*dvc repro topics"):
        load_model(tmp_path)


@pytest.mark.parametrize("count", [1, 2, 5, 11])
def test_a_handful_of_papers_is_one_topic(count, tmp_path):
    papers, vectors = planted(1, count)
    found = fit_topics(papers, vectors, seed=1)
    assert found.topics["size"].tolist() == [count]
    assert found.model is None
    assert found.topics["stability"].isna().all()
    save_model(found, tmp_path / "model")
    assert assign_vectors(load_model(tmp_path / "model"), vectors)["topic"].tolist() == [0] * count


def test_papers_that_nothing_tells_apart_are_one_topic_or_several_but_all_placed():
    papers, _ = planted(1, 40)
    same = np.tile(np.eye(8, dtype="float32")[0], (40, 1))
    found = fit_topics(papers, same, seed=1)
    assert found.topics["size"].sum() == 40
    assert found.figures["coverage"] == 1


def test_a_paper_unlike_a_name_does_not_join_its_topic_afterwards():
    papers, vectors = planted(2, 20)
    vectors[7] = 0.45 * np.eye(32)[0] + np.sqrt(1 - 0.45**2) * np.eye(32)[31]
    meanings = {"Eyes": np.eye(32, dtype="float32")[0]}
    found = fit_topics(
        papers, vectors, TopicsSettings(zero_shot=["Eyes"], zero_shot_similarity=0.7), seed=1, meanings=meanings
    )
    topic = found.paper_topics.set_index("paper_id")["topic"]
    labels = found.topics.set_index("topic")["label"]
    assert labels[topic[papers["paper_id"][0]]] == "Eyes"
    assert labels[topic[papers["paper_id"][7]]] != "Eyes"


@pytest.mark.parametrize("clusterer", ["leiden", "hdbscan"])
def test_names_that_take_nearly_all_papers_leave_no_tiny_topic(clusterer):
    papers, vectors = planted(1, 40)
    vectors[:2] = np.eye(32)[[8, 9]]
    meanings = {"Eyes": np.eye(32, dtype="float32")[0]}
    found = fit_topics(
        papers, vectors, TopicsSettings(clusterer=clusterer, zero_shot=["Eyes"], runs=4), seed=1, meanings=meanings
    )
    assert found.topics.set_index("label")["size"].to_dict() == {"no topic": 2, "Eyes": 38}


def test_a_name_without_a_vector_says_what_to_do(fitted):
    with pytest.raises(TopicsError, match="zero_shot: no vector.*Eyes"):
        fit_topics(*fitted[:2], TopicsSettings(zero_shot=["Eyes"]), seed=1)


@pytest.mark.parametrize("title", ["A novel method", "2024", "{0}{0}{0}", "{0}{0} {0}{0}{0} {0}{0}{0}{0}"])
def test_papers_that_share_no_term_have_topics_all_the_same(title):
    _, vectors = planted(3, 10)
    papers = make_papers(*({"title": title.format(letter)} for letter in "abcdefghijklmnopqrstuvwxyzäöüß"))
    found = fit_topics(papers, vectors, seed=1)
    assert found.topics["size"].tolist() == [10, 10, 10]
    assert found.topics["label"].is_unique
    assert not found.topics["label"].str.contains(r"emptydoc|·\s*$", regex=True).any()


def test_topics_of_few_terms_are_not_filled_up_with_nothing():
    _, vectors = planted(2, 12)
    papers = make_papers(*({"title": title} for title in ["Retina"] * 12 + ["Heart motion"] * 12))
    found = fit_topics(papers, vectors, TopicsSettings(topics=2), seed=1)
    assert sorted(found.topics["label"]) == ["heart motion", "retina"]
    assert sorted(found.topics["terms"]) == [["heart motion"], ["retina"]]


def test_a_small_topic_keeps_its_papers_when_they_are_asked_for_again(tmp_path):
    papers, vectors = planted(2, 30)
    few = np.r_[0:30, 30:34]
    vectors[30:34] = vectors[30]
    papers, vectors = papers.iloc[few].reset_index(drop=True), vectors[few]
    found = fit_topics(papers, vectors, seed=1)
    order = np.argsort(papers["paper_id"].to_numpy(dtype=object))
    save_model(found, tmp_path / "model")
    again = assign_vectors(load_model(tmp_path / "model"), vectors[order])
    own = found.paper_topics.set_index("paper_id")["topic"]
    assert own[papers["paper_id"][30:]].nunique() == 1
    assert again.set_index(own.index).loc[papers["paper_id"][30:], "topic"].unique() == own[papers["paper_id"][33]]


def test_vectors_that_are_no_numbers_are_refused(fitted):
    papers, vectors, _ = fitted
    with pytest.raises(TopicsError, match="no numbers.*dvc repro embed"):
        fit_topics(papers, np.where(np.arange(len(papers))[:, None] == 3, np.nan, vectors), seed=1)


def test_no_paper_says_what_to_do():
    with pytest.raises(TopicsError, match="holds no paper; put exports"):
        fit_topics(make_papers({}).iloc[:0], np.zeros((0, 32)), seed=1)


def test_vectors_of_other_papers_are_refused():
    with pytest.raises(TopicsError, match="2 papers but 3 vectors"):
        fit_topics(make_papers({}, {}), np.zeros((3, 32)), seed=1)


@pytest.mark.parametrize("language", ["de", None])
def test_function_words_of_other_languages_are_no_terms(language):
    _, vectors = planted(2, 12)
    titles = ["Segmentierung der Netzhaut mit tiefen Netzen"] * 12 + ["Die Bewegung des Herzens und der Klappen"] * 12
    papers = make_papers(*({"title": title} for title in titles)).assign(language=language)
    found = fit_topics(papers, vectors, TopicsSettings(topics=2), seed=1)
    words = {word for cell in found.topics["terms"] for term in cell for word in term.split()}
    assert words <= {"segmentierung", "netzhaut", "tiefen", "netzen", "bewegung", "herzens", "klappen"}
