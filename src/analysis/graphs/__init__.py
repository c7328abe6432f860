"""Who writes with whom and what papers name together, as graphs: built, measured, exported."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "build": ["build_coauthor_graph", "build_cooccurrence_graph"],
        "export": ["edges_table", "write_graph"],
        "pairs": ["compare_pairs", "measure_pairs", "share_papers"],
        "stability": ["measure_stability"],
        "measure": ["average_years", "find_groups", "is_exact", "measure_nodes"],
    },
)
