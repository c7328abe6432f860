import pandas as pd
import pytest

from analysis.corpus.filter import why_left_out
from analysis.workspace import SettingsError, read_settings

PAPERS = pd.DataFrame(
    {
        "paper_id": list("abcd"), "title": ["Wells of old", "Deep lakes", "Rivers", "Deep-lake wells"],
        "abstract": [None, "About wells.", None, None], "type": ["review", "method", "method", "other"],
        "published": pd.to_datetime(["2014-12-31", "2015-01-01", None, "2020-06-01"]),
        "language": ["en", "de", None, "en"], "venue": ["Wells", None, "WELLS", "Lakes"],
        "sources": [["wos"], ["scopus", "wos"], ["scopus"], ["arxiv"]],
    }
)  # fmt: skip


def left(**rules):
    found = why_left_out(PAPERS, rules)
    return {paper: reason for paper, reason in zip(PAPERS["paper_id"], found, strict=True) if pd.notna(reason)}


def test_without_rules_all_pass():
    assert left(from_year=None, types=[], phrases=[]) == {}


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ({"from_year": 2015}, "bd"), ({"to_year": 2015}, "ab"), ({"from_year": 2015, "to_year": 2015}, "b"),
        ({"types": ["Method"]}, "bc"), ({"languages": ["en"]}, "ad"), ({"venues": ["wells", "Lakes"]}, "acd"),
        ({"sources": ["scopus"]}, "bc"), ({"phrases": ["deep lake"]}, "bd"), ({"phrases": ["well", "river"]}, "abcd"),
    ],
)  # fmt: skip
def test_each_rule_lets_pass_what_has_one_of_its_values(rules, kept):
    assert set(PAPERS["paper_id"]) - set(left(**rules)) == set(kept)


def test_the_first_rule_that_leaves_a_paper_out_is_told():
    reasons = left(from_year=2015, types=["method"])
    assert reasons == {"a": "year before 2015", "c": "no date is known", "d": "type is none of method"}


def test_a_value_that_no_paper_has_is_told_with_one_like_it(capsys):
    left(venues=["Well"])
    assert "params.yaml, filter.venues: no paper has 'Well'; did you mean 'WELLS'?" in capsys.readouterr().err


def test_years_in_the_wrong_order_are_refused(project):
    file = project / "params.yaml"
    text = file.read_text().replace("from_year: null", "from_year: 2020").replace("to_year: null", "to_year: 2019")
    file.write_text(text)
    with pytest.raises(SettingsError, match="from_year 2020 is after to_year 2019"):
        read_settings()
