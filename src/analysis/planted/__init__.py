"""Corpora whose truth is known: which records are one work, which labels rise."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cited": ["compare_citations"],
        "compare": ["compare_bursts", "compare_growth", "compare_topics", "growth_rows", "read_truth"],
        "files": ["PlantError", "plant"],
        "corpus": ["Label", "Planted", "make_corpus", "standard_labels"],
        "records": ["make_records"],
        "venues": ["compare_venues"],
    },
)
