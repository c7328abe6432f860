"""Names of topics and summaries of fields that a program of one's own proposes: asked for, checked, kept."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "ask": ["NamingError", "ask"],
        "check": ["find_fault_of_name", "find_fault_of_summary"],
        "proposals": ["MARK", "Proposal", "read_proposals"],
        "propose": ["propose_all", "propose_names", "propose_summaries"],
    },
)
