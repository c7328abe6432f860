"""Runs the stages, and takes in pages of one's own."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submod_attrs={"leftovers": ["remove_leftovers"], "own_pages": ["create_page", "list_own_pages"]}
)
