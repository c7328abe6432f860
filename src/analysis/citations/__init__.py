"""Who cites whom: references matched to works, and what is built on them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "matching.decisions": ["read_reference_decisions"],
        "matching.match": ["match_references"],
        "matching.parse": ["parse_references"],
        "works": ["build_citations"],
    },
)
