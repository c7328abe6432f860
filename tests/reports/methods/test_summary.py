import pandas as pd
from samples import make_papers

from analysis.reports.methods.summary import method_rows, module_rows, phrase_rows, say_reach, system_rows

MENTIONS = pd.DataFrame(
    {
        "paper_id": ["p1", "p1", "p2", "p2"], "method": ["a", "Own-1", "a", "b"], "role": ["used", "proposed", "compared", "used"],
        "kind": ["architecture", "proposed system", "architecture", "metric"],
    }
)  # fmt: skip
METHODS = pd.DataFrame(
    {
        "method": ["a", "b", "c", "Own-1"], "kind": ["architecture", "metric", "technique", "proposed system"],
        "papers": [2, 1, 0, 1], "is_method": [True, False, True, True],
    }
)  # fmt: skip


def test_a_row_counts_papers_by_role():
    rows = method_rows(METHODS, MENTIONS, pd.DataFrame({"label": []}))
    assert rows["method"].tolist() == ["a", "b"]
    assert [str(cell) for cell in rows.loc[0, ["papers", "used", "proposed", "compared"]]] == ["2", "1", "", "1"]


def test_systems_are_listed_newest_first():
    papers = make_papers({"published": "2024-03-01"}, {"published": "2025-03-01"})
    mentions = pd.concat([MENTIONS, MENTIONS.iloc[[1]].assign(paper_id="p2", method="Own-2")])
    rows = system_rows(mentions, papers)
    assert rows[["name", "date"]].to_numpy().tolist() == [["Own-2", "2025-03-01"], ["Own-1", "2024-03-01"]]


DISCOVERED = pd.DataFrame(
    {
        "paper_id": ["p1", "p2", "p2", "p1"], "method": ["pair approximation", "pair approximation", "x module", "x module"],
        "text": ["pair approximations", "pair approximation", "X module", "x modules"], "start": [5, 9, 30, 40],
        "kind": ["phrase", "phrase", "proposed module", "proposed module"],
        "role": ["used", "mentioned", "proposed", "proposed"],
    }
)  # fmt: skip


def test_a_phrase_has_its_papers_and_their_roles():
    rows = phrase_rows(DISCOVERED)
    assert rows.drop(columns="papers").to_numpy().tolist() == [["pair approximation", 1, 0, 1]]
    assert rows["papers"].iloc[0].link.startswith("#papers?phrase=pair")


def test_parts_are_listed_newest_first():
    papers = make_papers({"published": "2024-03-01"}, {"published": "2025-03-01"})
    assert module_rows(DISCOVERED, papers)["part"].tolist() == ["X module", "x modules"]


def test_a_corpus_that_the_lexicon_hardly_knows_is_told_so():
    papers = make_papers({}, {}, {})
    assert "knows little" in say_reach(MENTIONS.iloc[[0]], papers)
    assert "knows little" not in say_reach(MENTIONS, papers)
