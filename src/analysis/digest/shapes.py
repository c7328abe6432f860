"""The shapes of the tables that the digest stage writes."""

from analysis.workspace import Table

TABLES: dict[str, Table] = {
    "digest": Table(
        ("search", "place"),
        {"search": "str", "place": "int", "paper_id": "str", "score": "float?", "why": "str", "sentence": "str"},
    ),
    "digest_searches": Table(
        ("place",),
        {
            "place": "int",
            "search": "str",
            "told": "str",
            "address": "str",
            "found": "int",
            "new": "int",
            "missing": "list",
        },
    ),
}
