"""Papers to vectors: engines, and the cache of what they have computed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "engines": ["EmbeddingError", "encode_all", "open_encoder"],
        "grid": ["FINE_STEP", "STEP", "to_grid"],
        "settings": ["EmbedSettings"],
        "papers": ["choose_encoder", "embed_names", "embed_papers"],
    },
)
