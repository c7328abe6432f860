"""What is new since a baseline, by saved searches."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "known": ["Known", "find_day", "read_known"],
        "match": ["NEAR", "Corpus", "find_missing", "match_search"],
        "new": ["Digest", "make_digest"],
        "words": ["find_forms"],
        "searches": ["OTHERS", "Wanted", "address_of", "list_searches", "tell_search"],
    },
)
