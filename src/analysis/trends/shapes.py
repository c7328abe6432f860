"""The shapes of the tables that the trends stage writes: coverage, fields, shares, growth, words over time."""

from analysis.workspace import Table

VERDICTS = (
    "rising", "falling", "steady", "unclear", "too few papers", "confounded with source", "confounded with selection",
)  # fmt: skip
# What shares and growth are counted of.
KINDS = ("field", "topic", "method", "modality", "cancer", "keyword", "community")
# What is looked at for bursts alone: works that papers cite, terms of their titles and abstracts.
BESIDE = ("reference", "term")
# What a back-test holds the forecast against, and the forecast.
METHODS = ("forecast", "persistence", "linear")

_GROWTH = {
    "kind": "str",
    "label": "str",
    "papers": "int",
    "since": "date?",
    "counted": "int",
    "periods": "int",
    "growth": "float?",
    "low": "float?",
    "high": "float?",
    "p_value": "float?",
    "q_value": "float?",
    "crude": "float?",
    "drawn": "float?",
    "wrong_sign": "float?",
    "earlier": "float?",
    "later": "float?",
    "ratio": "float?",
    "ratio_low": "float?",
    "ratio_high": "float?",
    "assumed": "bool",
    "verdict": "str",
    "basis": "str",
}

TABLES: dict[str, Table] = {
    "paper_fields": Table(
        ("paper_id", "field"),
        {"paper_id": "str", "field": "str", "score": "float", "facet": "str", "evidence": "list", "sentence": "str"},
    ),
    "paper_facets": Table(
        ("paper_id", "field", "facet", "value"),
        {"paper_id": "str", "field": "str", "facet": "str", "value": "str", "sentence": "str"},
    ),
    "paper_labels": Table(
        ("paper_id", "kind", "label"), {"paper_id": "str", "kind": "str", "label": "str"}, {"kind": KINDS}
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
        {"kind": KINDS},
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
    "growth": Table(("kind", "label"), _GROWTH, {"kind": KINDS, "verdict": VERDICTS}),
    "growth_inside": Table(
        ("field", "kind", "label"), {"field": "str", **_GROWTH}, {"kind": KINDS, "verdict": VERDICTS}
    ),
    "bursts": Table(
        ("kind", "label", "first"),
        {
            "kind": "str",
            "label": "str",
            "first": "date",
            "last": "date",
            "papers": "int",
            "times": "float",
            "weight": "float",
            "p_value": "float",
            "q_value": "float",
            "running": "bool",
        },
        {"kind": (*KINDS, *BESIDE)},
    ),
    "claims": Table(
        ("claim_id",),
        {
            "claim_id": "str",
            "kind": "str",
            "label": "str",
            "sentence": "str",
            "papers": "int",
            "total": "int",
            "low": "float?",
            "high": "float?",
            "scope": "str",
            "checks": "list",
            "corpus": "str",
        },
        {"kind": KINDS},
    ),
    "forecasts": Table(
        ("kind", "label", "period"),
        {
            "kind": "str",
            "label": "str",
            "period": "date",
            "share": "float",
            "low_80": "float",
            "high_80": "float",
            "low_95": "float",
            "high_95": "float",
            "total": "int",
        },
        {"kind": KINDS},
    ),
    "backtest": Table(
        ("kind", "method"),
        {
            "kind": "str",
            "method": "str",
            "origins": "int",
            "labels": "int",
            "forecasts": "int",
            "coverage_80": "float",
            "coverage_95": "float",
            "log_score": "float",
            "mase": "float?",
            "precision": "float?",
            "base_rate": "float",
            "optimistic": "bool",
        },
        {"kind": KINDS, "method": METHODS},
    ),
    "drift": Table(
        ("attribute", "value"),
        {
            "attribute": "str",
            "value": "str",
            "papers": "int",
            "early": "float",
            "late": "float",
            "first": "date",
            "last": "date",
            "v": "float",
            "p_value": "float",
            "drifts": "bool",
        },
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
            "assumed": "bool",
            "spread": "bool",
            "gap_weekdays": "int",
        },
    ),
}
