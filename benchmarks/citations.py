"""References: pairs read by hand, counts beside those of two other programs, and a million of them.

``references.csv`` names each text by a hash: the exports are not part of the project. The pairs of "alopecia" are of
one search in Web of Science and Scopus, those of "bibliometrics" of other exports of both; half of each was worked on,
half held out. The errors of the held out halves were looked at once, before the last weights were set; "mixed" was
labelled afterwards.
"""

import csv
import hashlib
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_IMPORTS = REFERENCE / "gold" / "imports"
_LABELS = Path(__file__).parent / "references.csv"
_SETS = {
    "alopecia": ("leomeng_wos_scopus",),
    "bibliometrics": ("bibliometrixData", "bibliometrix"),
    "mixed": ("metaknowledge", "litstudy", "pubmed_metapub", "rispy"),
}
_SIZES = (100_000, 300_000, 1_000_000)
_NO_PAPERS = pd.DataFrame(
    columns=["paper_id", "title", "published", "venue", "volume", "pages", "doi", "arxiv_id", "pmid", "openalex_id"]
).astype({"published": "datetime64[s]"})
_NO_AUTHORS = pd.DataFrame(columns=["paper_id", "position", "family", "given"])
# What a figure of a half has to say of itself.
_SEEN = {"held out": " (its errors were seen once, before the last weights)"}


def citations() -> list[Row]:
    """Pairs of references read by hand, counts beside pyBibX and bibx, and a million references."""
    if not _IMPORTS.is_dir():
        return [absent("references read by hand", _IMPORTS), *grow()]
    return [*score_pairs(), *compare_with_bibx(), *compare_with_pybibx(), *grow()]


def score_pairs() -> list[Row]:
    """Precision and recall of pairs of reference strings, by set and half."""
    from analysis.citations import match_references

    labels = list(csv.DictReader(_LABELS.open(encoding="utf-8")))
    rows = []
    for name, folders in _SETS.items():
        references = _collect(folders)
        matched = match_references(references, _NO_PAPERS, _NO_AUTHORS)
        work = {_hash(text): number for text, number in zip(matched["cited"], matched["work"], strict=True)}
        halves = defaultdict(list)
        for row in labels:
            if row["set"] == name:
                halves[row["half"]].append((row["same"] == "1", work[row["a"]] == work[row["b"]]))
        for half, pairs in halves.items():
            right = sum(same and found for same, found in pairs)
            told, all_same = sum(found for _, found in pairs), sum(same for same, _ in pairs)
            precision, recall = right / told, right / all_same
            barred = name == "alopecia"
            rows.append(
                Row(
                    f"{name}: {len(pairs)} pairs, {all_same} of one work, {half}{_SEEN.get(half, '')}",
                    "python -m benchmarks citations",
                    f"precision {precision:.3f}, recall {recall:.3f}",
                    ".99, .95" if barred else "",
                    precision >= 0.99 and recall >= 0.95 if barred else None,
                )
            )
    return rows


def compare_with_bibx() -> list[Row]:
    """How often works with a DOI are cited, beside bibx, on a Web of Science file; every difference is explained."""
    file = _IMPORTS / "bibliometrixData" / "scientometrics_text.txt"
    script = (
        "import sys, json, collections\nfrom bibx import read_wos\n"
        "found = read_wos(open(sys.argv[1], encoding='utf-8-sig'))\n"
        "counts = collections.Counter(cited.key for _, cited in found.citation_pairs)\n"
        "print(json.dumps({key[4:].lower(): n for key, n in counts.items() if key.startswith('doi:')}))"
    )
    theirs = _ask_peer([["bibx==0.9.2"]], script, file)
    if theirs is None:
        return [Row("counts beside bibx", "", "not measured: bibx could not be installed", "", None)]
    references, works, matched = _match_file(file)
    own = works[works["doi"] != ""].set_index("doi")["citations"].to_dict()
    labels = _label_by_author_and_year(references)
    doi_label = matched[matched["doi"] != ""].drop_duplicates("doi").set_index("doi")["cited"].map(labels)
    by_label = references.assign(label=references["cited"].map(labels)).groupby("label").size()
    by_doi = (
        references.assign(doi=references["cited"].map(matched.set_index("cited")["doi"]))
        .groupby("doi")["paper_id"]
        .nunique()
    )
    both = sorted(set(theirs) & set(own))
    kinds = Counter(
        _explain(theirs[doi], own[doi], by_doi.get(doi, 0), by_label.get(doi_label.get(doi), 0)) for doi in both
    )
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return [
        Row(f"citations of {len(both):,} DOIs beside bibx, {file.name}", "python -m benchmarks citations", told,
            "every difference explained", kinds["unexplained"] == 0)
    ]  # fmt: skip


