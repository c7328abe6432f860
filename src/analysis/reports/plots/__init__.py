"""Figures: a table or graph in, a figure out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "interactive": ["draw_graph"],
        "maps": ["draw_map", "map_legend"],
        "sparklines": ["plot_sparkline"],
        "static": [
            "plot_counts",
            "plot_coverage",
            "plot_growth",
            "plot_matrix",
            "plot_papers_needed",
            "plot_shares",
            "plot_systems",
        ],
        "trees": ["plot_tree"],
    },
)
