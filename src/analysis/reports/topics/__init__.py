"""What the report of topics says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cards": ["count_joined", "leading_values", "standing_out", "terms_shown", "topic_cards"],
        "scores": ["asked_rows", "find_guided", "score_rows", "topics_sentence", "warn_about_baseline"],
        "summary": [
            "branch_facet",
            "change_rows",
            "find_branches",
            "map_points",
            "name_parts",
            "say_nearest",
            "thin_points",
            "tree_links",
        ],
    },
)
