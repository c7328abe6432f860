"""Which methods papers name, in what role: the lexicon, the papers' own names, the tagger."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "discover": ["discover_methods"],
        "lexicon": ["LexiconError", "descendants", "read_lexicon"],
        "shapes": ["DISCOVERED_KINDS", "METHOD_KINDS", "ROLES", "SLOTS"],
        "tag": ["count_methods", "tag_papers"],
        "tagger": ["Tagger"],
        "trial": ["find_ambiguous", "propose_entries", "try_method", "write_entries"],
    },
)
