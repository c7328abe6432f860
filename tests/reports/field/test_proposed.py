from samples import make_papers

from analysis.naming.proposals import Proposal
from analysis.reports.field.proposed import proposed_summary

PAPERS = make_papers({"title": "Slide encoders", "abstract": "They see tissue."})


def test_a_summary_says_who_proposed_it_until_it_is_accepted():
    line = Proposal("f", "Encoders see tissue.", "proposed", "a model", "")
    template, values = proposed_summary("f", PAPERS, [line])
    assert "(proposed by {by})" in template
    assert values == {"summary": "Encoders see tissue.", "by": "a model"}
    accepted = line._replace(state="accepted", text="Mine.")
    assert proposed_summary("f", PAPERS, [line, accepted]) == ("{summary}", {"summary": "Mine."})


def test_what_is_refused_of_another_field_or_no_longer_fits_is_not_shown():
    lines = [
        Proposal("f", "Encoders see tissue.", "refused", "", ""), Proposal("g", "Tissue.", "accepted", "", ""),
        Proposal("f", "Robots fly drones.", "proposed", "", ""),
    ]  # fmt: skip
    assert proposed_summary("f", PAPERS, lines) == ("", {})
