"""The shapes of the tables that the library stage writes."""

from analysis.workspace import Table

# Whose words a summary is: the source's own, or sentences of the abstract.
SUMMARY_BASES = ("source", "extracted", "none")

TABLES: dict[str, Table] = {
    "search_words": Table(("word",), {"word": "str", "papers": "int", "vector": "vector"}),
    "search_papers": Table(
        ("paper_id",),
        {"paper_id": "str", "summary": "str?", "summary_basis": "str", "vector": "vector"},
        {"summary_basis": SUMMARY_BASES},
    ),
}
