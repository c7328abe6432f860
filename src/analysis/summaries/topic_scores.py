"""The topics report: how good the topics are, and what became of those asked for."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.pages.blocks import Linked, papers_link


def asked_rows(figures: Mapping[str, Any]) -> pd.DataFrame:
    """What topics were asked for in the settings, and how many papers that found.

    Examples
    --------
    >>> asked_rows({"guided": {"visium, merfish": 46}, "zero_shot": {"survival": 0}}).to_numpy().tolist()
    [['visium, merfish', 'by words', 46, 'drawn together'], ['survival', 'by name', 0, 'too few for a topic']]
    """
    rows = [(words, "by words", papers, "drawn together") for words, papers in figures["guided"].items()]
    rows += [
        (name, "by name", Linked(papers, papers_link(name, topic=name)) if papers else 0, "a topic of their own")
        for name, papers in figures["zero_shot"].items()
    ]
    rows = [row if row[2] != 0 else (*row[:3], "too few for a topic") for row in rows]
    return pd.DataFrame(rows, columns=["asked for", "how", "papers", "they are"])


def score_rows(figures: Mapping[str, Any]) -> pd.DataFrame:
    """How good the topics of a run are: each figure with what it says."""
    shown = [
        ("papers with a topic", f"{figures['coverage']:.1%}", "the others are near no topic"),
        ("placed afterwards", f"{figures['outliers_joined']:,}", "papers between topics that joined the nearest"),
        ("NPMI", figures["npmi"], "how often a topic's words stand near each other, from -1 to 1"),
        ("C_v", figures["c_v"], "the same by the company that the words keep, from 0 to 1"),
        ("diversity", figures["diversity"], "share of terms that are one topic's alone"),
        ("agreement", figures.get("ari_between_seeds"), "adjusted Rand index of two halves of the runs: 1 is the same"),
        ("lasting topics", figures.get("lasting_share"), "share of topics with a steadiness of 0.6 and more"),
        ("trust in the map", figures["map_trustworthiness"], "1 where all neighbours on the map are neighbours"),
    ]
    table = pd.DataFrame(shown, columns=["figure", "value", "what it says"])
    return table[table["value"].notna()].reset_index(drop=True)
