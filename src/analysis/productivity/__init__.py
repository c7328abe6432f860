"""How papers spread over authors and venues, and citations over an author's papers."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "bradford": ["Zones", "find_zones"],
        "indices": ["g_index", "h_index", "index_authors"],
        "lotka": ["Lotka", "fit_lotka"],
        "versions": ["follow_preprints", "pair_versions"],
    },
)
