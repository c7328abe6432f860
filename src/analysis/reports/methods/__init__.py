"""What the report of methods says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": ["method_rows", "module_rows", "phrase_rows", "say_reach", "system_rows"],
    },
)
