"""Fieldnotes: from paper exports to trend reports whose uncertainty is stated.

The names below are what a notebook needs; ``docs/API.md`` lists them with a line each. They load when first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "citations": ["build_lineage", "count_cited_years", "find_main_paths", "match_references"],
        "counts": ["count_papers", "cross_papers"],
        "finding": ["search_papers", "show_papers", "similar_papers"],
        "graphs": [
            "build_coauthor_graph",
            "build_cooccurrence_graph",
            "measure_nodes",
            "measure_stability",
            "write_graph",
        ],
        "periods": ["measure_coverage"],
        "productivity": ["count_local", "find_zones", "fit_lotka"],
        "readers": ["read_records"],
        "reports.graphs": ["draw_graph", "lay_out"],
        "reports.plots": [
            "plot_cited_years",
            "plot_coverage",
            "plot_cross",
            "plot_growth",
            "plot_lineage",
            "plot_papers",
            "plot_trends",
        ],
        "topics": ["TopicsSettings", "assign_topics", "fit_topics", "load_model"],
        "trends": ["count_trends", "estimate_growth", "gather_labels", "papers_needed", "share_interval"],
        "workspace": ["FieldnotesError", "list_tables", "read_table"],
    },
)
