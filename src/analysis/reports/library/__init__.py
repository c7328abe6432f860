"""What the library holds, and by what it is filtered."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": ["embed_library", "library_sentence"],
    },
)
