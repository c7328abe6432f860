"""The shapes of the tables that the citations stage writes."""

from analysis.workspace import NODE_COLUMNS, PAIR_COLUMNS, Table

# What is cited together, and who cites the same.
NETWORKS = (
    "co-cited works", "co-cited authors", "co-cited venues", "coupled papers", "coupled authors", "coupled venues",
)  # fmt: skip

TABLES: dict[str, Table] = {
    # One list of references a paper: what it cites, as which sources have it, and what ties the text to the work.
    "citations": Table(
        ("paper_id", "work_id"),
        {
            "paper_id": "str",
            "work_id": "str",
            "cited": "str",
            "evidence": "str?",
            "score": "float?",
            "sources": "list",
        },
    ),
    # Every work that papers here cite; one that is a paper of the corpus has the paper's id.
    "cited_works": Table(
        ("work_id",),
        {
            "work_id": "str",
            "label": "str",
            "family": "str",
            "given": "str",
            "year": "int",
            "title": "str",
            "venue": "str",
            "volume": "str",
            "page": "str",
            "doi": "str",
            "arxiv_id": "str",
            "pmid": "str",
            "openalex_id": "str",
            "in_corpus": "bool",
            "citations": "int",
            "spellings": "int",
        },
    ),
    "citation_nodes": Table(
        ("network", "item"), {"network": "str", "item": "str", "name": "str", **NODE_COLUMNS}, {"network": NETWORKS}
    ),
    "citation_edges": Table(
        ("network", "a", "b"), {"network": "str", "a": "str", "b": "str", **PAIR_COLUMNS}, {"network": NETWORKS}
    ),
    # Communities of two or more: the terms of their papers, and how well they are found again (0 to 1).
    "citation_communities": Table(
        ("network", "community"),
        {"network": "str", "community": "int", "name": "str", "items": "int", "stability": "float"},
        {"network": NETWORKS},
    ),
}
