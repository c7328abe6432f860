"""The shapes of the tables that the corpus stage writes: what papers, records and sources hold."""

from analysis.workspace import Table

PAPER_TYPES = ("method", "review", "benchmark", "dataset", "validation", "software", "other")
SELECTIONS = ("all", "latest", "ranking", "author", "facts", "unknown")
OUTCOMES = ("kept", "merged", "filtered", "rejected")
# Why a record that was read becomes no paper.
NO_TITLE = "no title in this record or any other of its work"
ONLY_FACTS = "facts about a paper that no source lists"

TABLES: dict[str, Table] = {
    "papers": Table(
        ("paper_id",),
        {
            "paper_id": "str",
            "title": "str",
            "abstract": "str?",
            "published": "date?",
            "date_precision": "str",
            "date_basis": "str",
            "type": "str",
            "category": "str?",
            "venue": "str?",
            "volume": "str?",
            "issue": "str?",
            "pages": "str?",
            "language": "str?",
            "doi": "str?",
            "arxiv_id": "str?",
            "pmid": "str?",
            "openalex_id": "str?",
            "url": "str?",
            "sources": "list",
            "cited_by": "int?",
            "upvotes": "int?",
            "summary": "str?",
            "summary_source": "str?",
            "comment": "str?",
            "updated": "date?",
            "code_url": "str?",
        },
        {
            "date_precision": ("day", "month", "year", "unknown"),
            "date_basis": ("preprint", "online", "issue", "unknown"),
            "type": PAPER_TYPES,
        },
    ),
    "authorships": Table(
        ("paper_id", "position"),
        {
            "paper_id": "str",
            "position": "int",
            "name": "str",
            "family": "str",
            "given": "str?",
            "orcid": "str?",
            "affiliation": "str?",
            "author_key": "str?",
            "ror": "str?",
        },
    ),
    "labels": Table(
        ("paper_id", "kind", "value"), {"paper_id": "str", "kind": "str", "value": "str", "sources": "list"}
    ),
    "references": Table(
        ("paper_id", "source", "position"), {"paper_id": "str", "source": "str", "position": "int", "cited": "str"}
    ),
    # What each source says: how often a paper is cited, how many references it has, and how many it lists.
    "citation_counts": Table(
        ("paper_id", "source"),
        {"paper_id": "str", "source": "str", "cited_by": "int?", "reference_count": "int?", "listed": "int"},
    ),
    # Cells that no source that lists a paper fills, and facts about it do.
    "completed": Table(("paper_id", "field"), {"paper_id": "str", "field": "str", "source": "str"}),
    # What records tell of the preprint and of what was published.
    "versions": Table(
        ("paper_id", "kind"),
        {"paper_id": "str", "kind": "str", "date": "date?", "venue": "str?", "doi": "str?"},
        {"kind": ("preprint", "published")},
    ),
    "sources": Table(
        ("source",),
        {
            "source": "str",
            "title": "str",
            "asked_of": "str?",
            "query": "str?",
            "selection": "str",
            "rule": "str?",
            "captured_on": "date?",
            "covers_from": "date?",
            "covers_to": "date?",
            "licence": "str?",
            "share": "str",
            "files": "int",
            "records": "int",
        },
        {"selection": SELECTIONS, "share": ("full", "no-abstracts")},
    ),
    "ledger": Table(
        ("record_id",),
        {
            "record_id": "str",
            "source": "str",
            "file": "str",
            "line": "int",
            "source_id": "str?",
            "outcome": "str",
            "reason": "str",
            "paper_id": "str?",
            "evidence": "str?",
            "score": "float?",
            "changed": "str?",
            "flagged": "str?",
        },
        {"outcome": OUTCOMES},
    ),
    "paper_aliases": Table(("alias",), {"alias": "str", "paper_id": "str"}),
}
