import numpy as np
import pandas as pd
import pytest

from analysis.topics.consensus import Consensus
from analysis.topics.overrides import TopicDecision, obey_topic_decisions, read_topic_decisions
from analysis.workspace import OverridesError

# Three topics of two, two and one paper, and one paper of none.
MEMBERS = pd.DataFrame({"paper_id": list("abcdef"), "topic": [0, 0, 1, 1, 2, -1], "fitted_topic": [0, 0, 1, -1, 2, -1]})
FOUND = Consensus(
    MEMBERS["fitted_topic"].to_numpy(), np.ones(6), np.array([1.0, 0.5, 0.8]), np.array([0.9, 0.3, 0.7]), {}
)


def obey(*lines: tuple[str, str, str]):
    decisions = [TopicDecision(*line, "topics.csv, line 2") for line in lines]
    return obey_topic_decisions(MEMBERS, FOUND, {2: "given"}, decisions)


def test_without_decisions_nothing_changes():
    done = obey()
    pd.testing.assert_frame_equal(done.members, MEMBERS)
    assert done.names == {2: "given"}
    assert done.found.found.tolist() == [1.0, 0.5, 0.8]


def test_a_topic_is_renamed_wherever_its_number_moves():
    done = obey(("a", "drop", ""), ("d", "rename", "Mine"))
    assert done.members["topic"].tolist() == [-1, -1, 0, 0, 1, -1]
    assert done.members["fitted_topic"].tolist() == [-1, -1, 0, -1, 1, -1]
    assert done.names == {0: "Mine", 1: "given"}


def test_merged_topics_are_one_as_steady_as_both_on_average():
    done = obey(("c", "merge", "a"))
    assert done.members["topic"].tolist() == [0, 0, 0, 0, 1, -1]
    assert done.found.found.tolist() == [0.75, 0.8]
    assert done.found.stability.tolist() == pytest.approx([0.6, 0.7])


def test_what_was_merged_can_be_merged_again():
    done = obey(("c", "merge", "a"), ("a", "merge", "e"))
    assert done.members["topic"].tolist() == [0, 0, 0, 0, 0, -1]


def test_a_paper_without_a_topic_decides_nothing(capsys):
    done = obey(("f", "drop", ""), ("nobody", "rename", "x"), ("a", "merge", "nobody"))
    assert done.members["topic"].tolist() == MEMBERS["topic"].tolist()
    assert capsys.readouterr().err.count("no topic here has the paper") == 3


def test_the_file_is_read_and_checked(tmp_path):
    file = tmp_path / "topics.csv"
    assert read_topic_decisions(file) == []
    file.write_text("topic_of,decision,value,note\np1,rename,Slide encoders,why\np2,drop,,\n")
    assert [line[:3] for line in read_topic_decisions(file)] == [("p1", "rename", "Slide encoders"), ("p2", "drop", "")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n", "lacks the columns topic_of, decision, value"),
        ("topic_of,decision,value\np,rename,\n", "line 2: found topic_of='p', decision='rename', value=''"),
        ("topic_of,decision,value\np,delete,x\n", "rename .to a name., merge"),
    ],
)
def test_a_line_that_cannot_be_obeyed_is_told(tmp_path, text, told):
    (tmp_path / "topics.csv").write_text(text)
    with pytest.raises(OverridesError, match=told):
        read_topic_decisions(tmp_path / "topics.csv")
