"""What a library of papers is searched by: words and papers in one small space, and what each paper says in short."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "filters": ["FILTERS", "author_names", "library_facets", "source_orders"],
        "search": [
            "WORDS_WEIGHT",
            "Space",
            "Texts",
            "build_space",
            "index_texts",
            "measure_meaning",
            "rank_papers",
            "split_words",
        ],
        "summaries": ["summarise"],
        "trending": ["HALF_LIFE", "rank_trending"],
        "words": ["choose_words", "embed_words"],
    },
)
