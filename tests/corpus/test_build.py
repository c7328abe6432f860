import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.build import build_corpus, require_papers
from analysis.corpus.exports import SourceError
from analysis.corpus.sources import read_corpus
from analysis.workspace.tables import check_table

ABSTRACT = "We study slides."
TITLE = "One encoder for every slide, every stain and every scanner"


def write_corpus(folder: Path, files: dict[str, list[dict[str, object]] | str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else "".join(json.dumps(row) + "\n" for row in content)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(
        tmp_path / "raw" / "mine",
        {
            "list/source.yaml": "title: The list\nselection: ranking\nshare: full\n",
            "list/a.jsonl": [
                {"title": TITLE, "abstract": ABSTRACT, "authors": ["Ann Lee", "Bo Xu"]},
                {"title": "Two", "year": 2024},
                {"abstract": "A paper whose title nobody knows."},
            ],
            "facts/source.yaml": "title: Facts\nselection: facts\n",
            "facts/b.jsonl": [
                {
                    "title": TITLE.upper() + ".",
                    "arxiv_id": "2503.00374",
                    "date": "2025-03",
                    "authors": ["Ann Lee", "Bo Xu", "Cy Oz"],
                },
                {"title": "Nobody lists this"},
            ],
            "loose.jsonl": "not json\n"
            + json.dumps({"title": TITLE, "date": "2025-03-07", "id": "arXiv:2503.00374v2"}),
        },
    )


def test_every_raw_record_is_kept_merged_or_rejected_with_its_reason(corpus):
    built = build_corpus(read_corpus(corpus))
    ledger = built.ledger.set_index(["file", "line"])
    assert ledger["outcome"].to_dict() == {
        ("list/a.jsonl", 1): "kept",
        ("list/a.jsonl", 2): "kept",
        ("list/a.jsonl", 3): "rejected",
        ("facts/b.jsonl", 1): "merged",
        ("facts/b.jsonl", 2): "rejected",
        ("loose.jsonl", 2): "merged",
        ("loose.jsonl", 1): "rejected",
    }
    assert ledger.loc[("list/a.jsonl", 3), "reason"] == "no title in this record or any other of its work"
    assert ledger.loc[("facts/b.jsonl", 2), "reason"] == "facts about a paper that no source lists"
    assert ledger.loc[("loose.jsonl", 1), "reason"].startswith("not JSON")
    assert built.ledger["record_id"].is_unique
    assert (built.ledger["outcome"] == "kept").sum() == len(built.papers)


def test_what_the_filter_leaves_out_stands_in_the_ledger_with_its_rule(corpus):
    whole = build_corpus(read_corpus(corpus))
    built = build_corpus(read_corpus(corpus), rules={"phrases": ["no paper says this"]})
    assert built.papers.empty
    assert built.authorships.empty
    outcomes = built.ledger["outcome"].value_counts().to_dict()
    assert outcomes["filtered"] == len(whole.papers)
    for outcome in ("merged", "rejected"):
        assert outcomes[outcome] == (whole.ledger["outcome"] == outcome).sum()
    rule = "title and abstract have none of no paper says this"
    assert set(built.ledger.loc[built.ledger["outcome"] == "filtered", "reason"]) == {rule}
    check_table("ledger", built.ledger)


def test_a_paper_takes_the_best_of_its_records(corpus):
    built = build_corpus(read_corpus(corpus))
    paper = built.papers.set_index("paper_id").loc["arxiv:2503.00374"]
    assert (paper["title"], paper["abstract"]) == (TITLE, ABSTRACT)
    assert (paper["published"], paper["date_precision"]) == (pd.Timestamp("2025-03-07"), "day")
    assert paper["date_basis"] == "preprint"
    assert paper["sources"] == ["facts", "list", "loose"]
    names = built.authorships[built.authorships["paper_id"] == "arxiv:2503.00374"]
    assert names[["position", "name", "family", "given"]].values.tolist() == [
        [1, "Ann Lee", "Lee", "Ann"],
        [2, "Bo Xu", "Xu", "Bo"],
        [3, "Cy Oz", "Oz", "Cy"],
    ]


def test_a_paper_without_identifier_is_named_by_title_and_year(corpus):
    papers = build_corpus(read_corpus(corpus)).papers
    (name,) = papers.loc[papers["title"] == "Two", "paper_id"]
    assert name.startswith("title:")
    assert len(name) == len("title:") + 12


def test_all_tables_have_their_shape(corpus):
    raw = read_corpus(corpus)
    for name, table in build_corpus(raw)._asdict().items():
        check_table(name, table)
    check_table("sources", raw.sources)


def test_the_order_of_rows_and_the_names_of_files_have_no_say(corpus, tmp_path):
    rows = (corpus / "list" / "a.jsonl").read_text().splitlines(keepends=True)
    straight = build_corpus(read_corpus(corpus))
    (corpus / "list" / "a.jsonl").write_text("".join(reversed(rows)))
    (corpus / "list" / "a.jsonl").rename(corpus / "list" / "z.jsonl")
    shuffled = build_corpus(read_corpus(corpus))
    for name in ("papers", "authorships", "labels", "references", "paper_aliases"):
        first, second = (check_table(name, getattr(built, name)) for built in (straight, shuffled))
        key = list(first.columns[:2])
        pd.testing.assert_frame_equal(
            first.sort_values(key, ignore_index=True), second.sort_values(key, ignore_index=True)
        )
    assert set(straight.ledger["record_id"]) == set(shuffled.ledger["record_id"])


def test_two_equal_records_get_two_ids_and_one_paper(tmp_path):
    folder = write_corpus(tmp_path / "raw" / "mine", {"a.jsonl": [{"title": TITLE}, {"title": TITLE}]})
    built = build_corpus(read_corpus(folder))
    assert built.ledger["record_id"].nunique() == 2
    assert len(built.papers) == 1


def test_a_missing_corpus_says_which_there_are(corpus):
    with pytest.raises(SourceError, match=r"no folder 'other'.*found: mine"):
        read_corpus(corpus.parent / "other")


def test_an_empty_corpus_says_what_to_do(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("no papers")
    with pytest.raises(SourceError, match="holds no export; put at least one file"):
        read_corpus(tmp_path / "mine")


def test_a_corpus_with_nothing_readable_keeps_the_reject_and_has_no_papers(tmp_path):
    folder = write_corpus(tmp_path / "raw" / "mine", {"a.pdf": "%PDF-1.4 nothing to see"})
    built = build_corpus(read_corpus(folder))
    assert built.ledger[["outcome", "line"]].values.tolist() == [["rejected", 1]]
    assert len(built.papers) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\nselection: everything\n", "selection"),
        ("selection: all\n", "title: Field required"),
        ("title: A\ncovers: 2020\n", "covers: Extra inputs"),
        ("title: A\ncovers_from: 2025-01-02\ncovers_to: 2025-01-01\n", "lies after"),
        ("title: [", "not valid YAML"),
    ],
)
def test_a_source_description_that_cannot_be_used_says_why(tmp_path, text, message):
    folder = write_corpus(tmp_path / "raw" / "mine", {"list/source.yaml": text, "list/a.jsonl": [{"title": TITLE}]})
    with pytest.raises(SourceError, match=message):
        read_corpus(folder)


def test_what_is_no_identifier_ties_nothing_together(tmp_path):
    rows = [{"title": TITLE, "pmid": "0"}, {"title": "Two", "pmid": "0"}, {"title": "Three", "pmid": "n/a"}]
    folder = write_corpus(tmp_path / "raw" / "mine", {"a.jsonl": [*rows, {"title": "Four", "pmid": 12.0}]})
    (folder / "b.jsonl").write_text('{"title": "Five", "pmid": NaN}\n{"title": "Six", "pmid": NaN}\n')
    papers = build_corpus(read_corpus(folder)).papers
    assert len(papers) == 6
    assert papers["pmid"].dropna().tolist() == ["12"]


def test_an_arxiv_doi_is_an_arxiv_id_and_the_journal_doi_stays(tmp_path):
    rows = [
        {"title": TITLE, "doi": "10.48550/arXiv.2403.00001"},
        {"title": TITLE, "doi": "10.1038/x", "id": "arXiv:2403.00001"},
    ]
    paper = build_corpus(read_corpus(write_corpus(tmp_path / "raw" / "mine", {"a.jsonl": rows}))).papers.iloc[0]
    assert (paper["paper_id"], paper["doi"]) == ("arxiv:2403.00001", "10.1038/x")


def test_an_arxiv_id_dates_a_paper_when_nothing_else_does(tmp_path):
    rows = [
        {"title": "A date of its own", "id": "arXiv:2403.00001", "date": "2025-06-01"},
        {"title": "Date unreadable", "id": "arXiv:2403.00002", "date": "spring"},
        {"title": "Day within the month", "id": "arXiv:2403.00003", "date": "2024-03-15"},
        {"title": "Handed in the month before", "id": "arXiv:2403.00004", "date": "2024-02-29"},
    ]
    papers = build_corpus(read_corpus(write_corpus(tmp_path / "raw" / "mine", {"a.jsonl": rows}))).papers
    dates = papers.sort_values("paper_id")[["published", "date_precision"]].astype("str").values.tolist()
    assert dates == [["2025-06-01", "day"], ["2024-03-01", "month"], ["2024-03-15", "day"], ["2024-02-29", "day"]]


def test_loose_files_are_sources_of_their_own_however_they_are_called(tmp_path):
    files = {
        name: [{"title": name}]
        for name in ("scopus.2024.jsonl", "scopus.2025.jsonl", "a/papers.jsonl", "b/papers;1.jsonl")
    }
    sources = read_corpus(write_corpus(tmp_path / "raw" / "mine", files)).sources
    assert sources["source"].tolist() == ["a/papers", "b/papers,1", "scopus.2024", "scopus.2025"]
    assert sources["title"].is_unique


def test_a_corpus_without_papers_stops_with_the_reasons(tmp_path):
    built = build_corpus(read_corpus(write_corpus(tmp_path / "raw" / "mine", {"a.pdf": "%PDF"})))
    with pytest.raises(SourceError, match="none of 1 raw records became a paper \\(1 times no reader knows"):
        require_papers(built.papers, built.ledger)


def test_venue_pages_and_doi_of_a_paper_are_those_of_one_version(tmp_path):
    preprint = {"title": TITLE, "authors": ["Ann Lee"], "year": 2023, "venue": "bioRxiv", "doi": "10.1101/2023.1.1"}
    journal = {
        "title": TITLE,
        "authors": ["Ann Lee"],
        "year": 2024,
        "venue": "Medical Image Analysis",
        "volume": "90",
        "pages": "102-110",
        "doi": "10.1016/j.x",
    }
    folder = write_corpus(tmp_path / "raw", {"aa.jsonl": [preprint], "bb.jsonl": [journal]})
    built = build_corpus(read_corpus(folder))
    assert built.papers[["venue", "volume", "pages", "doi"]].values.tolist() == [
        ["Medical Image Analysis", "90", "102-110", "10.1016/j.x"]
    ]
    assert built.paper_aliases["alias"].tolist() == ["doi:10.1101/2023.1.1"]


def test_the_title_of_a_paper_is_the_one_most_of_its_records_have(tmp_path):
    rows = [
        {"title": title, "doi": "10.1000/x", "year": 2020} for title in ("One encoder for every slide", TITLE, TITLE)
    ]
    folder = write_corpus(tmp_path / "raw", {"a.jsonl": rows})
    assert build_corpus(read_corpus(folder)).papers["title"].tolist() == [TITLE]


def test_the_stated_doi_of_a_work_goes_before_one_in_an_address(tmp_path):
    same = {"title": TITLE, "year": 2012, "authors": ["Ann Lee"], "volume": "1", "pages": "1-9"}
    listed = {**same, "url": "https://library.example/central/doi/10.1002/central/CN-001/full"}
    folder = write_corpus(tmp_path / "mine", {"a.jsonl": [listed], "b.jsonl": [{**same, "doi": "10.1186/own"}]})
    assert build_corpus(read_corpus(folder)).papers["doi"].tolist() == ["10.1186/own"]
    alone = write_corpus(tmp_path / "alone", {"a.jsonl": [listed]})
    assert build_corpus(read_corpus(alone)).papers["doi"].tolist() == ["10.1002/central/cn-001"]


def test_nobody_is_no_authorship_and_a_group_has_no_given_name(tmp_path):
    folder = write_corpus(
        tmp_path / "mine", {"a.jsonl": [{"title": TITLE, "authors": ["Anonymous", "River Study Group", "Kowalski Ł."]}]}
    )
    found = build_corpus(read_corpus(folder)).authorships
    assert found[["family", "given"]].fillna("").values.tolist() == [["River Study Group", ""], ["Kowalski", "Ł."]]


def test_comments_updates_and_code_are_those_of_any_record_of_a_work(tmp_path):
    rows = [
        {"title": TITLE, "arxiv_id": "2503.00374", "comment": "MICCAI 2025", "updated": "2025-03-09"},
        {"title": TITLE, "arxiv_id": "2503.00374", "comment": "MICCAI 2025, 9 pages", "updated": "2025-03-07"},
        {"title": TITLE, "arxiv_id": "2503.00374", "abstract": "We study slides; see github.com/roe/slides."},
        {"title": "Two", "comment": "A talk"},
    ]
    papers = build_corpus(read_corpus(write_corpus(tmp_path, {"a.jsonl": rows}))).papers.set_index("title")
    paper = papers.loc[TITLE]
    assert (paper["comment"], paper["code_url"]) == ("MICCAI 2025, 9 pages", "https://github.com/roe/slides")
    assert paper["updated"] == pd.Timestamp("2025-03-09")
    assert papers.loc["Two", ["updated", "code_url"]].isna().all()
