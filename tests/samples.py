"""What tests share: a clone of the project, and papers to count by hand."""

import random
import re
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.embed import to_grid
from analysis.workspace.shapes import all_shapes
from analysis.workspace.tables import check_table
from benchmarks.measure import ROOT, clone_project, environment

__all__ = [
    "ROOT",
    "YEAR",
    "WordSums",
    "as_table",
    "copy_project",
    "empty_table",
    "environment",
    "make_papers",
    "make_sources",
    "monthly_papers",
    "outs_of",
    "shuffle_raw",
    "start_repro",
]


def copy_project(target: Path) -> Path:
    """A clone of the project that follows the first two of the shipped fields: each of them costs a run six seconds."""
    folder = clone_project(target)
    settings = folder / "params.yaml"
    text = settings.read_text()
    first, last = text.index("  vision-language-models:"), text.index("\nembed:")
    settings.write_text(text[:first] + text[last:])
    return folder


def outs_of(stage: dict[str, object]) -> list[str]:
    """What a stage of dvc.yaml writes; each is kept there until the stage is done."""
    return [next(iter(out)) for out in stage["outs"]]


def shuffle_raw(folder: Path) -> None:
    """Put the entries of every raw file in another order."""
    order = random.Random(5)
    listing = next((folder / "huggingface_listing").glob("*.txt"))
    lines = [line for line in listing.read_text().split("\n") if line.strip()]
    header, body = lines[:5], lines[5:]
    entries = [body[place : place + 2] for place in range(0, len(body), 2)]
    order.shuffle(entries)
    listing.write_text("\n\n".join(header + [line for entry in entries for line in entry]) + "\n")
    listing = next((folder / "arxiv_author_listing").glob("*.txt"))
    entries = re.findall(r".*?^Created:[^\n]*\n?", listing.read_text(), re.DOTALL | re.MULTILINE)
    order.shuffle(entries)
    listing.write_text("\n".join(entry.strip("\n") + "\n" for entry in entries))
    listing = next((folder / "research_library").glob("*.txt"))
    header, *entries = re.split(r"(?=^ARXIV Cancer)", listing.read_text(), flags=re.MULTILINE)
    order.shuffle(entries)
    listing.write_text(header + "\n".join(entry.rstrip("\n") + "\n" for entry in entries))
    facts = folder / "facts" / "seed_facts.csv"
    head, *rows = facts.read_text().rstrip("\n").split("\n")
    order.shuffle(rows)
    facts.write_text("\n".join([head, *rows]) + "\n")


def start_repro(folder: Path, *, hash_seed: str, **variables: str) -> "subprocess.Popen[str]":
    """Start `dvc repro` in a clone, with further variables; what it prints is read with `communicate`."""
    return subprocess.Popen(
        ["dvc", "repro"],
        cwd=folder,
        env=environment(folder, PYTHONHASHSEED=hash_seed, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def make_papers(*rows: dict[str, object]) -> pd.DataFrame:
    """Papers with defaults for what a test does not care about."""
    defaults = {
        "title": "A title", "abstract": None, "published": None, "date_precision": "day", "type": "method",
        "sources": ["s"], "venue": None, "url": None, "arxiv_id": None, "doi": None,
        "comment": None, "code_url": None,
    }  # fmt: skip
    frame = pd.DataFrame([{"paper_id": f"p{number}", **defaults, **row} for number, row in enumerate(rows, start=1)])
    return frame.astype({"published": "datetime64[s]"})


def as_table(papers: pd.DataFrame) -> pd.DataFrame:
    """Papers with all the columns that the table has."""
    columns = [column for column in all_shapes()["papers"].columns if column not in papers]
    return papers.assign(**dict.fromkeys(columns)).assign(date_basis="unknown")


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows, with the right columns and types."""
    return check_table(name, pd.DataFrame({column: [] for column in all_shapes()[name].columns}))


def make_sources(*rows: dict[str, object]) -> pd.DataFrame:
    days = ("covers_from", "covers_to", "captured_on")
    frame = pd.DataFrame([{"selection": "unknown", **dict.fromkeys(days), **row} for row in rows])
    return frame.astype(dict.fromkeys(days, "datetime64[s]"))


def monthly_papers(
    shares: list[float], *, total: int = 100, source: str = "s", label: str = "x", first: str = "2024-01-10"
):
    """Papers with the given share of a label in consecutive months, and the label's rows."""
    rows, labelled = [], []
    for month, share in enumerate(shares):
        day = pd.Timestamp(first) + pd.DateOffset(months=month)
        for number in range(total):
            paper_id = f"{source}-{month:02d}-{number:03d}"
            rows.append({"paper_id": paper_id, "published": day, "sources": [source]})
            if number < round(share * total):
                labelled.append({"paper_id": paper_id, "kind": "topic", "label": label})
    return make_papers(*rows), pd.DataFrame(labelled)


class WordSums:
    """An encoder that stands in for the transformer: a text is the sum of fixed vectors of its words.

    Texts that share words are alike, a row hangs on its own text alone, and 30,000 word pieces take a second.
    """

    name = "openvino all-MiniLM-L6-v2 f32"
    _rows = np.random.default_rng(0).standard_normal((4096, 384)).astype(np.float32)

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts):
        self.texts.extend(texts)
        places = ([zlib.crc32(word.encode()) % 4096 for word in self._words(text)] for text in texts)
        vectors = np.array([self._rows[each].sum(axis=0) for each in places], dtype=np.float32).reshape(-1, 384)
        yield list(range(len(texts))), to_grid(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    @staticmethod
    def _words(text: str) -> list[str]:
        return re.findall(r"\w+", text.lower()) or [text]


YEAR = {"source": "s", "selection": "all", "covers_from": "2024-01-01", "covers_to": "2024-12-31"}
