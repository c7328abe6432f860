"""The shapes of the tables that the topics stage writes: topics, their tree, their papers, what became of them."""

from analysis.workspace import Table

TABLES: dict[str, Table] = {
    "topics": Table(
        ("topic",),
        {
            "topic": "int",
            "label": "str",
            "terms": "list",
            "size": "int",
            "parent": "int?",
            "central_papers": "list",
            "found": "float?",
            "stability": "float?",
        },
    ),
    "topic_tree": Table(
        ("node",),
        {"node": "int", "parent": "int?", "topic": "int?", "label": "str", "size": "int", "height": "float"},
    ),
    "paper_topics": Table(
        ("paper_id",),
        {
            "paper_id": "str",
            "topic": "int",
            "fitted_topic": "int",
            "similarity": "float?",
            "confidence": "float?",
            "x": "float",
            "y": "float",
        },
    ),
    "topic_changes": Table(
        ("topic", "was"),
        {
            "topic": "int",
            "was": "int",
            "change": "str",
            "label": "str",
            "label_before": "str",
            "size": "int",
            "size_before": "int",
            "shared": "int",
            "new": "int",
        },
        {"change": ("kept", "grown", "shrunk", "confounded", "split", "merged", "born", "died")},
    ),
    "paper_terms": Table(("paper_id", "term"), {"paper_id": "str", "term": "str"}),
}
