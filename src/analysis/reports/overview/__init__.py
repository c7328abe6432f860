"""What the overview says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": [
            "corpus_sentence",
            "describe_growth",
            "field_facets",
            "name_sources",
            "needed_papers",
            "papers_a_year",
            "show_windows",
            "surest_growth",
        ],
    },
)
