"""Two fields and their facets against 1,230 abstracts of medical imaging, read by hand.

``fields.csv`` was drawn in three strata (P: names pathology and such a model; F: words of fusion; R: the rest). 1,070
were worked on, in five rounds: each was labelled before the definitions were held against it, and opened afterwards.
Of the last 160 no record was looked at; how they do as a whole was seen when the definitions were chosen. 930 were read
twice, apart, by readers of one kind, who agree on 925 for pathology foundation models and on 922 for fusion. A paper is
right where the first reader says so.
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
_HALVES = ("worked on", "held out")
_FIELDS = {"pathology_fm": "pathology-foundation-models", "fusion": "multimodal-fusion"}


def fields() -> list[Row]:
    """Members of two fields and their facets against 1,230 abstracts read by hand, 160 of them held out."""
    if not _MEDAI.is_file():
        return [absent("fields against abstracts read by hand", _MEDAI)]
    labels = {row["id"]: row for row in csv.DictReader(_LABELS.open(encoding="utf-8"))}
    with gzip.open(_MEDAI, "rt", encoding="utf-8") as lines:
        papers, _, found = tag_abstracts(record for record in map(json.loads, lines) if record["id"] in labels)
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
            rows.append(Row(f"{field}, {len(own)} abstracts {half}", "assign_fields", figure, bar, met))
    return rows + _facet_rows(papers, found, labels)


def _facet_rows(papers: Any, found: Any, labels: Mapping[str, Mapping[str, str]]) -> list[Row]:
    """How many of the values found one of the two readers saw too, of papers that are of the field."""
    from analysis.trends.facets import find_facets

    values = find_facets(papers, found, _definitions())
    rows = []
    for half in _HALVES:
        for facet in _FACETS:
            halves = values["paper_id"].map(lambda key: labels[key]["half"])
            of_field = values["field"] == _FIELDS[_FACETS[facet][0]]
            own = values[of_field & (values["facet"] == facet) & (halves == half)]
            judged = [_is_right(row, labels[row.paper_id]) for row in own.itertuples()]
            known = [right for right in judged if right is not None]
            precision = sum(known) / max(len(known), 1)
            met = precision >= 0.9 if half == "held out" else None
            figure = f"precision {precision:.2f} ({sum(known)} of {len(known)})"
            bar = ">= .90" if half == "held out" else ""
            told = f"facet {facet}, {half}: values that a reader saw too, of papers of the field"
            rows.append(Row(told, "find_facets", figure, bar, met))
    return rows


# Of which field a facet is, and the column a reader wrote it into.
_FACETS = {
    "does": ("pathology_fm", "role"),
    "level": ("pathology_fm", "level"),
    "kinds": ("fusion", "kinds"),
    "stage": ("fusion", "stage"),
}
_WORDS = {"built": "builds", "evaluated": "evaluates", "used": "uses", "both": "slide patch"}


def _is_right(row: Any, label: Mapping[str, str]) -> bool | None:
    """Whether one of the two readers saw the value too; none where the paper is not of the field."""
    field, column = _FACETS[row.facet]
    if label[field] != "1":
        return None
    seen = f"{label[column]} {label[f'{column}_second']}".split()
    return row.value in " ".join(_WORDS.get(word, word) for word in seen).split()


def _definitions() -> dict[str, Any]:
    from analysis.workspace import default_params_file
    from analysis.workspace.settings import read_settings

    return read_settings(default_params_file()).model_dump(mode="json")["fields"]


def tag_abstracts(records: Iterable[Mapping[str, str]]) -> tuple[Any, Any, Any]:
    """Papers, mentions and field members of abstracts (`id`, `title`, `abstract`), by the definitions that ship."""
    import pandas as pd

    from analysis.corpus.types import paper_type
    from analysis.methods.lexicon import read_lexicon
    from analysis.methods.tag import Tagger, count_methods, tag_papers
    from analysis.text.cleaning import clean_text
    from analysis.trends.fields import assign_fields

    texts = [(record["id"], clean_text(record["title"]), clean_text(record["abstract"])) for record in records]
    papers = pd.DataFrame(texts, columns=["paper_id", "title", "abstract"])
    papers["type"] = [paper_type(title, None, abstract) for _, title, abstract in texts]
    lexicon = read_lexicon()
    mentions = tag_papers(papers, Tagger(lexicon))
    return papers, mentions, assign_fields(papers, mentions, count_methods(mentions, lexicon.entries), _definitions())
