"""Countries and institutions of 760 addresses of real exports, read by hand, 320 of them held out.

``institutions.csv`` names each address by a hash: the exports are not part of the project. 440 were worked on; of the
320 none was looked at. An address stands here among all of the exports, as in a corpus of them. 29 of OpenAlex, names
alone, are no longer measured: they are read with the country that the service gives. With them, country was right in
.978 of the 320.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pandas as pd

from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_IMPORTS = REFERENCE / "gold" / "imports"
_FOLDERS = (
    "leomeng_wos_scopus", "bibliometrix", "litstudy", "openalex_pages", "pubmed_metapub", "bibliometrixData",
    "metaknowledge", "jabref", "arxiv_api", "revtools",
)  # fmt: skip
_LABELS = Path(__file__).parent / "institutions.csv"


def institutions() -> list[Row]:
    """Countries and pairs of addresses of one institution against 760 addresses read by hand, 320 of them held out."""
    if not _IMPORTS.is_dir():
        return [absent("addresses read by hand", _IMPORTS)]
    from analysis.institutions import place_mentions
    from analysis.institutions.place import split_addresses

    addresses = sorted(set(_collect()))
    mentions = pd.DataFrame({"paper_id": addresses, "position": 1, "affiliation": addresses})
    placed = place_mentions(mentions).paper_institutions
    # Of several addresses of one mention the first was labelled.
    first = placed["address"] == placed["paper_id"].map(
        {text: (split_addresses(text) or [""])[0] for text in addresses}
    )
    placed = placed[first].set_index("paper_id")
    hashed = {_hash(address): address for address in addresses}
    halves = defaultdict(list)
    for row in csv.DictReader(_LABELS.open(encoding="utf-8")):
        halves[row["half"]].append(row | {"address": hashed.get(row["hash"])})
    return [row for half, rows in halves.items() for row in _score(half, rows, placed)]


def _collect() -> Iterator[str]:
    from analysis.readers import read_records

    for folder in _FOLDERS:
        for file in sorted((_IMPORTS / folder).rglob("*")):
            if file.is_file():
                try:
                    bylines = read_records(file).records.authors
                except Exception:
                    continue
                for author in (author for byline in bylines for author in byline if author.affiliation):
                    yield from (text.strip() for text in re.split(r";\s+", author.affiliation) if len(text.strip()) > 8)


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _score(half: str, rows: list[dict[str, str]], placed: pd.DataFrame) -> Iterator[Row]:
    known = [row for row in rows if row["address"] in placed.index]
    told = {row["hash"]: placed.loc[row["address"]] for row in known}
    right = sum(
        ("" if pd.isna(told[row["hash"]]["country"]) else told[row["hash"]]["country"]) == row["country"]
        for row in known
    )
    share, bars = right / len(known), (">= .98", ">= .90") if half == "held out" else ("", "")
    yield Row(
        f"country of {len(known)} addresses {half}", "place_mentions", f"{share:.3f} ({right} right)", bars[0],
        share >= 0.98 if bars[0] else None,
    )  # fmt: skip
    gold = {row["hash"]: row["group"] for row in known if row["group"]}
    said = {key: told[key]["institution"] for key in gold if pd.notna(told[key]["institution"])}
    true = {pair for pair in combinations(sorted(gold), 2) if gold[pair[0]] == gold[pair[1]]}
    found = {pair for pair in combinations(sorted(said), 2) if said[pair[0]] == said[pair[1]]}
    precision, recall = len(true & found) / max(len(found), 1), len(true & found) / max(len(true), 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    figure = f"F1 {score:.3f} (precision {precision:.3f} of {len(found)}, recall {recall:.3f} of {len(true)})"
    yield Row(f"pairs of one institution, {half}", "place_mentions", figure, bars[1], score >= 0.9 if bars[1] else None)
