"""The shapes of the tables that the embed stage writes: one vector a paper."""

from analysis.workspace import Table

TABLES: dict[str, Table] = {
    "embeddings": Table(("paper_id",), {"paper_id": "str", "text_hash": "str", "model": "str", "vector": "vector"}),
}
