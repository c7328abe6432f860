"""Who is who."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "identify": ["identify_authors"],
    },
)
