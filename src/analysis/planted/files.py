"""A planted corpus as raw files with the truth beside them, as if two databases had been asked."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from analysis.planted.cited import cite_outside, make_outside
from analysis.planted.corpus import FIRST_DAY, LEAVES_IN, LEAVING, SOURCES, Label, Planted, make_corpus, standard_labels
from analysis.planted.texts import TOPICS, write_paper
from analysis.planted.venues import choose_venues
from analysis.workspace import FieldnotesError, raw_folder, write_json, write_text

# Methods that carry the planted labels, in the lexicon's names.
METHODS = (
    "multiple instance learning", "GAN", "XGBoost", "U-Net", "vision transformer", "random forest",
    "knowledge distillation", "transfer learning", "contrastive learning", "support vector machine",
    "federated learning", "data augmentation", "ResNet", "DenseNet", "EfficientNet", "long short-term memory",
    "graph neural network", "variational autoencoder", "active learning", "multi-task learning",
    "curriculum learning", "meta-learning", "reinforcement learning", "semi-supervised learning",
    "self-supervised learning", "zero-shot learning", "few-shot learning", "domain adaptation", "Grad-CAM", "SHAP",
    "logistic regression", "k-means", "gradient boosting", "decision tree", "Mask R-CNN",
    "principal component analysis", "ensemble learning", "Bayesian neural network", "normalizing flow",
    "mixture of experts", "attention mechanism",
)  # fmt: skip
TRUTH = "truth.json"
_COPIES, _OF_YEAR, _CITED = 0.04, 0.03, 4
# Weekdays on which nothing was captured, in months after the first day.
_LOST_WEEK = 20
_SYLLABLES = (
    "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te".split()
)


class PlantError(FieldnotesError):
    """A corpus cannot be planted; the message says why."""


def plant(name: str, *, papers: int = 3000, seed: int = 1) -> Path:
    """Write ``data/raw/NAME/``: two sources of made-up papers, and ``truth.json`` beside them.

    Parameters
    ----------
    name
        Of the corpus; must not be taken.
    papers
        Records of distinct papers, 500 at least.
    seed
        Of every random choice: the same gives the same bytes.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    PlantError
        If the folder is there already, or the papers are too few to plant anything in.
    """
    folder = raw_folder(name)
    if folder.exists():
        raise PlantError(f"data/raw/{name} is there already; choose another name, or delete it first")
    if papers < 500:
        raise PlantError(f"found {papers} papers; labels of 400 papers are planted, so ask for 500 or more")
    labels = [label._replace(name=method) for label, method in zip(standard_labels(), METHODS, strict=False)]
    corpus = make_corpus(papers, labels, seed=seed)
    records, truth = _write_records(corpus, labels, seed=seed)
    for source, rows in records.items():
        lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
        write_text(folder / source / "papers.jsonl", "\n".join(lines) + "\n")
        write_text(folder / source / "source.yaml", yaml.safe_dump(_describe(source, corpus), sort_keys=False))
    write_json(folder / TRUTH, truth)
    return folder


def _write_records(corpus: Planted, labels: list[Label], *, seed: int) -> tuple[dict[str, list[dict[str, Any]]], Any]:
    dice = np.random.default_rng([seed, 1])
    papers = corpus.papers.assign(topic=dice.choice(list(TOPICS), len(corpus.papers)))
    lost = FIRST_DAY + pd.DateOffset(months=_LOST_WEEK) + pd.to_timedelta(np.arange(7), unit="D")
    papers = papers[~papers["published"].isin(lost)].reset_index(drop=True)
    carried = corpus.labels.groupby("paper_id")["label"].agg(list).to_dict()
    people = _name_people(papers, dice)
    records: dict[str, list[dict[str, Any]]] = {source: [] for source in SOURCES}
    copies = set(dice.choice(len(papers), int(_COPIES * len(papers)), replace=False).tolist())
    order = np.argsort(papers["published"].to_numpy(), kind="stable")
    earlier: dict[str, list[str]] = {topic: [] for topic in TOPICS}
    cited: dict[str, list[str]] = {}
    # Of dice of their own, so that what is cited outside changes nothing else.
    others = np.random.default_rng([seed, 2])
    outside = make_outside(list(TOPICS), sorted({name for names in people for name in names}), others)
    spellings: dict[str, str] = {}
    venues = choose_venues(papers["topic"], np.random.default_rng([seed, 3]))
    for place in order:
        row = papers.iloc[place]
        doi = _doi(row["paper_id"])
        pool = earlier[row["topic"]][-200:]
        cited[doi] = sorted({pool[n] for n in dice.integers(0, len(pool), min(_CITED, len(pool)))}) if pool else []
        earlier[row["topic"]].append(doi)
        named = cite_outside(outside[row["topic"]], others)
        spellings |= {text: work for work, text in named}
        references = [*cited[doi], *(text for _, text in named)]
        record = _write_record(row, carried.get(row["paper_id"], []), people[place], doi, references, dice)
        record["venue"] = venues["printed"].iloc[place]
        records[row["source"]].append(record)
        if place in copies and row["source"] == SOURCES[0]:
            other = {key: value for key, value in record.items() if key not in ("doi", "references")}
            records[SOURCES[1]].append(other | {"id": f"copy.{row['paper_id']}", "title": record["title"].upper()})
    counts = {"works": len(papers), "records": sum(map(len, records.values()))}
    days = {"lost_days": [f"{day:%Y-%m-%d}" for day in lost]}
    named = dict(zip(papers["paper_id"].map(_doi), venues["venue"], strict=True))
    planted = {"references": cited, "spellings": spellings, "venues": named}
    return records, _tell_truth(corpus, papers) | counts | days | planted


def _tell_truth(corpus: Planted, papers: pd.DataFrame) -> dict[str, Any]:
    """Labels, topics and the leaving category, of the papers that were written."""
    kept = corpus.labels[corpus.labels["paper_id"].isin(papers["paper_id"])]
    truth = corpus.truth.assign(papers=corpus.truth["label"].map(kept["label"].value_counts()).fillna(0).astype(int))
    days = {name: truth[name].dt.strftime("%Y-%m-%d") for name in ("burst_from", "burst_to")}
    topics = dict(zip(papers["paper_id"].map(_doi), papers["topic"], strict=True))
    return {
        "labels": truth.assign(**days).astype(object).where(truth.notna(), None).to_dict("records"),
        "topics": topics,
        "leaving": {"category": LEAVING, "month": LEAVES_IN},
    }


def _doi(paper_id: str) -> str:
    return f"10.9999/{paper_id.replace(':', '.')}"


def _write_record(
    row: pd.Series, methods: list[str], authors: list[str], doi: str, cited: list[str], dice: np.random.Generator
) -> dict[str, Any]:
    title, abstract = write_paper(row["topic"], methods, dice)
    day = row["published"]
    return {
        "id": row["paper_id"],
        "doi": doi,
        "title": f"{title} ({row['paper_id'].split(':')[1]})",
        "abstract": abstract,
        "authors": authors,
        "date": f"{day:%Y}" if dice.random() < _OF_YEAR else f"{day:%Y-%m-%d}",
        "categories": [row["category"]],
        "references": cited,
    }


def _name_people(papers: pd.DataFrame, dice: np.random.Generator) -> list[list[str]]:
    """Authors of each paper: two or three of its laboratory's six."""
    laboratories = papers["laboratory"].max() + 1
    parts = dice.choice(_SYLLABLES, (laboratories, 6, 5))
    names = [[f"{''.join(p[:2]).title()} {''.join(p[2:]).title()}" for p in rows] for rows in parts]
    return [
        [names[laboratory][place] for place in dice.permutation(6)[: dice.integers(2, 4)]]
        for laboratory in papers["laboratory"]
    ]


def _describe(source: str, corpus: Planted) -> dict[str, Any]:
    row = corpus.sources.set_index("source").loc[source]
    return {
        "title": f"Planted {source}",
        "asked_of": "nobody: these papers are made up",
        "query": "all that was planted for this source",
        "selection": "all",
        "rule": "every paper of the window, but for one week and, from a month on, one category",
        "captured_on": f"{row['captured_on']:%Y-%m-%d}",
        "covers_from": f"{row['covers_from']:%Y-%m-%d}",
        "covers_to": f"{row['covers_to']:%Y-%m-%d}",
        "licence": "made up, free to use",
        "share": "full",
    }
