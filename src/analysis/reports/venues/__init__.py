"""What the report of venues says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": [
            "describe_venues",
            "preprint_rows",
            "say_preprints",
            "say_zones",
            "tell_apart",
            "venue_rows",
            "venues_finding",
            "without_servers",
            "zone_rows",
        ]
    },
)
