"""Keywords of papers: spellings merged, a person's thesaurus obeyed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "merge": ["merge_keywords"],
        "shapes": ["KEYWORD_KINDS"],
        "themes": ["Evolution", "evolve_themes", "map_themes", "resample_themes"],
    },
)
