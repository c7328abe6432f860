"""What the sources of a paper allow to be shared."""

import pandas as pd


def find_shut(papers: pd.DataFrame, sources: pd.DataFrame) -> set[str]:
    """The papers of which a source does not allow the abstract to be shared.

    Parameters
    ----------
    papers
        `paper_id` and `sources`.
    sources
        `source` and `share`.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "sources": [["a"], ["a", "b"]]})
    >>> find_shut(papers, pd.DataFrame({"source": ["a", "b"], "share": ["full", "no-abstracts"]}))
    {'q'}
    """
    free = set(sources.loc[sources["share"] == "full", "source"])
    return {row.paper_id for row in papers.itertuples() if not set(row.sources) <= free}
