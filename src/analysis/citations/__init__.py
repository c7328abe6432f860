"""Who cites whom: references matched to works, and what is built on them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "disruption": ["TooFewReferences", "measure_disruption"],
        "lineage": [
            "build_lineage",
            "choose_historiograph",
            "count_paths",
            "find_main_paths",
            "place_in_time",
            "take_papers",
        ],
        "mapping": ["list_cocited", "list_coupled", "name_communities", "name_first_authors"],
        "matching.traits": ["find_own_numbers"],
        "networks": ["Joined", "Network", "build_network", "find_years", "list_networks"],
        "shapes": ["NETWORKS"],
        "spectroscopy": ["count_cited_years", "explain_peaks", "find_peaks"],
        "matching.decisions": ["read_reference_decisions"],
        "matching.match": ["match_references"],
        "matching.parse": ["parse_references"],
        "works": ["build_citations", "label_papers"],
    },
)
