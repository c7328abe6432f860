import pytest
from samples import as_table, make_papers

from analysis.methods.lexicon import read_lexicon
from analysis.methods.tag import Tagger, count_methods, tag_papers
from analysis.trends.fields import assign_fields
from analysis.trends.trial import TrialError, try_field
from analysis.workspace import SettingsError, read_settings
from analysis.workspace.tables import write_table


def test_an_edit_says_what_it_gains_and_loses(project):
    papers = make_papers({"title": "Trimodal hearts"}, {"title": "Bimodal eyes"}, {"title": "Lungs"})
    lexicon = read_lexicon()
    mentions = tag_papers(papers, Tagger(lexicon))
    entries = count_methods(mentions, lexicon.entries)
    fields = {"multimodal-fusion": {"title": "x", "phrases": ["bimodal", "lung"], "methods": []}}
    tables = {
        "papers": as_table(papers),
        "paper_methods": mentions,
        "methods": entries,
        "paper_fields": assign_fields(papers, mentions, entries, fields),
    }
    for name, table in tables.items():
        write_table(name, table)
    trial = try_field("multimodal-fusion", read_settings())
    assert (trial.now, trial.before) == (2, 2)
    assert trial.gained["title"].tolist() == ["Trimodal hearts"]
    assert trial.lost["title"].tolist() == ["Lungs"]


def test_without_a_run_or_a_field_the_message_says_what_is_missing(project):
    with pytest.raises(TrialError, match="run `make reports` first"):
        try_field("multimodal-fusion", read_settings())
    with pytest.raises(SettingsError, match="no field 'x'"):
        try_field("x", read_settings())
