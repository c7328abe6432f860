"""The pages: what the report notebooks show, in the frame that all pages share."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "build": ["build_page"],
        "frame": ["render_page"],
        "write": ["read_site", "write_own_page", "write_site"],
    },
)
