"""What each paper counts towards, and the share of each label in each period."""

import numpy as np
import pandas as pd

from analysis.counts import count_papers
from analysis.methods import METHOD_KINDS
from analysis.periods import MONTHS, place_in_periods, start_of_periods

TREND_KINDS = [kind for kind in METHOD_KINDS if kind != "proposed system"]


def gather_labels(
    paper_topics: pd.DataFrame,
    paper_methods: pd.DataFrame,
    paper_fields: pd.DataFrame,
    communities: pd.DataFrame | None = None,
    paper_keywords: pd.DataFrame | None = None,
    *,
    min_keyword_papers: int = 10,
) -> pd.DataFrame:
    """What each paper counts towards: its topic, what it names, its fields and keywords, the authors it comes from.

    Parameters
    ----------
    paper_topics
        `paper_id`, `topic` and the topic's `label`; outliers count towards none.
    paper_methods
        Mentions with `method` and `kind`: methods, modalities and cancers count; datasets, tasks and the like do not,
        nor do systems that a single paper proposes.
    paper_fields
        `paper_id` and `field`.
    communities
        `paper_id` and `label`, as `name_communities` gives them.
    paper_keywords
        `paper_id` and `keyword`.
    min_keyword_papers
        Keywords of fewer papers count for nothing: most stand on one paper.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `kind`, `label`, each row once.
    """
    topics = paper_topics[paper_topics["topic"] >= 0].assign(kind="topic")
    named = paper_methods.assign(label=paper_methods["method"])
    methods = named[named["kind"].isin(TREND_KINDS)].assign(kind="method")
    others = named[named["kind"].isin(["modality", "cancer"])]
    fields = paper_fields.assign(kind="field", label=paper_fields["field"])
    columns = ["paper_id", "kind", "label"]
    parts = [topics[columns], methods[columns], others[columns], fields[columns]]
    if communities is not None:
        parts.append(communities.assign(kind="community")[columns])
    if paper_keywords is not None:
        papers = paper_keywords.groupby("keyword")["paper_id"].transform("nunique")
        common = paper_keywords[papers >= min_keyword_papers]
        parts.append(common.assign(kind="keyword", label=common["keyword"])[columns])
    return pd.concat(parts, ignore_index=True).drop_duplicates()


def name_communities(groups: pd.Series, author_nodes: pd.DataFrame, *, min_papers: int = 20) -> pd.DataFrame:
    """The papers of each community of authors, named by its two authors of the most papers.

    Parameters
    ----------
    groups
        The community by `paper_id`, as `group_papers` gives it.
    author_nodes
        `author_id`, `name`, `weight`, `community`.
    min_papers
        Smaller communities are left out.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `label`.
    """
    sizes = groups.value_counts()
    papers = (
        groups[groups.isin(sizes.index[sizes >= min_papers])].rename("community").rename_axis("paper_id").reset_index()
    )
    order = author_nodes.sort_values(["community", "weight", "author_id"], ascending=[True, False, True])
    leading = order.groupby("community").head(2).groupby("community")["name"].agg(", ".join)
    if papers.empty:
        return pd.DataFrame({"paper_id": [], "label": []}, dtype="str")
    label = papers["community"].map(leading) + " (community " + papers["community"].astype("str") + ")"
    return papers.assign(label=label)[["paper_id", "label"]]


def find_starts(labels: pd.DataFrame, papers: pd.DataFrame, methods: pd.DataFrame, coverage: pd.DataFrame) -> pd.Series:
    """The day from which a method can be named, for those that were introduced after the first period.

    The lexicon knows the year; within it, the first paper that names the method says when. That paper is no part of the
    series, which would begin with one for certain.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`.
    papers
        `paper_id`, `published`.
    methods
        `method`, `introduced`.
    coverage
        As `analysis.periods.measure_coverage` gives it.

    Returns
    -------
    pandas.Series
        The start of the period after that of the first paper, by kind and label.
    """
    if coverage.empty:
        return pd.Series(dtype="datetime64[s]")
    introduced = methods.set_index("method")["introduced"]
    young = labels[labels["label"].map(introduced) >= coverage["period"].min().year]
    dated = young[young["kind"] == "method"].merge(papers[["paper_id", "published"]].dropna(), on="paper_id")
    first = dated.groupby(["kind", "label"])["published"].min()
    if first.empty:
        return first
    length = coverage["length"].iloc[0]
    return start_of_periods(first, length) + pd.DateOffset(months=MONTHS[length])


