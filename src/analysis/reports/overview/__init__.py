"""What the overview says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "changes": [
            "burst_rows",
            "change_rows",
            "describe_drift",
            "describe_growth",
            "describe_selection",
            "describe_skill",
            "strongest_changes",
        ],
        "summary": [
            "corpus_sentence",
            "fields_side_by_side",
            "name_sources",
            "needed_papers",
            "papers_a_year",
            "say_largest",
            "show_windows",
        ],
    },
)
