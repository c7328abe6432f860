"""What the report of the corpus says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "flow": ["completeness_rows", "known_facet", "write_flow"],
        "summary": [
            "count_changes",
            "count_values",
            "cover_sources",
            "describe_gaps",
            "describe_sources",
            "find_missing",
            "funnel",
            "list_merges",
            "missing_fields",
        ],
    },
)
