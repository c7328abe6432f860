"""Numbers in words."""

import pandas as pd


def say_count(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun, separators in thousands.

    Examples
    --------
    >>> say_count(1, "paper"), say_count(1139, "paper"), say_count(2, "community", "communities")
    ('1 paper', '1,139 papers', '2 communities')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def say_papers(count: int) -> str:
    """A number of papers.

    Examples
    --------
    >>> say_papers(1), say_papers(67)
    ('1 paper', '67 papers')
    """
    return say_count(count, "paper")


def say_part(shown: int, total: int, noun: str, plural: str | None = None) -> str:
    """How many of all are shown.

    Examples
    --------
    >>> say_part(25, 7006, "author"), say_part(3, 3, "author"), say_part(1, 1, "community", "communities")
    ('25 of 7,006 authors', 'All 3 authors', 'The only community')
    """
    if total == 1:
        return f"The only {noun}"
    return (
        f"{shown:,} of {say_count(total, noun, plural)}" if shown < total else f"All {say_count(total, noun, plural)}"
    )


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
