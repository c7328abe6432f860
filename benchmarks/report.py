"""The parts of the benchmark and the page they are written to."""

import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    authors,
    cases,
    citations,
    corpus,
    fields,
    institutions,
    interruptions,
    methods,
    pages,
    processors,
    topics,
    trends,
)
from benchmarks.measure import REFERENCE, ROOT, clone_project, measure, stages_run
from benchmarks.rows import Row, absent, timed

_MEDAI = REFERENCE / "corpora" / "medai_2025_2026.jsonl.gz"


def install() -> list[Row]:
    """Time to build the environment from a warm package cache."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = clone_project(Path(scratch))
        measure(["make", "setup"], folder)
        measure(["rm", "-rf", ".venv"], folder)
        taken = measure(["make", "setup"], folder)
    return [timed("environment from a warm package cache", "make setup", taken.seconds, 60)]


def demo() -> list[Row]:
    """The shipped corpus: from nothing, again, and with one field changed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = clone_project(Path(scratch))
        first = measure(["dvc", "repro"], folder)
        second = measure(["dvc", "repro"], folder)
        settings = folder / "params.yaml"
        text = settings.read_text()
        (phrase,) = re.findall(r"\n +- trimodal(?=\n)", text)
        settings.write_text(text.replace(phrase, phrase + phrase.replace("trimodal", "four modalities")))
        third = measure(["dvc", "repro"], folder)
    again = len(stages_run(second.output))
    rows = [
        timed("shipped corpus from nothing", "dvc repro", first.seconds, 180, more=f", {first.megabytes:.0f} MB"),
        timed(
            "shipped corpus again",
            "dvc repro",
            second.seconds,
            5,
            more=f", {again} stages run",
        ),
        timed("one field changed", "dvc repro", third.seconds, 40, more=f": {', '.join(stages_run(third.output))}"),
    ]
    return rows + _stage_rows(first.output, "demo")


def medai() -> list[Row]:
    """5,565 papers of arXiv metadata, stage by stage."""
    if not _MEDAI.is_file():
        return [absent("5,565 papers", _MEDAI)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = clone_project(Path(scratch))
        raw = folder / "data" / "raw" / "medai"
        raw.mkdir()
        (raw / _MEDAI.name).write_bytes(_MEDAI.read_bytes())
        settings = folder / "params.yaml"
        settings.write_text(settings.read_text().replace("corpus: demo", "corpus: medai"))
        rows, seconds, peak = [], 0.0, 0.0
        for stage in _stages(folder):
            taken = measure(["dvc", "repro", "--single-item", stage], folder)
            seconds, peak = seconds + taken.seconds, max(peak, taken.megabytes)
            rows.append(
                Row(
                    f"medai: {stage}",
                    f"dvc repro -s {stage}",
                    f"{taken.seconds:.0f} s, {taken.megabytes:.0f} MB",
                    "",
                    None,
                )
            )
        gaps = _read_gaps(folder)
    total = [
        timed("5,565 papers, all stages", "dvc repro", seconds, 360),
        Row("5,565 papers, peak memory of all processes", "dvc repro", f"{peak:.0f} MB", "under 4,000 MB", peak < 4000),
        Row("5,565 papers, weekdays without a paper", "report-corpus", str(gaps), "28", gaps == 28),
    ]
    return total + rows


def tests() -> list[Row]:
    """The tests, as a processor without AVX-512 and AMX would run them, and those for each save."""
    runs = {
        "make check": (["-m", "not slow"], 60),
        "make test": (["--durations=10"], 900),
    }
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = clone_project(Path(scratch))
        for name, (options, bar) in runs.items():
            command = ["env", "ONEDNN_MAX_CPU_ISA=AVX2", sys.executable, "-m", "pytest", *options]
            taken = measure(command, folder)
            passed = re.search(r"(\d+) passed", taken.output)
            row = timed(f"{passed[1] if passed else '?'} tests, AVX2 alone", name, taken.seconds, bar)
            slowest = re.findall(r"^([\d.]+)s \w+ +\S*::(\S+)", taken.output, re.MULTILINE)
            rows += [row, *(Row(f"slow: {test}", name, f"{seconds} s", "", None) for seconds, test in slowest)]
    return rows


PARTS: dict[str, Callable[[], list[Row]]] = {
    "install": install,
    "demo": demo,
    "medai": medai,
    "interruptions": interruptions.interruptions,
    "processors": processors.processors,
    "tests": tests,
    "engines": topics.engines,
    "topics": topics.topics,
    "large": topics.large,
    "tagging": methods.tagging,
    "fields": fields.fields,
    "authors": authors.authors,
    "institutions": institutions.institutions,
    "citations": citations.citations,
    "trends": trends.trends,
    "pages": pages.pages,
    "cases": cases.cases,
    "imports": corpus.imports,
    "duplicates": corpus.duplicates,
    "linking": corpus.linking,
    "corpus": corpus.corpus_stage,
    "types": corpus.paper_types,
}


def write_report(parts: list[str]) -> None:
    """Measure the named parts and write them into ``docs/BENCH.md``; parts not named keep their figures."""
    store = ROOT / "docs" / "bench.json"
    kept = json.loads(store.read_text()) if store.is_file() else {}
    for part in parts:
        print(f"measuring {part}", file=sys.stderr, flush=True)
        kept[part] = {"machine": _machine(), "rows": PARTS[part]()}
        store.write_text(json.dumps(kept, indent=1, ensure_ascii=False, default=lambda value: value.item()) + "\n")
    sections = [_section(part, kept[part]) for part in PARTS if part in kept]
    head = (
        "# Measured\n\nWritten by `make bench` (`python -m benchmarks PART` for one part). "
        "Timings vary between runs by about a tenth.\n"
    )
    (ROOT / "docs" / "BENCH.md").write_text("\n".join([head, *sections]))


def _section(part: str, kept: dict[str, object]) -> str:
    rows = [Row(*row) for row in kept["rows"]]  # type: ignore[attr-defined]
    verdict = {True: "met", False: "**not met**", None: ""}
    lines = [f"| {row.what} | `{row.command}` | {row.figure} | {row.bar} | {verdict[row.met]} |" for row in rows]
    title = (PARTS[part].__doc__ or part).strip().rstrip(".")
    head = "| what | command | figure | bar | |\n|---|---|---|---|---|"
    return f"## {title}\n\n{kept['machine']}\n\n{head}\n" + "\n".join(lines) + "\n"


def _stage_rows(output: str, corpus: str) -> list[Row]:
    found = re.findall(r"^([\w@-]+): \S+ \(([\d.]+) s\)$", output, re.MULTILINE)
    return [
        Row(f"{corpus}: {stage}", f"python -m analysis.pipeline {stage}", f"{seconds} s", "", None)
        for stage, seconds in found
    ]


def _stages(folder: Path) -> list[str]:
    output = measure(["dvc", "stage", "list", "--name-only"], folder).output
    return [line for line in output.split() if re.fullmatch(r"[\w@-]+", line)]


def _read_gaps(folder: Path) -> int:
    page = (folder / "reports" / "corpus.html").read_text()
    return int(re.search(r"(\d+) weekdays hold no paper", page)[1])  # type: ignore[index]


def _machine() -> str:
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").is_file() else ""
    model = re.search(r"model name\s*: (.*)", info)
    bf16 = "with bf16" if "bf16" in info else "without bf16"
    name = model[1] if model else platform.processor()
    return f"{os.cpu_count()} cores, {name} {bf16}, Python {platform.python_version()}, {platform.system()}."
