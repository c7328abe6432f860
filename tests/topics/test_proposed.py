import pandas as pd

from analysis.naming.proposals import Proposal
from analysis.topics.proposed import take_proposed

MEMBERS = pd.DataFrame({"paper_id": list("abcd"), "topic": [0, 0, 1, -1]})
TEXTS = ["Slide encoders", "Encoders", "Heart MRI", "Alone"]
TERMS = {0: ["encoder"], 1: ["MRI"], -1: []}


def take(*lines: tuple[str, str, str]):
    return take_proposed([Proposal(*line, "", "") for line in lines], MEMBERS, TERMS, TEXTS)


def test_a_name_goes_where_its_paper_is_and_bears_a_mark():
    assert take(("b", "Slide encoders", "proposed"), ("c", "Hearts", "accepted")) == {
        0: "Slide encoders (proposed)", 1: "Hearts",
    }  # fmt: skip


def test_of_two_names_an_accepted_one_goes_first_then_the_first():
    assert take(("a", "Encoders", "proposed"), ("b", "Mine", "accepted")) == {0: "Mine"}
    assert take(("a", "Encoders", "proposed"), ("b", "Slide encoders", "proposed")) == {0: "Encoders (proposed)"}


def test_refused_names_and_those_of_papers_in_no_topic_name_nothing():
    assert take(("a", "Encoders", "refused"), ("d", "Alone", "accepted"), ("gone", "Encoders", "proposed")) == {}


def test_a_name_that_no_longer_fits_is_told_and_left_out(capsys):
    assert take(("c", "Slide encoders", "proposed")) == {}
    assert "does not fit its topic any more: no paper has the word “encoder”" in capsys.readouterr().err
