import csv

import pytest
from samples import as_table, make_papers

from analysis.methods.discover import discover_methods
from analysis.methods.lexicon import read_lexicon
from analysis.methods.tag import tag_papers
from analysis.methods.tagger import Tagger
from analysis.methods.trial import MethodTrialError, find_ambiguous, propose_entries, try_method, write_entries
from analysis.workspace import lexicon_folder, write_table


@pytest.fixture
def run(project):
    papers = make_papers(
        {"title": "Attention-based MIL on slides", "abstract": "We propose a slide-wise gating module."},
        {"title": "Slides", "abstract": "Attention-based MIL is compared."},
        {"title": "Nothing of it", "abstract": None},
    )
    write_table("papers", as_table(papers))
    write_table("paper_methods", discover_methods(papers, tag_papers(papers, Tagger(read_lexicon())), min_papers=1))
    return papers


def test_an_entry_gains_papers_and_takes_them_from_others(run):
    trial = try_method("attention-based MIL", kind="learning paradigm")
    assert trial.gained["text"].tolist() == ["Attention-based MIL", "Attention-based MIL"]
    assert trial.lost.to_numpy().tolist() == [["ABMIL", 2]]


def test_without_a_run_there_is_nothing_to_try(project):
    with pytest.raises(MethodTrialError, match="make reports"):
        try_method("x")
    with pytest.raises(MethodTrialError, match="make reports"):
        propose_entries()


def test_phrases_become_lines_once(run):
    proposed = propose_entries(least=1)
    for _ in range(2):
        write_entries(proposed)
    lines = (lexicon_folder() / "proposed.csv").read_text().splitlines()
    assert len(lines) == 1 + len(proposed)
    assert len(set(lines)) == len(lines)
    read_lexicon(lexicon_folder())


def test_an_empty_file_gets_its_header(run):
    lexicon_folder().mkdir(parents=True, exist_ok=True)
    (lexicon_folder() / "proposed.csv").write_text("\n")
    write_entries(propose_entries(least=1))
    assert "slide-wise gating module" in set(read_lexicon(lexicon_folder()).entries["method"])


def test_a_file_saved_without_a_last_line_end_keeps_its_last_line(run):
    file = lexicon_folder() / "proposed.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("method,kind,parents,introduced,aliases,context\nattention pool,technique,,,,")
    write_entries(propose_entries(least=1))
    entries = read_lexicon(lexicon_folder()).entries
    assert {"attention pool", "slide-wise gating module"} <= set(entries["method"])


def test_the_line_to_keep_is_one_that_the_lexicon_reads(run):
    trial = try_method("gating, slide-wise", aliases="slide-wise gating module", context="")
    row = next(csv.reader([trial.line]))
    assert row == ["gating, slide-wise", "technique", "", "", "slide-wise gating module", ""]


def test_abbreviations_that_papers_use_for_something_else_are_counted(project):
    papers = make_papers(
        {"title": "Carriers", "abstract": "We load NLPs (nanostructured lipid particles)."},
        {"title": "More nanostructured lipid particles (NLPs)", "abstract": None},
        {"title": "Texts", "abstract": "We use natural language processing (NLP)."},
        {"title": "A MIL", "abstract": "We use multiple instance learning (MIL)."},
    )
    write_table("papers", as_table(papers))
    (row,) = find_ambiguous().to_dict("records")
    assert row == {
        "form": "NLPs", "method": "natural language processing", "papers": 2,
        "stands_for": "nanostructured lipid particles",
    }  # fmt: skip
    assert find_ambiguous(least=3).empty
