"""Which methods papers name, in what role: the lexicon, the papers' own names, the tagger."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "lexicon": ["LexiconError", "descendants", "read_lexicon"],
        "shapes": ["METHOD_KINDS", "ROLES"],
        "tag": ["Tagger", "count_methods", "tag_papers"],
    },
)