def gather_beside(
    citations: pd.DataFrame, paper_terms: pd.DataFrame, *, min_papers: int, most: int = 500
) -> pd.DataFrame:
    """What is looked at for bursts alone: the works that the most papers cite, the terms that the most have.

    Parameters
    ----------
    citations
        `paper_id` cites `work_id`.
    paper_terms
        `paper_id` and `term`.
    min_papers
        Works and terms of fewer papers are left out.
    most
        Works and terms at most, those of the most papers.

    Returns
    -------
    pandas.DataFrame
        `paper_id`, `kind` (``reference`` or ``term``), `label`.

    Examples
    --------
    >>> citations = pd.DataFrame({"paper_id": ["p", "q"], "work_id": ["x", "x"]})
    >>> terms = pd.DataFrame({"paper_id": ["p"], "term": ["wells"]})
    >>> gather_beside(citations, terms, min_papers=2)["label"].tolist()
    ['x', 'x']
    """
    parts = []
    for kind, rows, column in (("reference", citations, "work_id"), ("term", paper_terms, "term")):
        labels = rows[["paper_id", column]].drop_duplicates().set_axis(["paper_id", "label"], axis=1)
        counts = count_papers(labels, by="label")
        kept = counts[counts >= min_papers].head(most)
        parts.append(labels[labels["label"].isin(kept.index)].assign(kind=kind)[["paper_id", "kind", "label"]])
    return pd.concat(parts, ignore_index=True)


def count_trends(
    labels: pd.DataFrame, papers: pd.DataFrame, coverage: pd.DataFrame, *, level: float = 0.95
) -> pd.DataFrame:
    """Papers and share of each label in each period.

    Parameters
    ----------
    labels
        `paper_id`, `kind`, `label`; a paper counts once for each label.
    papers
        `paper_id`, `published`, `sources`.
    coverage
        As `analysis.periods.measure_coverage` gives it.
    level
        Of the Wilson interval of each share.

    Returns
    -------
    pandas.DataFrame
        The table `trends`: where no source covers a period, `covered` is False and its share says nothing about time.
    """
    if coverage.empty or labels.empty:
        return pd.DataFrame(
            columns=["kind", "label", "period", "papers", "total", "share", "low", "high", "covered", "partial"]
        )
    periods = coverage.groupby("period").agg(covered=("covered", "any"), partial=("partial", "any"))
    dated = place_in_periods(papers, coverage)
    totals = dated.groupby("period").size().reindex(periods.index, fill_value=0)
    unique = labels[["paper_id", "kind", "label"]].drop_duplicates()
    counts = unique.merge(dated, on="paper_id").groupby(["kind", "label", "period"]).size()
    keys = unique[["kind", "label"]].drop_duplicates()
    grid = keys.merge(periods.reset_index(), how="cross")
    index = pd.MultiIndex.from_frame(grid[["kind", "label", "period"]])
    grid["papers"] = counts.reindex(index, fill_value=0).to_numpy()
    grid["total"] = grid["period"].map(totals).astype("int64")
    grid["share"] = (grid["papers"] / grid["total"]).where(grid["total"] > 0)
    grid["low"], grid["high"] = share_interval(grid["papers"], grid["total"], level=level)
    return grid


def share_interval(papers: pd.Series, total: pd.Series, *, level: float = 0.95) -> tuple[pd.Series, pd.Series]:
    """Wilson interval of a share; missing where there are no papers at all.

    Examples
    --------
    >>> import pandas as pd
    >>> low, high = share_interval(pd.Series([5]), pd.Series([10]))
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.237], [0.763])
    """
    from scipy.stats import norm

    z2 = norm.ppf(0.5 + level / 2) ** 2
    count = total.where(total > 0).astype(float)
    centre = (papers + z2 / 2) / (count + z2)
    half = np.sqrt(z2) / (count + z2) * np.sqrt(papers * (count - papers) / count + z2 / 4)
    share = papers / count
    # Rounding must not put the share a hair outside its own interval.
    return np.minimum((centre - half).clip(lower=0), share), np.maximum((centre + half).clip(upper=1), share)


def covered_shares(trends: pd.DataFrame, *, min_periods: int = 4, min_total: int = 20) -> pd.DataFrame:
    """The shares in covered periods of enough papers; none where fewer periods are covered from first to last day."""
    covered = trends[trends["covered"] & (trends["total"] >= min_total)]
    enough = covered.loc[~covered["partial"], "period"].nunique() >= min_periods
    return covered if enough else covered.iloc[:0]
