"""The shapes of the tables that the methods stage writes: methods, where papers name them, what occurs together."""

from analysis.workspace import NODE_COLUMNS, PAIR_COLUMNS, Table

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
# Found by their form, not by the lexicon: parts of what a paper proposes, and phrases that recur.
DISCOVERED_KINDS = ("proposed module", "phrase")
OTHER_KINDS = ("dataset", "modality", "cancer", "organ", "task", "metric")
# Where in a system a method stands: what makes vectors of the data, what gathers those of a case, what joins those of
# several modalities, what predicts from them.
SLOTS = ("encoder", "aggregator", "fusion", "head")
# What a paper names as used by others, or as not used, is only mentioned.
ROLES = ("used", "proposed", "compared", "mentioned")

TABLES: dict[str, Table] = {
    "methods": Table(
        ("method",),
        {
            "method": "str",
            "kind": "str",
            "parents": "list",
            "introduced": "int?",
            "slot": "str?",
            "papers": "int",
            "is_method": "bool",
        },
        {"kind": METHOD_KINDS + OTHER_KINDS + DISCOVERED_KINDS, "slot": SLOTS},
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
        {"part": ("title", "abstract"), "role": ROLES, "kind": METHOD_KINDS + OTHER_KINDS + DISCOVERED_KINDS},
    ),
    "method_nodes": Table(("method",), {"method": "str", "kind": "str", **NODE_COLUMNS}),
    "method_edges": Table(
        ("method_a", "method_b"),
        {"method_a": "str", "method_b": "str", **PAIR_COLUMNS},
    ),
}
