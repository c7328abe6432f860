import pandas as pd
from samples import make_papers

from analysis.reports.keywords.summary import describe_keywords, keyword_rows, keywords_finding

KEYWORDS = pd.DataFrame(
    {"keyword": ["alopecia", "hair"], "variants": [["Alopecia", "alopecia"], ["hair"]], "papers": [2, 1]}
)
NAMED = pd.DataFrame(
    {
        "paper_id": ["p1", "p2", "p2"], "keyword": ["alopecia", "alopecia", "hair"],
        "kind": ["keyword", "keyword", "mesh"], "text": ["Alopecia", "alopecia", "hair"],
    }
)  # fmt: skip
NODES = pd.DataFrame({"keyword": ["alopecia", "hair"], "degree": [1, 0], "community": [1, 2]})
PAPERS = make_papers({}, {}, {})


def test_the_finding_counts_papers_and_keywords():
    # The table comes in order of names, not of papers.
    sentence, values = keywords_finding(KEYWORDS.iloc[::-1], NAMED, PAPERS)
    assert (str(values["named"]), values["papers"], values["count"], values["top"]) == ("2", 3, 2, "alopecia")
    assert "most often" in sentence


def test_a_corpus_without_keywords_says_what_would_give_some():
    sentence, values = keywords_finding(KEYWORDS.iloc[:0], NAMED.iloc[:0], PAPERS)
    assert sentence.startswith("None of")
    assert values == {"papers": 3}
    assert describe_keywords(KEYWORDS.iloc[:0], NAMED.iloc[:0], PAPERS) == []


def test_what_the_numbers_rest_on_is_told():
    told = [
        sentence.format_map(values) if ":" not in sentence else sentence
        for sentence, values in describe_keywords(KEYWORDS, NAMED, PAPERS)
    ]
    assert told[0] == "2 keywords on papers are of the authors."
    assert told[1] == "1 keywords on papers are of the Medical Subject Headings."
    assert describe_keywords(KEYWORDS, NAMED, PAPERS)[2][1] == {"written": 3, "count": 2}
    assert describe_keywords(KEYWORDS, NAMED, PAPERS)[3][1] == {"without": 1, "are": "is"}


def test_a_row_has_papers_community_and_other_spellings():
    rows = keyword_rows(KEYWORDS, NODES, most=5)
    assert rows[["keyword", "community", "also written"]].to_numpy().tolist() == [
        ["alopecia", "1", "Alopecia"],
        ["hair", "", ""],
    ]
    assert str(rows["papers"].iloc[0]) == "2"
