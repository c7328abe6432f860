"""What brings files into ``data/raw/``: exports of one's own, and what arXiv, OpenAlex and PubMed answer."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "add": ["Found", "add_export", "describe_found", "look_at"],
        "answer": ["Query"],
        "by_ids": ["Ids", "collect_ids", "read_ids"],
        "client": ["CollectError"],
        "commands": ["register_commands"],
        "fetch": ["SERVICES", "collect"],
        "lacking": ["find_lacking", "find_next"],
    },
)
