"""The shapes of the tables that the citations stage writes."""

from analysis.workspace import Table

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
}
