"""The shapes of the tables that the institutions stage writes."""

from analysis.workspace import Table

TABLES: dict[str, Table] = {
    "institutions": Table(
        ("institution",),
        {"institution": "str", "country": "str?", "ror": "str?", "variants": "list", "papers": "int"},
    ),
    "paper_institutions": Table(
        ("paper_id", "position", "address"),
        {"paper_id": "str", "position": "int", "address": "str", "institution": "str?", "country": "str?"},
    ),
}
