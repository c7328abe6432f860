"""What the report of authors says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "collaboration": ["LOOK_BACK", "collaboration_rows", "name_communities", "profile_rows"],
        "drawn": [
            "bond_communities",
            "caption_graph",
            "choose_authors",
            "describe_communities",
            "dress_authors",
            "say_largest",
        ],
        "identity": [
            "describe_identity",
            "group_rows",
            "identity_rows",
            "name_authors",
            "namesake_rows",
            "unsure_ties",
            "variant_rows",
        ],
        "productivity": ["index_rows", "say_indices", "say_lotka"],
        "summary": [
            "author_rows",
            "component_rows",
            "count_coauthors",
            "papers_left_out",
            "say_betweenness",
            "say_team",
            "team_sizes",
            "tell_left_out",
            "warn_about_sources",
        ],
    },
)
