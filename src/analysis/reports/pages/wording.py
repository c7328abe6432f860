"""Numbers in words."""

import pandas as pd


def say_part(shown: int, total: int, noun: str, *, which: str) -> str:
    """How many of all are shown, and which, where some are left out.

    Examples
    --------
    >>> say_part(25, 7006, "author", which="the first"), say_part(3, 3, "author", which="the first")
    ('25 of 7,006 authors, the first', 'All 3 authors')
    >>> say_part(1, 1, "author", which="the first")
    'The only author'
    """
    if total == 1:
        return f"The only {noun}"
    return f"{shown:,} of {total:,} {noun}s, {which}" if shown < total else f"All {total:,} {noun}s"


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
