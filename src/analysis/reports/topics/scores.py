"""The topics report: how good the topics are, and what became of those asked for."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.reports.pages import Linked, papers_link
from analysis.text import has_phrase

# Below this a topic is not to be built on (Hennig, 2007).
STEADY = 0.6
_NONE = {"by words": "in no title or abstract", "by name": "too few papers are like it"}


def find_guided(papers: pd.DataFrame, figures: Mapping[str, Any]) -> pd.DataFrame:
    """The papers that have one of the words of each topic to look for: `paper_id` and `value`, the words.

    Examples
    --------
    >>> papers = pd.DataFrame({"paper_id": ["p", "q"], "title": ["Visium slides", "Hearts"], "abstract": [None, None]})
    >>> find_guided(papers, {"guided": {"visium, merfish": 1}}).to_numpy().tolist()
    [['p', 'visium, merfish']]
    """
    found = {words: has_phrase(papers, words.split(", ")) for words in figures["guided"]}
    rows = [papers.loc[has, ["paper_id"]].assign(value=words) for words, has in found.items()]
    return pd.concat(rows) if rows else pd.DataFrame({"paper_id": [], "value": []}, dtype="str")


def asked_rows(figures: Mapping[str, Any], guided: pd.DataFrame, paper_topics: pd.DataFrame) -> pd.DataFrame:
    """What topics were asked for in the settings, how many papers that found, and in which topic they are.

    Parameters
    ----------
    figures
        The scorecard of the topics.
    guided
        From `find_guided`.
    paper_topics
        `paper_id` and the `label` of its topic.

    Examples
    --------
    >>> asked = {"guided": {"visium": 2}, "zero_shot": {"survival": 0}}
    >>> guided = pd.DataFrame({"paper_id": ["p", "q"], "value": "visium"})
    >>> topics = pd.DataFrame({"paper_id": ["p", "q", "r"], "label": ["spatial", "spatial", "hearts"]})
    >>> [[str(cell) for cell in row] for row in asked_rows(asked, guided, topics).to_numpy()]
    [['visium', 'by words', '2', '2 of them in “spatial”'], ['survival', 'by name', '0', 'too few papers are like it']]
    """
    rows = []
    for words, papers in figures["guided"].items():
        own = paper_topics[paper_topics["paper_id"].isin(guided.loc[guided["value"] == words, "paper_id"])]
        row = (words, "by words", 0, _NONE["by words"])
        if len(own):
            label, count = own["label"].mode()[0], own["label"].value_counts().max()
            link = papers_link(f"{words} in {label}", guided=words, topic=label)
            counted = Linked(papers, papers_link(words, guided=words))
            row = (words, "by words", counted, Linked(f"{count:,} of them in “{label}”", link))
        rows.append(row)
    for name, papers in figures["zero_shot"].items():
        link = papers_link(name, topic=name)
        found = (Linked(papers, link), Linked("a topic of their own", link)) if papers else (0, _NONE["by name"])
        rows.append((name, "by name", *found))
    return pd.DataFrame(rows, columns=["asked for", "how", "papers", "they are"])


def score_rows(figures: Mapping[str, Any]) -> pd.DataFrame:
    """How good the topics of a run are: each figure with what it says; nothing where topics cannot be told apart."""
    shown = [
        ("papers with a topic", f"{figures['coverage']:.1%}", "the others are near no topic"),
        ("placed afterwards", f"{figures['outliers_joined']:,}", "papers between topics that joined the nearest"),
        ("NPMI", figures["npmi"], "how often a topic's words stand near each other, from -1 to 1"),
        ("C_v", figures["c_v"], "the same by the company that the words keep, from 0 to 1"),
        ("diversity", figures["diversity"], "share of terms that are one topic's alone"),
        ("agreement of votes", figures.get("ari_between_seeds"), "adjusted Rand index of two halves of the runs"),
        ("agreement of runs", figures.get("ari_between_runs"), "the same of single runs: 1 is the same topics"),
        ("lasting topics", figures.get("lasting_share"), "share of topics with a steadiness of 0.6 and more"),
        ("trust in the map", figures["map_trustworthiness"], "1 where all neighbours on the map are neighbours"),
    ]
    table = pd.DataFrame(shown if figures["runs"] else [], columns=["figure", "value", "what it says"])
    return table[table["value"].notna()].reset_index(drop=True)


def warn_about_baseline(figures: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """What the changes since the baseline are changes of, where the vectors are made in another way."""
    if figures["baseline_encoder"] == figures["encoder"]:
        return "Papers that only moved from one topic to another are no growth.", {}
    return (
        "The baseline's vectors are by {before}, these by {now}: changes are those of the engine too.",
        {"before": figures["baseline_encoder"], "now": figures["encoder"]},
    )


def topics_sentence(topics: pd.DataFrame, papers: int, figures: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """The main sentence: how many topics hold how many papers, how many are steady, how many papers have none."""
    every = Linked(papers, papers_link("All papers"))
    if not figures["runs"]:
        return "Here are {total:paper}: too few, or too much alike, to tell topics apart.", {"total": every}
    named = topics[topics["topic"] >= 0]
    largest = named.loc[named["size"].idxmax()]
    values = {
        "count": len(named),
        "inside": int(named["size"].sum()),
        "total": every,
        "steady": int((named["stability"] >= STEADY).sum()),
        "largest": largest["label"],
        "size": Linked(largest["size"], papers_link("Largest topic", topic=largest["label"])),
        "left": Linked(papers - int(named["size"].sum()), papers_link("Papers without a topic", topic="no topic")),
    }
    rest = "; without a topic: {left}" if values["inside"] < papers else ""
    text = "{count} topics hold {inside} of {total} papers%s; steady enough to build on: {steady}. The largest is"
    return text % rest + " “{largest}” with {size}.", values
