"""Rows that mean one thing brought together: which are compared, and how groups form where evidence conflicts."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "blocks": ["distinct_pairs", "number_groups", "pair_equals"],
        "evidence": ["name_evidence", "override_pairs"],
        "groups": ["group_rows", "join_surest_first"],
    },
)
