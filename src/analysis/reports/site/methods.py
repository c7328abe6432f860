"""The paragraph on methods for the paper that a researcher will write: what was done, with versions and settings."""

from importlib.metadata import version

import pandas as pd

from analysis.naming import MARK
from analysis.reports.site.provenance import Provenance
from analysis.workspace import Settings

_CITED = {
    "embedding": "Reimers N, Gurevych I (2019) Sentence-BERT: sentence embeddings using Siamese BERT-networks. EMNLP.",
    "linking": "Fellegi IP, Sunter AB (1969) A theory for record linkage. J Am Stat Assoc 64, 1183-1210.",
    "communities": "Traag VA, Waltman L, van Eck NJ (2019) From Louvain to Leiden. Sci Rep 9, 5233.",
    "topics": "Grootendorst M (2022) BERTopic: neural topic modeling with class-based TF-IDF. arXiv:2203.05794.",
    "bursts": "Kleinberg J (2003) Bursty and hierarchical structure in streams. Data Min Knowl Discov 7, 373-397.",
    "corrected": "Benjamini Y, Hochberg Y (1995) Controlling the false discovery rate. J R Stat Soc B 57, 289-300.",
}


def write_methods(
    origin: Provenance, settings: Settings, topics: pd.DataFrame, coverage: pd.DataFrame, *, model: str
) -> tuple[str, list[str]]:
    """What was done to the papers, in a paragraph, and what it cites.

    Parameters
    ----------
    origin
        Where the pages come from.
    settings
        With the sections `topics` and `trends`.
    topics, coverage
        The tables.
    model
        What made the vectors, as in the table `embeddings`.

    Returns
    -------
    tuple of str and list of str
        The paragraph and its references.
    """
    sentences = [
        _tell_corpus(origin),
        f"Titles and abstracts were turned into vectors with {model} (Reimers and Gurevych 2019).",
        _tell_topics(settings, topics[topics["topic"] >= 0]),
        "Authors were told apart by names, co-authors, texts, venues and affiliations; methods and data were found "
        "by a lexicon of phrases.",
        _tell_trends(settings, sorted(set(coverage["length"])) if len(coverage) else []),
        f"Analyses speak from {origin.as_of}; the papers have the fingerprint {origin.fingerprint}.",
    ]
    if origin.changed:
        changed = "; ".join(f"{name} = {value}" for name, value in origin.changed.items())
        sentences.append(f"Settings that differ from the defaults: {changed}.")
    return " ".join(sentences), list(_CITED.values())


def _tell_corpus(origin: Provenance) -> str:
    records = sum(int(source["records"]) for source in origin.sources)
    named = ", ".join(source["title"] for source in origin.sources)
    commit = f" (commit {origin.commit})" if origin.commit else ""
    return (
        f"{records:,} records from {len(origin.sources)} sources ({named}) were read with Fieldnotes {origin.program}"
        f"{commit} and linked into {origin.papers:,} papers by identifiers, titles and further evidence, weighed in "
        "bits (Fellegi and Sunter 1969)."
    )


def _tell_topics(settings: Settings, topics: pd.DataFrame) -> str:
    section = settings.topics  # type: ignore[attr-defined]
    if section.clusterer == "leiden":
        how = (
            f"communities of the graph of nearest neighbours (Leiden, Traag et al. 2019) that {section.runs} runs with "
            f"other seeds and other papers left out agree on (igraph {version('igraph')})"
        )
    else:
        how = f"clusters of HDBSCAN (hdbscan {version('hdbscan')})"
    named = f"class-based TF-IDF (BERTopic {version('bertopic')}, Grootendorst 2022)"
    proposed = int(topics["label"].str.endswith(MARK).sum())
    if proposed:
        named += f"; the names of {proposed} were proposed by a program and checked against the papers' words"
    return f"{len(topics)} topics are {how}, named by {named}."


def _tell_trends(settings: Settings, lengths: list[str]) -> str:
    rate = settings.trends.false_discovery_rate  # type: ignore[attr-defined]
    period = " and ".join(lengths) or "period"
    return (
        f"Shares over time were compared {period} by {period} within sources and within whatever else drifted in what "
        "was collected, in complete periods alone (conditional multinomial regression); labels rise or fall at a false "
        f"discovery rate of {rate:g} (Benjamini and Hochberg 1995). Bursts are Kleinberg's (2003), tested against "
        "shuffled dates."
    )
