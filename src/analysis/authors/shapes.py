"""The shapes of the tables that the authors stage writes: people, what they wrote, with whom."""

from analysis.workspace import NODE_COLUMNS, Table

TABLES: dict[str, Table] = {
    "authors": Table(
        ("author_id",),
        {
            "author_id": "str",
            "name": "str",
            "variants": "list",
            "papers": "int",
            "first_year": "int?",
            "last_year": "int?",
            "namesakes": "int",
            "confidence": "float",
        },
    ),
    "paper_authors": Table(
        ("paper_id", "position"),
        {"paper_id": "str", "position": "int", "author_id": "str", "confidence": "float", "basis": "str"},
        {"basis": ("decision", "orcid", "source id", "evidence", "full name", "initials")},
    ),
    "author_nodes": Table(("author_id",), {"author_id": "str", "name": "str", **NODE_COLUMNS}),
    "author_edges": Table(
        ("author_a", "author_b"), {"author_a": "str", "author_b": "str", "papers": "int", "weight": "float"}
    ),
}
