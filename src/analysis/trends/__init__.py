"""What changes, how fast, how sure: fields, shares, growth, the words of each period."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "backtest": ["backtest"],
        "bursts": ["find_bursts"],
        "claims": ["find_scope", "make_claims"],
        "facets": ["find_facets"],
        "fields": ["assign_fields"],
        "drift": ["ATTRIBUTES", "find_drift", "stratify"],
        "forecast": ["forecast_shares"],
        "ground": ["complete_periods", "group_papers", "lay_ground"],
        "growth": ["estimate_growth"],
        "inside": ["estimate_inside"],
        "power": ["papers_needed"],
        "shapes": ["BESIDE", "KINDS", "VERDICTS"],
        "shares": [
            "TREND_KINDS",
            "gather_beside",
            "count_trends",
            "covered_shares",
            "find_starts",
            "gather_labels",
            "name_communities",
            "share_interval",
        ],
        "slices": ["write_slices"],
        "systems": ["ROLES", "introduce_systems", "line_of_systems"],
        "trial": ["Trial", "try_field"],
        "verdicts": ["Limits", "note_bursts"],
        "words": ["count_terms"],
    },
)
