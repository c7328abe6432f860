"""Cards: what is known of each of several things, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.reports.pages.blocks import Block
from analysis.reports.pages.escaping import escape


class Card(NamedTuple):
    """One thing: name, number of papers, a small picture, facts by name, and more under a heading that unfolds."""

    name: object
    count: object
    picture: str
    facts: Mapping[str, object]
    folded: Mapping[str, Mapping[str, object]]


class Lines(list):
    """Several values, one below the other."""

    def __html__(self) -> str:
        """Each value escaped by its own rule, in a block of its own."""
        return "".join(f"<div>{escape(value)}</div>" for value in self)


def show_cards(cards: Sequence[Card], *, about: str) -> Block:
    """Cards in their order, with a field to search them; facts without a value are left out.

    Parameters
    ----------
    cards
        `picture` is markup of ours, made by `analysis.reports.pages.svg.figure_to_svg`, or empty; all else is escaped.
    about
        What the cards show, for those who cannot see them.

    Examples
    --------
    >>> card = Card("<b>", "3 papers", "", {"kind": "x", "authors": []}, {})
    >>> show_cards([card], about="topics").data.removeprefix('<ul class="cards search" aria-label="topics">')
    '<li><h3>&lt;b&gt;</h3><p>3 papers</p><dl><dt>kind</dt><dd>x</dd></dl></li></ul>'
    """
    items = "".join(f"<li>{_show_card(card)}</li>" for card in cards)
    return Block(f'<ul class="cards search" aria-label="{escape(about)}">{items}</ul>')


def _show_card(card: Card) -> str:
    folded = "".join(
        f'<details class="later"><summary>{escape(heading)}</summary>'
        f"<template>{_show_facts(facts)}</template></details>"
        for heading, facts in card.folded.items()
        if facts
    )
    picture = f'<div class="picture">{card.picture}</div>' if card.picture else ""
    return f"<h3>{escape(card.name)}</h3><p>{escape(card.count)}</p>{picture}{_show_facts(card.facts)}{folded}"


def _show_facts(facts: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in facts.items()
        if not (isinstance(value, str | list) and len(value) == 0)
    )
    return f"<dl>{rows}</dl>"
