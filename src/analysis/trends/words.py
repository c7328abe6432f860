"""Which words a topic's papers use in each period: none before the papers that use it."""

import numpy as np
import pandas as pd

from analysis.periods import place_in_periods


def count_terms(
    paper_topics: pd.DataFrame,
    paper_terms: pd.DataFrame,
    papers: pd.DataFrame,
    coverage: pd.DataFrame,
    *,
    min_papers: int = 2,
) -> pd.DataFrame:
    """Papers with each term in each covered period of a topic, and whether they are more than chance explains.

    A term that stands in as many of a period's papers by chance alone has the `p_value`: the upper tail of the
    hypergeometric distribution, that is Fisher's exact test on one side [1]_. Within a topic p-values are corrected
    for the number of its terms times that of its periods (Benjamini and Hochberg, 1995).

    Parameters
    ----------
    paper_topics
        `paper_id`, `topic`; outliers are left out.
    paper_terms
        `paper_id`, `term`.
    papers
        `paper_id`, `published`, `date_precision`, `sources`.
    coverage
        As `analysis.periods.measure_coverage` gives it.
    min_papers
        Terms of fewer papers of a period are left out: one paper's words are not a topic's.

    Returns
    -------
    pandas.DataFrame
        The table `topic_terms`: `papers` of the topic's `total` in the period have the term; `partial` where the
        period is not complete.

    References
    ----------
    .. [1] R. A. Fisher, "The Logic of Inductive Inference", JRSS 98, 39-82 (1935).

    Examples
    --------
    >>> days = pd.to_datetime(["2024-01-05", "2024-02-05", "2024-02-06"])
    >>> papers = pd.DataFrame(
    ...     {"paper_id": list("pqr"), "published": days, "date_precision": "day", "sources": "listing"}
    ... )
    >>> months = pd.to_datetime(["2024-01-01", "2024-02-01"])
    >>> covered = {"length": "month", "covered": True, "partial": False, "assumed": False, "spread": False}
    >>> coverage = pd.DataFrame({"source": "listing", "period": months, "papers": [1, 2], **covered})
    >>> topics = pd.DataFrame({"paper_id": list("pqr"), "topic": 0})
    >>> terms = pd.DataFrame({"paper_id": list("qr"), "term": "mamba"})
    >>> found = count_terms(topics, terms, papers, coverage)
    >>> found[["topic", "period", "term", "papers", "total", "p_value"]].astype(str).to_numpy().tolist()
    [['0', '2024-02-01', 'mamba', '2', '2', '0.3333333333333333']]
    """
    placed = _place_topics(paper_topics, papers, coverage)
    by_period, by_topic = placed.groupby(["topic", "period"]).size(), placed.groupby("topic").size()
    held = placed.merge(paper_terms, on="paper_id")
    counts = held.groupby(["topic", "period", "term"]).size().rename("papers").reset_index()
    terms = counts.groupby("topic")["term"].nunique()
    counts["anywhere"] = counts.groupby(["topic", "term"])["papers"].transform("sum")
    counts = counts[counts["papers"] >= min_papers].reset_index(drop=True)
    counts["total"] = by_period.reindex(pd.MultiIndex.from_frame(counts[["topic", "period"]])).to_numpy(dtype="int64")
    counts["p_value"] = _chance(counts, counts["topic"].map(by_topic))
    counts["q_value"] = _correct(counts, terms * placed.groupby("topic")["period"].nunique())
    counts["partial"] = counts["period"].isin(_incomplete(coverage))
    return counts.drop(columns="anywhere")


def _place_topics(paper_topics: pd.DataFrame, papers: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """`paper_id`, `topic`, `period` of the papers of covered periods."""
    placed = place_in_periods(papers, coverage)
    placed = placed[placed["period"].isin(coverage.loc[coverage["covered"].astype(bool), "period"])]
    inside = paper_topics.loc[paper_topics["topic"] >= 0, ["paper_id", "topic"]]
    return inside.merge(placed[["paper_id", "period"]].astype({"period": "datetime64[s]"}), on="paper_id")


def _chance(counts: pd.DataFrame, of_topic: pd.Series) -> np.ndarray:
    """The chance of at least as many papers with the term, were the topic's papers dealt to the periods at random."""
    from scipy.stats import hypergeom

    return hypergeom.sf(counts["papers"] - 1, of_topic, counts["anywhere"], counts["total"])


def _correct(counts: pd.DataFrame, tests: pd.Series) -> pd.Series:
    """Corrected within each topic for every term and period of it, those left out for few papers too."""
    from scipy.stats import false_discovery_control

    corrected = counts["p_value"].astype(float)
    for topic, group in counts.groupby("topic"):
        tested = np.ones(int(tests[topic]))
        tested[: len(group)] = group["p_value"].clip(0, 1)
        corrected[group.index] = false_discovery_control(tested)[: len(group)]
    return corrected


def _incomplete(coverage: pd.DataFrame) -> pd.Series:
    """Periods that a source covers in part, as `count_trends` marks them."""
    return coverage.loc[coverage["partial"].astype(bool), "period"]
