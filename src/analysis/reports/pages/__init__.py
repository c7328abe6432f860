"""Pages that stand alone: what a notebook shows, the drawer of papers, from an executed notebook to HTML."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "blocks": [
            "Block",
            "show_chart",
            "show_claims",
            "show_figure",
            "show_finding",
            "show_list",
            "show_table",
            "show_text",
            "show_title",
        ],
        "cards": ["Card", "Lines", "show_cards"],
        "drawer": ["column_facet", "embed_papers", "show_dates", "source_facet"],
        "escaping": ["Linked"],
        "index": ["write_index"],
        "links": ["link_matrix", "link_periods", "papers_link", "period_facet"],
        "page": ["VEGA", "build_page", "render_page"],
        "svg": ["figure_to_svg"],
        "wording": ["SURE", "say_part", "show_author", "show_growth", "show_interval", "show_times"],
    },
)
