"""What each table holds: its key, its columns, what is allowed in them.

Types: ``str``, ``int``, ``float``, ``bool``, ``date`` and ``vector`` (float32); a trailing ``?`` allows missing values.
Lists inside a cell are joined by ``"; "``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

METHOD_KINDS = (
    "architecture",
    "foundation model",
    "learning paradigm",
    "technique",
    "loss/objective",
    "fusion strategy",
    "explainability",
    "generative model",
    "classical ML/statistics",
    "proposed system",
)
OTHER_KINDS = ("dataset", "modality", "cancer", "organ", "task", "metric")
PAPER_TYPES = ("method", "review", "benchmark", "dataset", "validation", "software", "other")
SELECTIONS = ("all", "latest", "ranking", "author", "facts", "unknown")
OUTCOMES = ("kept", "merged", "rejected")
# Why a record that was read becomes no paper.
NO_TITLE = "no title in this record or any other of its work"
ONLY_FACTS = "facts about a paper that no source lists"
ROLES = ("used", "proposed", "compared")
FACETS = ("builds", "evaluates", "uses")
VERDICTS = ("growing", "declining", "no clear change", "too few papers to tell", "confounded with source")


class Table(NamedTuple):
    """The shape of one table."""

    key: tuple[str, ...]
    columns: dict[str, str]
    allowed: Mapping[str, tuple[str, ...]] = MappingProxyType({})


_NODES = {
    "weight": "int",
    "strength": "float",
    "degree": "int",
    "component": "int",
    "community": "int",
    "centrality": "float",
}

TABLES: dict[str, Table] = {
    "papers": Table(
        ("paper_id",),
        {
            "paper_id": "str",
            "title": "str",
            "abstract": "str?",
            "published": "date?",
            "date_precision": "str",
            "date_basis": "str",
            "type": "str",
            "venue": "str?",
            "volume": "str?",
            "issue": "str?",
            "pages": "str?",
            "language": "str?",
            "doi": "str?",
            "arxiv_id": "str?",
            "pmid": "str?",
            "openalex_id": "str?",
            "url": "str?",
            "sources": "str",
            "cited_by": "int?",
            "upvotes": "int?",
            "summary": "str?",
            "summary_source": "str?",
        },
        {
            "date_precision": ("day", "month", "year", "unknown"),
            "date_basis": ("preprint", "online", "issue", "unknown"),
            "type": PAPER_TYPES,
        },
    ),
    "authorships": Table(
        ("paper_id", "position"),
        {
            "paper_id": "str",
            "position": "int",
            "name": "str",
            "family": "str",
            "given": "str?",
            "orcid": "str?",
            "affiliation": "str?",
        },
    ),
    "labels": Table(("paper_id", "kind", "value"), {"paper_id": "str", "kind": "str", "value": "str", "source": "str"}),
    "references": Table(("paper_id", "position"), {"paper_id": "str", "position": "int", "cited": "str"}),
    "sources": Table(
        ("source",),
        {
            "source": "str",
            "title": "str",
            "asked_of": "str?",
            "query": "str?",
            "selection": "str",
            "rule": "str?",
            "captured_on": "date?",
            "covers_from": "date?",
            "covers_to": "date?",
            "licence": "str?",
            "share": "str",
            "files": "int",
            "records": "int",
        },
        {"selection": SELECTIONS, "share": ("full", "no-abstracts")},
    ),
    "ledger": Table(
        ("record_id",),
        {
            "record_id": "str",
            "source": "str",
            "file": "str",
            "line": "int",
            "source_id": "str?",
            "outcome": "str",
            "reason": "str",
            "paper_id": "str?",
            "evidence": "str?",
            "score": "float?",
            "changed": "str?",
            "flagged": "str?",
        },
        {"outcome": OUTCOMES},
    ),
    "paper_aliases": Table(("alias",), {"alias": "str", "paper_id": "str"}),
    "embeddings": Table(("paper_id",), {"paper_id": "str", "text_hash": "str", "model": "str", "vector": "vector"}),
    "topics": Table(
        ("topic",),
        {
            "topic": "int",
            "label": "str",
            "terms": "str",
            "size": "int",
            "parent": "int?",
            "central_papers": "str",
            "found": "float?",
            "stability": "float?",
        },
    ),
    "topic_tree": Table(
        ("node",),
        {"node": "int", "parent": "int?", "topic": "int?", "label": "str", "size": "int", "height": "float"},
    ),
    "paper_topics": Table(
        ("paper_id",),
        {
            "paper_id": "str",
            "topic": "int",
            "fitted_topic": "int",
            "similarity": "float?",
            "confidence": "float?",
            "x": "float",
            "y": "float",
        },
    ),
    "topic_changes": Table(
        ("topic", "was"),
        {
            "topic": "int",
            "was": "int",
            "change": "str",
            "label": "str",
            "label_before": "str",
            "size": "int",
            "size_before": "int",
            "shared": "int",
        },
        {"change": ("kept", "grown", "shrunk", "split", "merged", "born", "died")},
    ),
    "paper_terms": Table(("paper_id", "term"), {"paper_id": "str", "term": "str"}),
    "authors": Table(
        ("author_id",),
        {
            "author_id": "str",
            "name": "str",
            "variants": "str",
            "papers": "int",
            "first_year": "int?",
            "last_year": "int?",
        },
    ),
    "paper_authors": Table(
        ("paper_id", "position"),
        {"paper_id": "str", "position": "int", "author_id": "str", "confidence": "float", "basis": "str"},
        {"basis": ("orcid", "full name", "initials")},
    ),
    "author_nodes": Table(("author_id",), {"author_id": "str", "name": "str", **_NODES}),
    "author_edges": Table(
        ("author_a", "author_b"), {"author_a": "str", "author_b": "str", "papers": "int", "weight": "float"}
    ),
    "methods": Table(
        ("method",),
        {
            "method": "str",
            "kind": "str",
            "parents": "str",
            "introduced": "int?",
            "papers": "int",
            "is_method": "bool",
        },
        {"kind": METHOD_KINDS + OTHER_KINDS},
    ),
    "paper_methods": Table(
        ("paper_id", "part", "start", "method"),
        {
            "paper_id": "str",
            "part": "str",
            "start": "int",
            "end": "int",
            "method": "str",
            "kind": "str",
            "text": "str",
            "role": "str",
        },
        {"part": ("title", "abstract"), "role": ROLES, "kind": METHOD_KINDS + OTHER_KINDS},
    ),
    "method_nodes": Table(("method",), {"method": "str", "kind": "str", **_NODES}),
    "method_edges": Table(
        ("method_a", "method_b"),
        {"method_a": "str", "method_b": "str", "papers": "int", "weight": "int", "strength": "float"},
    ),
    "paper_fields": Table(
        ("paper_id", "field"),
        {"paper_id": "str", "field": "str", "score": "float", "facet": "str", "evidence": "str", "sentence": "str"},
        {"facet": FACETS},
    ),
    "trends": Table(
        ("kind", "label", "period"),
        {
            "kind": "str",
            "label": "str",
            "period": "date",
            "papers": "int",
            "total": "int",
            "share": "float?",
            "low": "float?",
            "high": "float?",
            "covered": "bool",
            "partial": "bool",
        },
        {"kind": ("topic", "method", "field")},
    ),
    "topic_terms": Table(
        ("topic", "period", "term"),
        {
            "topic": "int",
            "period": "date",
            "term": "str",
            "papers": "int",
            "total": "int",
            "partial": "bool",
            "p_value": "float",
            "q_value": "float",
        },
    ),
    "growth": Table(
        ("kind", "label"),
        {
            "kind": "str",
            "label": "str",
            "papers": "int",
            "periods": "int",
            "growth": "float?",
            "low": "float?",
            "high": "float?",
            "p_value": "float?",
            "q_value": "float?",
            "verdict": "str",
            "basis": "str",
        },
        {"kind": ("topic", "method", "field"), "verdict": VERDICTS},
    ),
    "coverage": Table(
        ("source", "period"),
        {
            "source": "str",
            "period": "date",
            "length": "str",
            "papers": "int",
            "covered": "bool",
            "partial": "bool",
            "gap_weekdays": "int",
        },
    ),
}
