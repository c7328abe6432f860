"""What the digest says, as a page, a feed and a message."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "entries": ["tell_entries"],
        "feed": ["write_feed"],
        "mail": ["write_mail"],
        "summary": ["digest_sentence", "show_others", "show_searches", "tell_files"],
    },
)
