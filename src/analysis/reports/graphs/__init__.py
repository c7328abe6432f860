"""Graphs in the plane: laid out and drawn."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={"draw": ["draw_graph"], "layout": ["Drawn", "lay_out", "push_apart"]},
)
