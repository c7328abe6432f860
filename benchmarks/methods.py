"""The tagger and the discovery of methods against abstracts read by hand, and how fast they are.

The 62 shown abstracts were in sight when the lexicon was written. ``methods.csv`` holds 120 more of medical imaging,
half of them about pathology, each labelled by one reader after the same guidelines, before anything was held against
it: 60 were opened and worked on, of 60 no record was looked at. The readers label more techniques than those of the 62.
"""

import csv
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.fields import tag_abstracts
from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_GOLD = REFERENCE / "gold" / "methods"
_MEDAI = REFERENCE / "corpora" / "medai_2025_2026.jsonl.gz"
_ARXIV = REFERENCE / "corpora" / "arxiv_labelled.jsonl.gz"
_LABELS = Path(__file__).parent / "methods.csv"
_BARS = {"methods": "precision >= .90, recall >= .80", "proposed system": ">= .80", "technique": ">= .60"}


def tagging() -> list[Row]:
    """Methods against 182 abstracts read by hand, 60 of them held out."""
    if not _MEDAI.is_file():
        return [absent("methods against hand labels", _MEDAI)]
    shown = [json.loads(line) for line in (_GOLD / "hand_labels_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    with gzip.open(_MEDAI, "rt", encoding="utf-8") as lines:
        works = list(map(json.loads, lines))
    labelled = _read_labels({work["id"]: work for work in works})
    sets = {"62 abstracts shown": shown, "60 worked on": labelled["worked on"], "60 held out": labelled["held out"]}
    rows = [row for what, records in sets.items() for row in _score(what, records)]
    return [*rows, _scierc(), _time(_MEDAI, "of medical AI"), _time(_ARXIV, "of five sciences")]


def _read_labels(works: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Labelled abstracts by half, as the file of shown ones has them."""
    papers: dict[str, dict[str, Any]] = {}
    halves: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in csv.DictReader(_LABELS.open(encoding="utf-8")):
        key = row["paper_id"]
        if key not in papers:
            flags = {"field_pathology_fm": False, "field_multimodal_fusion": False}
            texts = {name: works[key][name] for name in ("title", "abstract")}
            papers[key] = {"id": key, **texts, "methods": [], "background": [], "generic": [], **flags}
            halves[row["half"]].append(papers[key])
        if row["role"] in ("background", "generic"):
            papers[key][row["role"]].append({"text": row["text"], "canonical": row["canonical"]})
        elif row["role"] != "none":
            papers[key]["methods"].append(row | {"also": [text for text in row["also"].split(";") if text]})
    return halves


def _score(what: str, records: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Figures of the lexicon alone, and with the parts that papers name of what they propose."""
    import pandas as pd

    from analysis.methods import METHOD_KINDS, discover_methods

    papers, mentions, _ = tag_abstracts(records)
    parts = discover_methods(papers, mentions)
    parts = parts[parts["kind"] == "proposed module"]
    known = mentions[mentions["kind"].isin(METHOD_KINDS)]
    for told, found in (("lexicon", known), ("with parts found by form", pd.concat([known, parts]))):
        for line in _run_score(records, found):
            kind = "methods" if line.startswith("methods") else line.split()[-2] + " " + line.split()[-1]
            kind = "technique" if kind.endswith(" technique") else kind
            bar = _BARS.get(kind, "") if what == "60 held out" else ""
            yield Row(f"{what}, {told}: {kind}", "score_methods.py", _shorten(line), bar, _meets(line, bar))


def _run_score(records: Sequence[dict[str, Any]], found: Any) -> list[str]:
    by_paper = {key: own[["method", "text"]].to_dict("records") for key, own in found.groupby("paper_id")}
    with tempfile.TemporaryDirectory() as scratch:
        labels, predictions = (Path(scratch) / name for name in ("labels.jsonl", "predictions.jsonl"))
        labels.write_text("".join(json.dumps(record) + "\n" for record in records))
        lines = (json.dumps({"id": each["id"], "methods": by_paper.get(each["id"], [])}) for each in records)
        predictions.write_text("\n".join(lines) + "\n")
        command = [sys.executable, str(_GOLD / "score_methods.py"), str(labels), str(predictions)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in output.splitlines() if re.match(r"methods|.*(proposed system|modules|technique)$", line)]


def _shorten(line: str) -> str:
    return re.sub(r"^methods: |(proposed \w+|technique)$", "", " ".join(line.split())).strip()


def _meets(line: str, bar: str) -> bool | None:
    if not bar:
        return None
    said = [float(number) for number in re.findall(r"(?:precision|recall) ([\d.]+)", line)]
    wanted = [float(number) for number in re.findall(r">= ([\d.]+)", bar)]
    return all(one >= other for one, other in zip(said, wanted, strict=True))


def _time(corpus: Path, what: str) -> Row:
    import pandas as pd

    from analysis.methods import Tagger, discover_methods, read_lexicon, tag_papers

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        papers = pd.DataFrame(map(json.loads, lines))
    papers = papers.rename(columns={"id": "paper_id"}).assign(type="method")
    tagger = Tagger(read_lexicon())
    started = time.perf_counter()
    mentions = tag_papers(papers, tagger)
    tagged = time.perf_counter()
    discover_methods(papers, mentions)
    rates = [len(papers) / seconds for seconds in (tagged - started, time.perf_counter() - tagged)]
    many = len(mentions) / len(papers)
    figure = f"{rates[0]:,.0f} tagged, {rates[1]:,.0f} searched for what the lexicon lacks; {many:.1f} mentions in each"
    name = f"{len(papers):,} abstracts {what} on one core, per second"
    return Row(name, "tag_papers, discover_methods", figure, ">= 5,000", min(rates) >= 5000)


def _scierc() -> Row:
    """Method phrases of SciERC that are found: its readers mark any noun phrase that is one, ours names of methods."""
    import pandas as pd

    from analysis.corpus.types import paper_type
    from analysis.methods import DISCOVERED_KINDS, METHOD_KINDS, Tagger, discover_methods, read_lexicon, tag_papers

    documents = [doc for name in ("train", "dev") for doc in _read_iob(_GOLD / f"scierc_{name}.txt")]
    papers = pd.DataFrame({"paper_id": [str(place) for place in range(len(documents))], "title": ""})
    papers["abstract"] = [text for text, _ in documents]
    papers["type"] = [paper_type(None, None, text) for text in papers["abstract"]]
    tagged = tag_papers(papers, Tagger(read_lexicon()))
    found = pd.concat([tagged, discover_methods(papers, tagged)])
    found = found[found["kind"].isin([*METHOD_KINDS, *DISCOVERED_KINDS])]
    spans = {key: list(zip(own["start"], own["end"], strict=True)) for key, own in found.groupby("paper_id")}
    gold = [(str(place), start, end) for place, (_, marked) in enumerate(documents) for start, end in marked]
    hit = sum(any(at < end and start < stop for at, stop in spans.get(key, ())) for key, start, end in gold)
    right = sum(
        any(key == paper and at < end and start < stop for paper, start, end in gold)
        for key, own in spans.items()
        for at, stop in own
    )
    said = sum(map(len, spans.values()))
    figure = (
        f"recall {hit / len(gold):.3f} ({hit} of {len(gold)} phrases touched), precision {right / max(said, 1):.3f} "
        f"({right} of {said}); taggers trained on SciERC reach F1 of about .65 to .70 over its six types"
    )
    return Row(
        "method phrases of SciERC, 400 abstracts, another task", "tag_papers, discover_methods", figure, "", None
    )


def _read_iob(file: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each document as a text, and where its method phrases stand."""
    text, spans, inside = "", [], False
    for line in [*file.read_text(encoding="utf-8").splitlines(), "-DOCSTART- X X O"]:
        if line.startswith("-DOCSTART-"):
            if text:
                yield text, spans
            text, spans, inside = "", [], False
            continue
        token, label = line.partition(" ")[0], line.rpartition(" ")[2]
        if not token:
            inside = False
            continue
        glued = not text or re.fullmatch(r"[.,;:)%!?]|'s", token) or text.endswith("(")
        text += token if glued else f" {token}"
        if label == "I-Method":
            start = len(text) - len(token)
            spans = [*spans[:-1], (spans[-1][0], len(text))] if inside else [*spans, (start, len(text))]
        inside = label == "I-Method"