def compare_with_pybibx() -> list[Row]:
    """How often each cited text is cited, beside pyBibX, on a BibTeX file of Web of Science."""
    file = _IMPORTS / "bibliometrixData" / "biblio.txt"
    script = (
        f"import sys, json, io, collections, contextlib\nsys.path.append({str(Path(pd.__file__).parents[1])!r})\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    from pybibx.base.pbx import pbx_probe\n"
        "    found = pbx_probe(file_bib=sys.argv[1], db='wos', del_duplicated=False)\n"
        "print(json.dumps(collections.Counter(text for cited in found.ref for text in set(cited))))"
    )
    peers = [["chardet", "flask", "plotly", "wordcloud", "squarify"], ["--no-deps", "pybibx==5.9.5"]]
    theirs = _ask_peer(peers, script, file)
    if theirs is None:
        return [Row("counts beside pyBibX", "", "not measured: pyBibX could not be installed", "", None)]
    references, _, _ = _match_file(file)
    own = references.assign(key=references["cited"].map(_bare)).groupby("key")["paper_id"].nunique().to_dict()
    their_own: Counter[str] = Counter()
    for text, count in theirs.items():
        their_own[_bare(text)] += count
    same = sum(own.get(key) == count for key, count in their_own.items())
    more = sum(own.get(key, 0) > count for key, count in their_own.items())
    missing = len(set(own) - set(their_own))
    cut = sum(key not in own for key in their_own)
    return [
        Row(f"citations of {len(own):,} cited texts beside pyBibX, {file.name}", "python -m benchmarks citations",
            f"{same:,} alike; it has {cut} that are parts of a text, lacks {missing} and counts {more} too rarely "
            "(it parts lists at semicolons and drops texts of fewer commas)", "", None)
    ]  # fmt: skip


def grow() -> list[Row]:
    """Time and memory for made-up references of growing number, each in a process of its own."""
    rows = []
    for size in _SIZES:
        out = subprocess.run(
            [sys.executable, "-m", "benchmarks.citations", str(size)], capture_output=True, text=True, check=True
        ).stdout
        found = json.loads(out.splitlines()[-1])
        barred = size == max(_SIZES)
        rows.append(
            Row(f"{size:,} references of {found['works']:,} works", "python -m benchmarks citations",
                f"{found['seconds']:.0f} s, {found['megabytes']:,.0f} MB, {found['found']:,} works found",
                "under 120 s, 4,000 MB" if barred else "",
                found["seconds"] < 120 and found["megabytes"] < 4000 if barred else None)
        )  # fmt: skip
    return rows


