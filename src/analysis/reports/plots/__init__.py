"""Figures: a table or graph in, a figure out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "change": ["plot_bursts", "plot_growth", "plot_papers_needed", "plot_trends"],
        "interactive": ["cycle_colours", "inline_rows", "labels_that_fit", "year_colours"],
        "maps": ["draw_map", "map_legend"],
        "sparklines": ["plot_sparkline"],
        "static": [
            "plot_papers",
            "plot_coverage",
            "plot_cross",
            "plot_systems",
        ],
        "trees": ["plot_tree"],
        "world": ["plot_world"],
    },
)
