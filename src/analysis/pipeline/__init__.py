"""Runs the stages, and takes in pages of one's own."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "lifeline": ["tie_to_starter"],
        "heal": ["heal_project", "remove_leftovers"],
        "one_run": ["BusyError", "only_run", "refuse_during_run"],
        "own_pages": ["create_page", "list_own_pages"],
        "repro": ["reproduce"],
    },
)
