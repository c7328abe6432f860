import pandas as pd
from samples import make_papers

from analysis.counts import fingerprint


def test_the_fingerprint_changes_with_the_papers_and_not_with_their_order():
    papers = make_papers({"published": "2024-05-01"}, {"published": None})
    assert fingerprint(papers) != fingerprint(papers.iloc[1:])
    assert fingerprint(papers) != fingerprint(papers.assign(published=pd.Timestamp("2024-05-02")))
    assert fingerprint(papers) == fingerprint(papers.iloc[::-1])
