import numpy as np
import pandas as pd
import pytest
from samples import make_papers

from analysis.topics.changes import report_changes
from analysis.topics.fit import fit_topics
from analysis.topics.identity import Baseline, keep_labels, match_topics, number_topics
from analysis.topics.labels import Words, tell_apart
from analysis.topics.settings import TopicsSettings
from analysis.workspace.tables import check_table

AXES = np.eye(4)


def members(**topic_of):
    """Papers in groups: members(a=(0, 10)) are ten papers a0 to a9 in topic 0."""
    rows = [(f"{name}{number}", topic) for name, (topic, count) in topic_of.items() for number in range(count)]
    return pd.DataFrame(rows, columns=["paper_id", "topic"])


def described(papers):
    sizes = papers.groupby("topic").size()
    labels = [f"topic {topic}" for topic in sizes.index]
    return pd.DataFrame({"topic": sizes.index, "size": sizes.to_numpy(), "label": labels})


def kept(papers, centres, encoder="one"):
    return Baseline(described(papers), papers, centres, encoder)


def changes(papers, baseline):
    table = check_table("topic_changes", report_changes(described(papers), papers, baseline))
    return {(row.topic, row.was): row.change for row in table.itertuples()}


def test_the_same_papers_are_the_same_topic_whatever_their_number():
    before, now = members(a=(0, 10), b=(1, 10)), members(a=(1, 10), b=(0, 12))
    found = match_topics(now, AXES[:2], kept(before, AXES[2:]), encoder="one")
    assert found.set_index("topic")["was"].to_dict() == {0: 1, 1: 0}
    assert found["jaccard"].tolist() == [1, 1]
    assert number_topics(np.arange(2), found, kept(before, AXES[2:])).tolist() == [1, 0]


def test_topics_of_new_papers_alone_are_told_by_their_centres_if_the_encoder_is_the_same():
    before, now = members(a=(0, 10), b=(1, 10)), members(c=(0, 10), d=(1, 10))
    baseline = kept(before, AXES[:2])
    near = np.array([[0.0, 1, 0, 0], [0.8, 0, 0.6, 0]])
    assert match_topics(now, near, baseline, encoder="one")[["topic", "was"]].to_numpy().tolist() == [[0, 1]]
    assert len(match_topics(now, near, baseline, encoder="another")) == 0


def test_new_topics_never_take_a_number_that_was_used():
    baseline = kept(members(a=(0, 10), b=(7, 10)), AXES[:2])
    matches = pd.DataFrame({"topic": [1], "was": [7]})
    assert number_topics(np.arange(3), matches, baseline).tolist() == [8, 7, 9]


def test_what_became_of_each_topic():
    before = members(a=(0, 300), b=(1, 200), c=(2, 100), d=(3, 100), e=(4, 100))
    # a goes on with 200, 100 leave it; b is as it was; c went into d; e is gone; f are new papers with a topic of their own.
    parts = [
        before.iloc[:200],
        before.iloc[200:300].assign(topic=5),
        before.iloc[300:500],
        before.iloc[500:600].assign(topic=3),
        before.iloc[600:700],
        # Of 700 new papers a gets 3 %, of the 700 known 29 %; b 26 % and 29 %; d 43 % and 29 %.
        members(f=(6, 200), g=(0, 20), h=(1, 180), i=(3, 300)),
    ]
    assert changes(pd.concat(parts), kept(before, np.eye(5))) == {
        (0, 0): "shrunk",
        (1, 1): "kept",
        (3, 3): "grown",
        (5, 0): "split",
        (6, -1): "born",
        (3, 2): "merged",
        (-1, 4): "died",
    }


def test_the_pair_that_shares_most_comes_first():
    # The first of now holds 70 of 100 and all 30 of the second before; the second holds the other 30.
    before = members(x=(0, 100), y=(1, 30))
    now = before.assign(topic=[0] * 70 + [1] * 30 + [0] * 30)
    baseline = kept(before, AXES[:2])
    found = match_topics(now, AXES[:2], baseline, encoder="one")
    assert found[["topic", "was"]].to_numpy().tolist() == [[0, 0]]
    numbers = number_topics(np.arange(2), found, baseline)
    assert changes(now.assign(topic=numbers[now["topic"]]), baseline) == {
        (0, 0): "kept",
        (2, 0): "split",
        (0, 1): "merged",
    }


def test_a_few_papers_do_not_tell_where_a_topic_came_from_or_went():
    before = members(a=(0, 50), b=(1, 50))
    # Topic 2 has two papers of b beside 48 new ones; of b's others none is left.
    now = pd.concat([before.iloc[:50], before.iloc[50:52].assign(topic=2), members(c=(2, 48))])
    found = changes(now, kept(before, AXES[:2]))
    assert {key: found[key] for key in found if key != (0, 0)} == {(2, -1): "born", (-1, 1): "died"}


def test_papers_that_only_change_topics_are_no_growth():
    before = members(a=(0, 200), b=(1, 200))
    now = pd.concat([before.iloc[:200], before.iloc[200:260].assign(topic=0), before.iloc[260:]])
    more = members(c=(0, 65), d=(1, 35))
    baseline = kept(before, AXES[:2])
    assert set(changes(now, baseline).values()) == {"kept"}
    assert set(changes(pd.concat([now, more]), baseline).values()) == {"kept"}


def test_a_name_outlives_a_plural():
    baseline = Baseline(pd.DataFrame({"topic": [0], "label": ["few-shot · prompts"]}), pd.DataFrame(), np.eye(1), "one")
    words = Words({}, {0: {"few-shot": 2.0, "prompt": 1.0}}, None)
    assert keep_labels(words, baseline) == {0: "few-shot · prompts"}


