"""Two fields against 160 abstracts of medical imaging, read by two readers of one kind apart from each other.

``fields.csv`` was drawn in three strata (P: names pathology and such a model; F: words of fusion; R: the rest) and
labelled before any definition was changed. One half is for work on the definitions, the other is held out.
"""

import csv
import gzip
import json
from pathlib import Path

from benchmarks.measure import REFERENCE
from benchmarks.rows import Row, absent

_MEDAI = REFERENCE / "corpora" / "medai_2025_2026.jsonl.gz"
_LABELS = Path(__file__).parent / "fields.csv"
_FIELDS = {"pathology_fm": "pathology-foundation-models", "fusion": "multimodal-fusion"}


def fields() -> list[Row]:
    """Members of two fields against abstracts read by hand, half of them held out."""
    if not _MEDAI.is_file():
        return [absent("fields against abstracts read by hand", _MEDAI)]
    labels = {row["id"]: row for row in csv.DictReader(_LABELS.open(encoding="utf-8"))}
    members = _find_members(set(labels))
    rows = []
    for column, field in _FIELDS.items():
        for half in ("shown", "held out"):
            own = {key for key, row in labels.items() if row["half"] == half}
            wanted = {key for key in own if labels[key][column] == "1"}
            found = members[field] & own
            right = len(wanted & found)
            precision, recall = right / max(len(found), 1), right / max(len(wanted), 1)
            figure = (
                f"precision {precision:.2f} ({right} of {len(found)}), recall {recall:.2f} ({right} of {len(wanted)})"
            )
            met = (precision >= 0.9 and recall >= 0.85) if half == "held out" else None
            bar = "precision >= .90, recall >= .85" if half == "held out" else ""
            rows.append(Row(f"{field}, the half {half}", "assign_fields", figure, bar, met))
    return rows


def _find_members(ids: set[str]) -> dict[str, set[str]]:
    """The papers of each field, by today's definitions."""
    import pandas as pd

    from analysis.corpus.types import paper_type
    from analysis.methods.lexicon import read_lexicon
    from analysis.methods.tag import Tagger, count_methods, tag_papers
    from analysis.text.cleaning import clean_text
    from analysis.trends.fields import assign_fields
    from analysis.workspace import default_params_file
    from analysis.workspace.settings import read_settings

    with gzip.open(_MEDAI, "rt", encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record["id"] in ids]
    texts = [(record["id"], clean_text(record["title"]), clean_text(record["abstract"])) for record in records]
    papers = pd.DataFrame(texts, columns=["paper_id", "title", "abstract"])
    papers["type"] = [paper_type(title, None, abstract) for _, title, abstract in texts]
    lexicon = read_lexicon()
    mentions = tag_papers(papers, Tagger(lexicon))
    defined = read_settings(default_params_file()).model_dump(mode="json")["fields"]
    found = assign_fields(papers, mentions, count_methods(mentions, lexicon.entries), defined)
    return {field: set(found.loc[found["field"] == field, "paper_id"]) for field in _FIELDS.values()}
