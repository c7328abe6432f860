"""Numbers, and names, in words."""

import pandas as pd

from analysis.reports.pages.tables import Ranked

# Below this an author's papers may be those of several people.
SURE = 0.95


def say_part(shown: int, total: int, noun: str, *, which: str) -> str:
    """How many of all are shown, and which, where some are left out; a noun may bring its plural behind a bar.

    Examples
    --------
    >>> say_part(25, 7006, "author", which="the first"), say_part(3, 3, "author", which="the first")
    ('25 of 7,006 authors, the first', 'All 3 authors')
    >>> say_part(1, 1, "author", which="the first")
    'The only author'
    """
    one, _, many = noun.partition("|")
    if total == 1:
        return f"The only {one}"
    many = many or f"{one}s"
    return f"{shown:,} of {total:,} {many}, {which}" if shown < total else f"All {total:,} {many}"


def show_times(value: float) -> str:
    """A multiple with as many digits as it takes to tell it from 1.

    Examples
    --------
    >>> show_times(1.049), show_times(0.5), show_times(14.26), show_times(0.004)
    ('×1.05', '×0.50', '×14.3', '×0.004')
    """
    return f"×{value:.2f}" if 0.05 <= value < 10 else f"×{value:.3g}"


def show_interval(low: float, high: float) -> str:
    """Two ends of an interval, neither rounded to a whole number that it is not.

    Examples
    --------
    >>> show_interval(1.049, 1.4)
    '1.05 to 1.40'
    """
    return f"{show_times(low)[1:]} to {show_times(high)[1:]}"


def show_growth(row: pd.Series) -> str:
    """A growth with its interval and verdict, as text; why, where the interval alone would say more.

    Examples
    --------
    >>> show_growth(pd.Series({"growth": 0.5, "low": 0.2, "high": 0.9, "verdict": "rising"}))
    'rising: ×1.50 a year (1.20 to 1.90)'
    >>> show_growth(pd.Series({"growth": 0.5, "growth_low": 0.2, "growth_high": 0.9, "verdict": "unclear"}))
    'unclear: ×1.50 a year (1.20 to 1.90); not beyond chance among so many labels'
    """
    if pd.isna(row["growth"]):
        return str(row["verdict"])
    # Beside shares, which have an interval of their own, that of growth goes by another name.
    bounds = ("growth_low", "growth_high") if "growth_low" in row else ("low", "high")
    low, middle, high = (1 + row[name] for name in (bounds[0], "growth", bounds[1]))
    text = f"{row['verdict']}: {show_times(middle)} a year ({show_interval(low, high)})"
    if row["verdict"] == "unclear" and (low > 1 or high < 1):
        text += "; not beyond chance among so many labels"
    since = row.get("since")
    return text if since is None or pd.isna(since) else f"{text}; new, first named in {since:%Y-%m}"


def rank_growth(row: pd.Series) -> Ranked:
    """A growth as a cell of a table: its text, sorted by how much it is."""
    return Ranked(show_growth(row), None if pd.isna(row["growth"]) else float(row["growth"]))


def show_author(row: object) -> str:
    """An author's name, how many others here have it, and a question mark where the papers may be those of several.

    Examples
    --------
    >>> from types import SimpleNamespace as Row
    >>> show_author(Row(name="Hao Chen", namesakes=6, confidence=0.9, papers=3))
    'Hao Chen (one of 7 of this name) ?'
    >>> show_author(Row(name="Ann Roe", namesakes=0, confidence=0.99, papers=3))
    'Ann Roe'
    """
    others = f" (one of {row.namesakes + 1} of this name)" if row.namesakes else ""  # type: ignore[attr-defined]
    unsure = row.papers > 1 and row.confidence < SURE  # type: ignore[attr-defined]
    return f"{row.name}{others}{' ?' if unsure else ''}"  # type: ignore[attr-defined]