def test_centres_are_the_same_only_when_nearer_than_any_two_topics_before():
    before, now = members(a=(0, 10), b=(1, 10)), members(c=(0, 10))
    siblings = np.array([[1.0, 0], [0.95, np.sqrt(1 - 0.95**2)]])
    baseline = kept(before, siblings)
    assert len(match_topics(now, np.array([[0.93, np.sqrt(1 - 0.93**2)]]), baseline, encoder="one")) == 1
    assert len(match_topics(now, np.array([[0.99, -np.sqrt(1 - 0.99**2)]]), baseline, encoder="one")) == 1
    assert len(match_topics(now, np.array([[0.92, -np.sqrt(1 - 0.92**2)]]), baseline, encoder="one")) == 0


def test_a_label_that_is_kept_stays_though_a_new_topic_has_it_too():
    topics = pd.DataFrame({"topic": [0, 4], "label": ["hearts", "hearts"]})
    assert tell_apart(topics, keep={0})["label"].tolist() == ["hearts", "hearts (4)"]
    baseline = Baseline(pd.DataFrame({"topic": [4], "label": ["hearts (4)"]}), pd.DataFrame(), np.eye(1), "one")
    assert keep_labels(Words({}, {4: {"hearts": 1.0}}, None), baseline) == {4: "hearts (4)"}


def test_labels_stay_distinct_whatever_they_are():
    topics = pd.DataFrame({"topic": [-1, 0, 1, 2, 3], "label": ["no topic", "a", "a", "a (0)", "no topic"]})
    told = tell_apart(topics, keep={-1, 3})["label"]
    assert told.is_unique
    assert told[0] == "no topic"


def test_outliers_are_no_topic():
    before, now = members(a=(0, 10), x=(-1, 5)), members(a=(0, 10), x=(-1, 6))
    assert changes(now, kept(before, AXES[:1])) == {(0, 0): "kept"}


def test_without_a_baseline_nothing_has_changed():
    assert changes(members(a=(0, 3)), None) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_rerun_with_new_papers_keeps_numbers_and_names(seed):
    words = ["retinal fundus vessels", "cardiac ultrasound motion", "glioma survival genomics", "nuclei stain tissue"]
    dice = np.random.default_rng(seed)
    papers = make_papers(*({"title": f"{word} number {number}"} for word in words for number in range(20)))
    vectors = np.repeat(np.eye(32)[:4], 20, axis=0) + dice.normal(0, 0.05, (80, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype("float32")
    first = np.r_[0:18, 20:36, 40:54]
    before = fit_topics(papers.iloc[first], vectors[first], TopicsSettings(neighbours=10), seed=1)
    place = papers["paper_id"].reset_index(drop=True)
    of_topic = before.paper_topics.set_index("paper_id")["topic"]
    centres = np.stack([vectors[place.isin(of_topic.index[of_topic == topic])].mean(axis=0) for topic in range(3)])
    baseline = Baseline(before.topics, before.paper_topics, centres, "one")
    # The third group is the largest now, and a fourth is new.
    later = np.r_[0:10, 20:35, 40:60, 60:75]
    now = fit_topics(
        papers.iloc[later], vectors[later], TopicsSettings(neighbours=10), seed=9, baseline=baseline, encoder="one"
    )
    new = now.paper_topics.set_index("paper_id")["topic"]
    common = of_topic.index.intersection(new.index)
    assert (of_topic[common] == new[common]).all()
    assert sorted(now.topics["topic"]) == [0, 1, 2, 3]
    assert now.topics.set_index("topic")["label"].loc[[0, 1, 2]].tolist() == before.topics["label"].tolist()
    assert now.topic_changes.set_index("topic")["change"].loc[3] == "born"


def test_a_corpus_of_one_topic_keeps_the_number_and_has_its_own_words():
    papers = make_papers(*({"title": f"cardiac ultrasound {number}"} for number in range(8)))
    vectors = np.tile(np.eye(4, dtype="float32")[0], (8, 1))
    before = papers[["paper_id"]].assign(topic=3)
    baseline = Baseline(described(before), before, vectors[:1], "one")
    now = fit_topics(papers, vectors, seed=1, baseline=baseline, encoder="one")
    assert now.topics[["topic", "terms"]].to_numpy().tolist() == [[3, ["cardiac ultrasound"]]]


def test_new_papers_are_compared_within_their_source_and_year():
    """A second source of another mix is added: within the first, and within each year, nothing changes."""
    before = members(a=(0, 60), b=(1, 140))
    now = pd.concat([before, members(c=(0, 30), d=(1, 70), e=(0, 80), f=(1, 20))])
    source = np.where(now["paper_id"].str[0].isin(["e", "f"]), "other", "one")
    strata = pd.DataFrame({"paper_id": now["paper_id"], "source": source, "year": 2024})
    found = report_changes(described(now), now, kept(before, AXES[:2]), strata=strata)
    assert found["change"].tolist() == ["kept", "kept"]
    assert found["new"].tolist() == [110, 90]
    alone = pd.concat([before, members(e=(0, 80), f=(1, 20))])
    strata = strata[strata["paper_id"].isin(alone["paper_id"])]
    told = report_changes(described(alone), alone, kept(before, AXES[:2]), strata=strata)
    assert set(told["change"]) == {"confounded"}


def test_chance_among_many_topics_is_no_change():
    dice = np.random.default_rng(0)
    before = pd.DataFrame({"paper_id": [f"a{n}" for n in range(2000)], "topic": dice.integers(0, 40, 2000)})
    more = pd.DataFrame({"paper_id": [f"b{n}" for n in range(1000)], "topic": dice.integers(0, 40, 1000)})
    assert set(changes(pd.concat([before, more]), kept(before, np.eye(40))).values()) == {"kept"}
