"""What a report notebook shows: sentences, tables, figures, cards, and the papers behind their numbers."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "blocks": [
            "NOTHING",
            "SOURCE",
            "Block",
            "show_claims",
            "show_finding",
            "show_list",
            "show_text",
            "show_title",
            "show_together",
        ],
        "cards": ["Card", "Lines", "show_cards"],
        "colours": ["ACCENT", "FAINT", "INK", "PAPER", "SERIES", "SOFT"],
        "escaping": ["Linked", "embed_json", "escape", "fill"],
        "facets": ["embed_papers", "order_papers", "show_dates"],
        "figures": ["VEGA", "Chart", "show_chart", "show_figure"],
        "links": ["link_matrix", "link_periods", "papers_link", "period_facet"],
        "planes": ["Plane", "read_asset", "show_plane"],
        "svg": ["figure_to_svg"],
        "tables": ["Ranked", "show_table"],
        "wording": ["SURE", "rank_growth", "say_part", "show_author", "show_growth", "show_interval", "show_times"],
    },
)
