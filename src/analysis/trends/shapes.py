"""The shapes of the tables that the trends stage writes: coverage, fields, shares, growth, words over time."""

from analysis.workspace import Table

FACETS = ("builds", "evaluates", "uses")
VERDICTS = ("growing", "declining", "no clear change", "too few papers to tell", "confounded with source")

TABLES: dict[str, Table] = {
    "paper_fields": Table(
        ("paper_id", "field"),
        {"paper_id": "str", "field": "str", "score": "float", "facet": "str", "evidence": "list", "sentence": "str"},
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
