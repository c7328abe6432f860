"""The shapes of the tables that the keywords stage writes."""

from analysis.workspace import NODE_COLUMNS, PAIR_COLUMNS, Table

# As the sources tell them apart: by the authors, by who indexed them, of the titles of cited works, of medicine's list.
KEYWORD_KINDS = ("keyword", "index keyword", "keyword plus", "mesh")

TABLES: dict[str, Table] = {
    "keywords": Table(("keyword",), {"keyword": "str", "variants": "list", "papers": "int"}),
    "paper_keywords": Table(
        ("paper_id", "keyword"),
        {"paper_id": "str", "keyword": "str", "kind": "str", "text": "str"},
        {"kind": KEYWORD_KINDS},
    ),
    "keyword_nodes": Table(("keyword",), {"keyword": "str", **NODE_COLUMNS}),
    "keyword_edges": Table(("keyword_a", "keyword_b"), {"keyword_a": "str", "keyword_b": "str", **PAIR_COLUMNS}),
}
