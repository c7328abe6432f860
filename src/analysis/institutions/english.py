"""What countries are called in English."""

from collections.abc import Iterable

import pandas as pd


def country_names(codes: Iterable[str]) -> list[str]:
    """What countries are called in English, by their codes.

    Examples
    --------
    >>> country_names(["GB", "??"])
    ['United Kingdom', '??']
    """
    from babel import Locale

    names = Locale("en").territories
    return [names.get(code, code) for code in codes]


def name_countries(places: pd.DataFrame) -> pd.DataFrame:
    """The table `paper_institutions` with English names of countries in place of codes."""
    codes = places["country"].dropna().unique()
    names = dict(zip(codes, country_names(codes), strict=True))
    return places.assign(country=places["country"].map(names, na_action="ignore").astype("str"))
