import pandas as pd
import pytest
from samples import make_papers

from analysis.authors.identify import identify_authors
from analysis.text.names import split_name
from analysis.workspace import OverridesError

PAPERS = make_papers({"published": "2022-01-01"}, {"published": "2023-01-01"})


def identify(tmp_path, lines: str, *names: str) -> list[str]:
    parts = [split_name(name) for name in names]
    rows = pd.DataFrame(
        {
            "paper_id": [f"p{place}" for place in range(1, len(names) + 1)], "position": 1, "name": names,
            "family": [family for family, _ in parts], "given": [given for _, given in parts],
            "orcid": None, "affiliation": None, "author_key": None,
        }
    )  # fmt: skip
    (tmp_path / "authors.csv").write_text(f"a,b,decision,note\n{lines}\n", encoding="utf-8")
    found = identify_authors(rows, PAPERS, decisions=tmp_path / "authors.csv")
    return found.paper_authors.merge(found.authors, on="author_id").sort_values("paper_id")["author_id"].tolist()


def test_what_is_decided_different_is_two_people(tmp_path):
    assert len(set(identify(tmp_path, "", "Ann Roe", "Ann Roe"))) == 1
    assert len(set(identify(tmp_path, "Ann Roe @ p1,Ann Roe @ p2,different,", "Ann Roe", "Ann Roe"))) == 2


def test_what_is_decided_the_same_is_one_person_whatever_the_names(tmp_path):
    assert len(set(identify(tmp_path, "", "Ann Roe", "Ann Moe"))) == 2
    assert len(set(identify(tmp_path, "Ann Roe @ p1,Ann Moe @ p2,same,she married", "Ann Roe", "Ann Moe"))) == 1


def test_a_line_that_names_no_mention_is_told(tmp_path, capsys):
    with pytest.raises(OverridesError, match=r"authors.csv, line 2: found 'Ann Roe'; write a name and its paper"):
        identify(tmp_path, "Ann Roe,Ann Moe @ p2,same,", "Ann Roe", "Ann Moe")
    with pytest.raises(OverridesError, match="name two mentions and say same or different"):
        identify(tmp_path, "Ann Roe @ p1,Ann Moe @ p2,perhaps,", "Ann Roe", "Ann Moe")
    identify(tmp_path, "Bo Ng @ p1,Ann Moe @ p2,same,", "Ann Roe", "Ann Moe")
    assert "authors.csv, line 2: no author of p1 here is called 'Bo Ng'" in capsys.readouterr().err


def test_decisions_that_contradict_each_other_or_a_paper_are_told(tmp_path):
    both = "Ann Roe @ p1,Ann Moe @ p2,same,\nAnn Roe @ p1,Ann Moe @ p2,different,"
    with pytest.raises(OverridesError, match="line 3 says different of two mentions that other lines say are the same"):
        identify(tmp_path, both, "Ann Roe", "Ann Moe")
    with pytest.raises(OverridesError, match="line 2 says same of two authors of one paper"):
        identify(tmp_path, "Ann Roe @ p1,Ann Roe @ p1,same,", "Ann Roe", "Ann Moe")
