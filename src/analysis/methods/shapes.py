"""The shapes of the tables that the methods stage writes: methods, where papers name them, what occurs together."""

from analysis.workspace import NODE_COLUMNS, Table

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
ROLES = ("used", "proposed", "compared")

TABLES: dict[str, Table] = {
    "methods": Table(
        ("method",),
        {
            "method": "str",
            "kind": "str",
            "parents": "list",
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
    "method_nodes": Table(("method",), {"method": "str", "kind": "str", **NODE_COLUMNS}),
    "method_edges": Table(
        ("method_a", "method_b"),
        {"method_a": "str", "method_b": "str", "papers": "int", "weight": "int", "strength": "float"},
    ),
}
