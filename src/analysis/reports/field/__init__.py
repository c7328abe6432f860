"""What the report of a field says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": ["field_papers", "field_verdict", "system_line_rows"],
    },
)
