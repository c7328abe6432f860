import pandas as pd
import pytest
from samples import make_papers

from analysis.naming.proposals import Proposal, read_proposals, write_proposals
from analysis.naming.propose import propose_names, propose_summaries
from analysis.workspace import OverridesError, names_file

PAPERS = make_papers(
    {"title": "Slide encoders", "abstract": "Encoders see tissue."}, {"title": "Encoders"}, {"title": "Heart MRI"},
    {"title": "MRI of hearts"}, {"title": "Alone"},
)  # fmt: skip
TOPICS = pd.DataFrame(
    {"topic": [-1, 0, 1], "terms": [[], ["encoder", "slide"], ["MRI"]], "central_papers": [[], ["p1", "p2"], ["p3"]],
     "paper_ids": [["p5"], ["p1", "p2"], ["p3", "p4"]]}
)  # fmt: skip


def answering(**answers):
    """Answers by a word of the question, in turn, and the questions."""
    asked = []

    def ask(question):
        asked.append(question)
        return next(given for word, given in answers.items() if word in question).pop(0)

    return ask, asked


def test_each_topic_is_asked_about_once_and_its_answer_kept(project):
    ask, asked = answering(encoder=['Sure!\n\n**Name:** "Slide encoders."'], MRI=["Quantum hearts", "Quantum"])
    made = list(propose_names(ask, TOPICS, PAPERS, by="a model"))
    assert [line[:4] for line in made] == [
        ("p1", "Slide encoders", "proposed", "a model"), ("p3", "Quantum", "unfit", "a model"),
    ]  # fmt: skip
    assert made[1].note == "terms: MRI; no paper has the word “quantum”"
    assert "- Slide encoders\n- Encoders" in asked[0]
    assert asked[2].endswith("Not “Quantum hearts”: no paper has the word “quantum”.")
    assert read_proposals(names_file("topics")) == made
    assert list(propose_names(ask, TOPICS, PAPERS, by="a model")) == []


def test_what_was_answered_before_a_failure_is_kept_and_not_asked_again(project):
    ask, _ = answering(encoder=["Encoders"], MRI=[])
    with pytest.raises(IndexError):
        list(propose_names(ask, TOPICS, PAPERS, by="m"))
    ask, asked = answering(MRI=["Heart MRI"])
    assert [line.text for line in propose_names(ask, TOPICS, PAPERS, by="m")] == ["Heart MRI"]
    assert len(asked) == 1


def test_a_topic_keeps_its_proposal_when_another_paper_becomes_its_most_central(project):
    write_proposals(
        names_file("topics"), [Proposal("p2", "Mine", "refused", "m", ""), Proposal("p4", "x", "accepted", "", "")]
    )
    ask, asked = answering()
    assert list(propose_names(ask, TOPICS, PAPERS, by="m")) == []
    assert asked == []


def test_fields_are_summed_up_from_their_surest_papers(project):
    members = pd.DataFrame({"field": ["a", "a"], "paper_id": ["p1", "p3"], "score": [1.0, 5.0]})
    ask, asked = answering(Fusion=["Encoders see tissue and hearts."])
    fields = {"a": {"title": "Fusion"}, "empty": {"title": "None"}}
    (made,) = propose_summaries(ask, fields, members, PAPERS, by="m")
    assert (made.about, made.state) == ("a", "proposed")
    assert "- Heart MRI\n- Slide encoders" in asked[0]
    assert read_proposals(names_file("fields")) == [made]


def test_an_answer_that_a_spreadsheet_would_run_is_not_kept(project):
    ask, _ = answering(encoder=["=HYPERLINK(1)"] * 2, MRI=["Heart MRI"])
    made = list(propose_names(ask, TOPICS, PAPERS, by="m"))
    assert [(line.text, line.state) for line in made] == [("", "unfit"), ("Heart MRI", "proposed")]
    assert read_proposals(names_file("topics")) == made


def test_what_is_shown_bears_a_mark_until_it_is_accepted():
    shown = [Proposal("p", "Name", state, "", "").shown for state in ("proposed", "accepted", "refused", "unfit")]
    assert shown == ["Name (proposed)", "Name", "", ""]


@pytest.mark.parametrize("line", ["p1,Name,perhaps", ",Name,proposed", "p1,,accepted"])
def test_a_line_that_says_nothing_is_told(tmp_path, line):
    file = tmp_path / "topics.csv"
    file.write_text(f"about,text,state\n{line}\n")
    with pytest.raises(OverridesError, match=r"topics\.csv, line 2"):
        read_proposals(file)
