"""What the report of keywords says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": ["describe_keywords", "keyword_rows", "keywords_finding"],
        "themes": [
            "cross_slices",
            "link_themes",
            "place_themes",
            "say_evolution",
            "say_themes",
            "slice_names",
            "theme_rows",
        ],
    },
)
