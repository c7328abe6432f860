"""Growth in words."""

import pandas as pd


def show_growth(row: pd.Series) -> str:
    """A growth with its interval and verdict, as text.

    Examples
    --------
    >>> show_growth(pd.Series({"growth": 0.5, "growth_low": 0.2, "growth_high": 0.9, "verdict": "growing"}))
    'growing: ×1.5 a year (1.2 to 1.9)'
    """
    if pd.isna(row["growth"]):
        return str(row["verdict"])
    low, middle, high = (1 + row[name] for name in ("growth_low", "growth", "growth_high"))
    return f"{row['verdict']}: ×{middle:.2g} a year ({low:.2g} to {high:.2g})"
