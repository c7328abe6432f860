"""Graphs in the plane: laid out and drawn; what papers name together, as tables."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "cooccurrence": ["choose_items", "dress_items", "pair_rows", "rising_rows", "say_surest"],
        "draw": ["FLAT", "draw_graph"],
        "layout": ["Drawn", "lay_out"],
    },
)
