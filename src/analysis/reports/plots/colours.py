"""Colours for topics: a family of hues for each branch of their tree, neighbours told apart by all eyes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

# Lightness that can be seen on a light page and on a dark one, and how strong the colours are.
_LIGHT, _CHROMA = (0.47, 0.55, 0.63, 0.71, 0.79), (0.06, 0.11, 0.16)
# Half the width of a family, in degrees of hue.
_SPREAD = 16
GREY = "#9aa5b1"


def colour_topics(
    branches: Mapping[str, int], neighbours: Iterable[tuple[str, str]], *, order: Sequence[str]
) -> dict[str, str]:
    """A colour for each topic: those of one branch are of one family, neighbours as unlike as can be.

    Difference is CIEDE2000, the least of what eyes with and without deuteranopia see.

    Parameters
    ----------
    branches
        The branch of each topic, as a number from 0.
    neighbours
        Pairs of topics that lie side by side on the map.
    order
        The topics, those first that choose first.

    Examples
    --------
    >>> shades = colour_topics({"a": 0, "b": 0, "c": 1}, [("a", "b")], order=["a", "b", "c"])
    >>> difference(shades["a"], shades["b"]) >= 15
    True
    """
    count = max(branches.values(), default=0) + 1
    families = [_family(round(360 * place / count) + 210) for place in range(count)]
    near: dict[str, set[str]] = {topic: set() for topic in order}
    for one, other in neighbours:
        if one in near and other in near:
            near[one].add(other)
            near[other].add(one)
    chosen: dict[str, str] = {}
    for topic in order:
        family = families[branches.get(topic, 0)]
        beside = [chosen[other] for other in sorted(near[topic]) if other in chosen]
        rest = list(chosen.values())
        chosen[topic] = max(
            family, key=lambda colour: (round(_least(colour, beside), 1), round(_least(colour, rest), 1))
        )
    return chosen


def _least(colour: str, others: Sequence[str]) -> float:
    return min((difference(colour, other) for other in others), default=100.0)


@lru_cache(maxsize=200_000)
def difference(one: str, other: str) -> float:
    """How unlike two colours are, the lesser of what is seen with and without deuteranopia (CIEDE2000)."""
    if one > other:
        return difference(other, one)
    (a, a_blind), (b, b_blind) = _seen(one), _seen(other)
    return float(min(a.delta_e(b, method="2000"), a_blind.delta_e(b_blind, method="2000")))


@lru_cache(maxsize=4096)
def _seen(colour: str) -> tuple[Any, Any]:
    from coloraide import Color

    plain = Color(colour)
    return plain, plain.filter("deutan")


@lru_cache(maxsize=64)
def _family(hue: int) -> tuple[str, ...]:
    from coloraide import Color

    shades = [
        Color("oklch", [light, chroma, (hue + turn) % 360])
        for turn in (0, -_SPREAD, _SPREAD)
        for light in _LIGHT
        for chroma in _CHROMA
    ]
    return tuple(dict.fromkeys(shade.convert("srgb").to_string(hex=True) for shade in shades if shade.in_gamut("srgb")))


@lru_cache(maxsize=4096)
def ink_of(colour: str) -> tuple[str, str]:
    """A colour as letters are written in it, on a light page and on a dark one."""
    from coloraide import Color

    _, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    inks = [Color("oklch", [level, min(chroma, 0.12), hue]).fit("srgb").convert("srgb") for level in (0.42, 0.82)]
    return inks[0].to_string(hex=True), inks[1].to_string(hex=True)


def shade_years(years: Iterable[str]) -> dict[str, str]:
    """A colour for each year, from pale to strong.

    Examples
    --------
    >>> shade_years(["2024", "2022"])
    {'2022': '#a9d3dc', '2024': '#0b4a5f'}
    """
    ordered = sorted(set(years))
    ends = np.array([[0xA9, 0xD3, 0xDC], [0x0B, 0x4A, 0x5F]], dtype=float)
    parts = np.linspace(0, 1, max(len(ordered), 2))
    mixed = [ends[0] + (ends[1] - ends[0]) * part for part in parts]
    return {
        year: "#" + "".join(f"{round(value):02x}" for value in colour)
        for year, colour in zip(ordered, mixed, strict=False)
    }
