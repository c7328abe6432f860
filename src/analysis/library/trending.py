"""Which papers are recent and of what rises."""

import numpy as np
import pandas as pd

# Days after which a paper counts half.
HALF_LIFE = 180


def rank_trending(papers: pd.DataFrame, paper_labels: pd.DataFrame, growth: pd.DataFrame) -> pd.Series:
    """How much a paper is of what rises, and how recent it is.

    The sum, over the labels of the paper that rise beyond chance, of log2(1 + yearly growth of share), times
    0.5 ** (days before the latest paper / 180).

    Parameters
    ----------
    papers
        `paper_id`, `published`.
    paper_labels
        `paper_id`, `kind`, `label`.
    growth
        The table `growth`: `kind`, `label`, `growth`, `verdict`.

    Returns
    -------
    pandas.Series
        By `paper_id`, 0 where no label of a paper rises; empty where growth cannot be told of any label.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "published": pd.to_datetime(["2024-07-01", "2024-01-03"])})
    >>> labels = pd.DataFrame({"paper_id": ["p", "q"], "kind": "topic", "label": "cells"})
    >>> growth = pd.DataFrame({"kind": ["topic"], "label": ["cells"], "growth": [1.0], "verdict": ["rising"]})
    >>> rank_trending(papers, labels, growth).to_dict()
    {'p': 1.0, 'q': 0.5}
    """
    if growth["growth"].isna().all():
        return pd.Series(dtype=float)
    rising = growth[growth["verdict"] == "rising"]
    held = paper_labels.merge(rising[["kind", "label", "growth"]], on=["kind", "label"])
    strength = np.log2(1 + held["growth"].astype(float)).groupby(held["paper_id"]).sum()
    days = (papers["published"].max() - papers["published"]).dt.days
    fresh = pd.Series(0.5 ** (days / HALF_LIFE).to_numpy(float), index=papers["paper_id"]).fillna(0.0)
    return (strength.reindex(papers["paper_id"]).fillna(0.0) * fresh).round(4)
