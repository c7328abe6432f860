"""Two fields against 160 abstracts of medical imaging, read by two readers of one kind apart from each other.

``fields.csv`` was drawn in three strata (P: names pathology and such a model; F: words of fusion; R: the rest) and
labelled before any definition was changed: 71 are for work on the definitions, 89 are held out.
"""

import csv
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_MEDAI = REFERENCE / "corpora" / "medai_2025_2026.jsonl.gz"
_LABELS = Path(__file__).parent / "fields.csv"
_HALVES = {"shown": "that the definitions were written on", "held out": "held out"}
_FIELDS = {"pathology_fm": "pathology-foundation-models", "fusion": "multimodal-fusion"}


def fields() -> list[Row]:
    """Members of two fields against 160 abstracts read by hand: 71 for work on the definitions, 89 held out."""
    if not _MEDAI.is_file():
        return [absent("fields against abstracts read by hand", _MEDAI)]
    labels = {row["id"]: row for row in csv.DictReader(_LABELS.open(encoding="utf-8"))}
    with gzip.open(_MEDAI, "rt", encoding="utf-8") as lines:
        _, found = tag_abstracts(record for record in map(json.loads, lines) if record["id"] in labels)
    rows = []
    for column, field in _FIELDS.items():
        for half in _HALVES:
            own = {key for key, row in labels.items() if row["half"] == half}
            wanted = {key for key in own if labels[key][column] == "1"}
            members = own & set(found.loc[found["field"] == field, "paper_id"])
            right = len(wanted & members)
            precision, recall = right / max(len(members), 1), right / max(len(wanted), 1)
            figure = (
                f"precision {precision:.2f} ({right} of {len(members)}), recall {recall:.2f} ({right} of {len(wanted)})"
            )
            met = (precision >= 0.9 and recall >= 0.85) if half == "held out" else None
            bar = "precision >= .90, recall >= .85" if half == "held out" else ""
            rows.append(Row(f"{field}, {len(own)} abstracts {_HALVES[half]}", "assign_fields", figure, bar, met))
    return rows


def tag_abstracts(records: Iterable[Mapping[str, str]]) -> tuple[Any, Any]:
    """Mentions and field members of abstracts (`id`, `title`, `abstract`), by the definitions that ship."""
    import pandas as pd

    from analysis.corpus.types import paper_type
    from analysis.methods.lexicon import read_lexicon
    from analysis.methods.tag import Tagger, count_methods, tag_papers
    from analysis.text.cleaning import clean_text
    from analysis.trends.fields import assign_fields
    from analysis.workspace import default_params_file
    from analysis.workspace.settings import read_settings

    texts = [(record["id"], clean_text(record["title"]), clean_text(record["abstract"])) for record in records]
    papers = pd.DataFrame(texts, columns=["paper_id", "title", "abstract"])
    papers["type"] = [paper_type(title, None, abstract) for _, title, abstract in texts]
    lexicon = read_lexicon()
    mentions = tag_papers(papers, Tagger(lexicon))
    defined = read_settings(default_params_file()).model_dump(mode="json")["fields"]
    return mentions, assign_fields(papers, mentions, count_methods(mentions, lexicon.entries), defined)
