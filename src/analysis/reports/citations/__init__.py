"""What the report of citations says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "lineage": ["disruption_rows", "dress_lineage", "say_lineage", "try_disruption"],
        "networks": ["COMMUNITIES_CAPTION", "Networks", "community_rows", "draw_network", "say_network"],
        "outside": ["outside_rows", "peak_rows", "say_outside"],
        "summary": ["citations_finding", "describe_references", "reference_facets"],
    },
)
