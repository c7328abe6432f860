"""Figures: a table or graph in, a figure out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "bursts": ["list_bursts"],
        "change": ["plot_bursts", "plot_growth", "plot_papers_needed", "plot_trends"],
        "citations": ["plot_cited_years", "plot_lineage"],
        "colours": ["GREY", "colour_topics", "shade_years"],
        "flow": ["plot_record_flow"],
        "flows": ["plot_flows"],
        "maps": ["draw_map"],
        "productivity": ["plot_lotka", "plot_zones"],
        "sparklines": ["plot_sparkline"],
        "static": [
            "plot_papers",
            "plot_coverage",
            "plot_cross",
            "plot_systems",
        ],
        "themes": ["plot_themes"],
        "trees": ["plot_tree"],
        "world": ["plot_world"],
    },
)
