"""Who writes with whom and which methods occur together, as graphs: built, measured, exported."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "build": ["build_coauthor_graph", "build_method_graph"],
        "export": ["edges_table", "write_graph"],
        "measure": ["find_groups", "measure_nodes"],
    },
)
