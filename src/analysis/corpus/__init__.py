"""Raw files to papers, every record accounted for."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "build": ["build_corpus", "require_papers"],
        "flow": ["Flow", "count_flow"],
        "shapes": ["NO_TITLE", "ONLY_FACTS"],
        "exports": ["SourceError", "Unseen", "find_exports", "find_unseen", "printable"],
        "sources": ["check_sources", "read_corpus"],
    },
)
