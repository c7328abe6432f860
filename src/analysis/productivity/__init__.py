"""How papers spread over authors and venues, and how often they and their authors are cited."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "impact": [
            "compare_groups",
            "count_by_source",
            "count_from_one_source",
            "count_local",
            "mean_interval",
            "normalise_counts",
        ],
        "bradford": ["Zones", "find_zones"],
        "indices": ["g_index", "h_index", "index_authors"],
        "lotka": ["Lotka", "fit_lotka"],
        "versions": ["follow_preprints", "pair_versions"],
    },
)
