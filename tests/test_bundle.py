"""What a colleague gets: pages and tables, without what may not be shared."""

import io
import subprocess
import zipfile

import pandas as pd
import pytest
from samples import environment

from analysis.bundle import QUOTES, BundleError, without_quotes, write_bundle


def test_abstracts_and_sentences_of_papers_that_may_not_be_shared_are_left_out():
    papers = pd.DataFrame({"paper_id": ["p", "q"], "title": ["P", "Q"], "abstract": ["A", "B"]})
    assert without_quotes("papers", papers, {"q"})["abstract"].fillna("").tolist() == ["A", ""]
    assert without_quotes("papers", papers, {"q"})["title"].tolist() == ["P", "Q"]
    assert without_quotes("papers", papers, set()) is papers
    fields = pd.DataFrame({"paper_id": ["q"], "sentence": ["B."], "score": [1.0]})
    assert without_quotes("fields/fusion", fields, {"q"})["sentence"].fillna("").tolist() == [""]
    short = pd.DataFrame({"paper_id": ["q", "q"], "summary": ["Own.", "B."], "summary_basis": ["source", "extracted"]})
    assert without_quotes("search_papers", short, {"q"})["summary"].fillna("").tolist() == ["Own.", ""]


def test_the_ledger_tells_nothing_of_rejected_records_where_something_is_shut():
    ledger = pd.DataFrame({"paper_id": ["p", None], "changed": ["x", "raw text"], "evidence": ["y", "raw text"]})
    told = without_quotes("ledger", ledger, {"q"})
    assert told["changed"].fillna("").tolist() == ["x", ""]


def test_before_a_run_there_is_nothing_to_bundle(project, tmp_path):
    with pytest.raises(BundleError, match="make reports"):
        write_bundle(tmp_path / "x.zip", corpus="demo")


def test_a_bundle_holds_pages_and_tables_and_is_the_same_each_time(clone, tmp_path):
    files = [tmp_path / name for name in ("one.zip", "two.zip")]
    for file in files:
        subprocess.run(["analysis", "bundle", str(file)], cwd=clone, env=environment(clone), check=True)
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as bundle:
        names = bundle.namelist()
        assert {"README.txt", "reports/index.html", "reports/library.html", "reports/methods.txt"} <= set(names)
        assert "data/processed/fields/multimodal-fusion.parquet" in names
        assert any(name.endswith(".graphml") for name in names)
        assert not any("executed" in name or name.endswith(".sqlite") for name in names)
        papers = pd.read_parquet(io.BytesIO(bundle.read("data/processed/papers.parquet")))
    assert len(papers) == 67


@pytest.mark.parametrize("table", QUOTES)
def test_every_table_that_quotes_is_there_and_has_the_column(clone, table):
    files = list((clone / "data" / "processed").glob(f"{table}.parquet")) or list(
        (clone / "data" / "processed" / table).glob("*.parquet")
    )
    assert set(QUOTES[table]) <= set(pd.read_parquet(files[0]).columns)


def test_no_table_holds_long_texts_that_a_bundle_does_not_know_of(clone):
    """What could be a sentence of an abstract: a text of more than 160 letters, or a column called `sentence`."""
    folder = clone / "data" / "processed"
    known = {"title", "venue", "comment", "summary", "description"}
    for path in folder.rglob("*.parquet"):
        name = str(path.relative_to(folder).with_suffix(""))
        frame = pd.read_parquet(path)
        texts = [column for column in frame.select_dtypes("str") if frame[column].str.len().max() > 160]
        quotes = QUOTES.get(name.partition("/")[0], ())
        assert set(texts) - known - set(quotes) == set(), name
