"""What changes, how fast, how sure: fields, shares, growth, the words of each period."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "fields": ["assign_fields", "line_of_systems"],
        "growth": ["complete_periods", "estimate_growth", "papers_needed"],
        "shapes": ["FACETS", "VERDICTS"],
        "shares": [
            "TREND_KINDS",
            "count_trends",
            "covered_shares",
            "gather_labels",
            "share_interval",
        ],
        "slices": ["write_slices"],
        "words": ["count_terms"],
    },
)