def _make_references(size: int) -> tuple[pd.DataFrame, int]:
    """References to works of which few are cited by many, each in three spellings."""
    dice = np.random.default_rng(1)
    works = size // 3
    families = np.array([f"{a}{b}{c}" for a in "BDFGKLMNPRST" for b in ("a", "en", "ir", "ol", "un") for c in
                         ("ber", "dak", "field", "gard", "lin", "mann", "nov", "ova", "sen", "ton")])  # fmt: skip
    venues = np.array([f"J {a} {b}" for a in ("APPL", "CLIN", "EXP", "THEOR", "COMPUT") for b in
                       ("BIOL", "CHEM", "PHYS", "MED", "GEOL", "ECOL", "STAT", "ENG", "PSYCHOL", "ECON")])  # fmt: skip
    parts = [
        dice.choice(families, works), dice.choice(list("ABCDEFGHJKLM"), works), dice.integers(1980, 2024, works),
        dice.choice(venues, works), dice.integers(1, 200, works), dice.integers(1, 3000, works),
    ]  # fmt: skip
    chosen = np.where(
        dice.random(size) < 0.5, dice.integers(0, works, size), np.minimum(dice.zipf(1.8, size), works) - 1
    )
    forms = dice.integers(0, 3, size)
    texts = []
    for work, form in zip(chosen, forms, strict=True):
        family, initial, year, venue, volume, page = (part[work] for part in parts)
        told = f"{family.title() if form else family.upper()} {initial}, {year}, {venue}, V{volume}, P{page}"
        texts.append(f"{told}, DOI 10.1000/j.{work}" if form == 2 else told)
    papers = np.arange(size) // 30
    frame = pd.DataFrame({"paper_id": papers.astype(str), "source": "made up", "cited": texts})
    return frame, len(np.unique(chosen))


def _collect(folders: tuple[str, ...]) -> pd.DataFrame:
    """Every reference of some folders as a list of its own."""
    from analysis.readers import read_records

    rows = []
    for folder in folders:
        for file in sorted((_IMPORTS / folder).rglob("*")):
            if file.is_file() and file.name not in ("SOURCE.txt", "LICENSE"):
                try:
                    lists = read_records(file).records["references"]
                except Exception:
                    continue
                rows += [
                    (f"{file.name}-{at}-{n}", text) for at, cited in enumerate(lists) for n, text in enumerate(cited)
                ]
    return pd.DataFrame(rows, columns=["paper_id", "cited"]).assign(source="s")


def _match_file(file: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The references of one file, the works they name, and what each text was matched to."""
    from analysis.citations import build_citations, match_references
    from analysis.readers import read_records

    lists = read_records(file).records["references"]
    rows = [(f"p{at}", place, text) for at, cited in enumerate(lists) for place, text in enumerate(cited, start=1)]
    references = pd.DataFrame(rows, columns=["paper_id", "position", "cited"]).assign(source="s")
    matched = match_references(references, _NO_PAPERS, _NO_AUTHORS)
    return references, build_citations(references, matched, _NO_PAPERS, _NO_AUTHORS).cited_works, matched


def _explain(theirs: int, own: int, same_doi: int, same_label: int) -> str:
    """Why two programs count a DOI differently."""
    if theirs == own:
        return "alike"
    if own > theirs >= same_doi:
        return "more here: spellings without the DOI name the work too"
    if theirs < same_doi:
        return "fewer there: of 147 papers it keeps 141"
    if theirs <= same_label:
        return "more there: it joins what authors of one name wrote in one year"
    return "unexplained"


def _label_by_author_and_year(references: pd.DataFrame) -> dict[str, str]:
    names = {text: text.split(", ")[:2] for text in references["cited"].unique()}
    return {text: "|".join([re.split(r"[ .]", parts[0])[0], *parts[1:]]).lower() for text, parts in names.items()}


def _ask_peer(packages: list[list[str]], script: str, file: Path) -> dict[str, int] | None:
    """What another program finds in a file, in an environment that is made for it alone; None where there is none."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
            for some in packages:
                subprocess.run([python, "-m", "pip", "install", "-q", *some], check=True, capture_output=True)
            out = subprocess.run([python, "-c", script, file], check=True, capture_output=True, text=True).stdout
        except (subprocess.CalledProcessError, OSError):
            return None
    return json.loads(out.splitlines()[-1])


def _bare(text: str) -> str:
    return re.sub(r"[\s.{}\\]+", "", text).lower()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    from analysis.citations import match_references

    made, count = _make_references(int(sys.argv[1]))
    started = time.monotonic()
    result = match_references(made, _NO_PAPERS, _NO_AUTHORS)
    taken, used = time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"works": count, "found": result["work"].nunique(), "seconds": taken, "megabytes": used}))
