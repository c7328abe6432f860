"""Values and texts as safe HTML: whatever stands in a paper's title is text."""

import datetime as dt
import html
import json
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

# Letters of a word that fits into a column.
_LONGEST_WORD = 80


@dataclass(frozen=True)
class Linked:
    """A text or number that leads to an address; escaped where it is shown."""

    text: object
    link: str

    def __str__(self) -> str:
        return str(self.text)

    def __html__(self) -> str:
        """The escaped anchor."""
        return f'<a href="{html.escape(self.link, quote=True)}">{escape(self.text)}</a>'


class _Template(string.Formatter):
    """Values escaped; a number with a noun behind a colon gets it in the singular or plural."""

    def format_field(self, value: Any, noun: str) -> str:
        if not noun:
            return escape(value)
        one, _, many = noun.partition("|")
        number = int(value.text if isinstance(value, Linked) else value)
        return f"{escape(value)} {one if number == 1 else many or one + 's'}"


def fill(template: str, values: Mapping[str, object]) -> str:
    """A template of ours with values put in as safe HTML.

    Examples
    --------
    >>> fill("{count:paper} of {what} in {groups:community|communities}", {"count": 1, "what": "A&B", "groups": 1200})
    '1 paper of A&amp;B in 1,200 communities'
    """
    return _Template().vformat(template, (), values)


def escape(value: object) -> str:
    """A value as safe HTML text: anchors for `Linked`, nothing for missing values, figures with separators."""
    if hasattr(value, "__html__"):
        return str(value.__html__())
    if isinstance(value, list | tuple):
        return ", ".join(escape(part) for part in value)
    if is_missing(value):
        return '<span class="missing">–</span>'
    if isinstance(value, pd.Timestamp | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.3g}"
    text = str(value)
    return html.escape(text) if len(text) <= _LONGEST_WORD else break_words(text)


def break_words(text: str) -> str:
    """A text as HTML in which words without end may be broken, or they would push the columns of a table apart.

    Examples
    --------
    >>> break_words("a" * 130 + " & b").count("<wbr>"), break_words("short & b")
    (3, 'short &amp; b')
    """
    pieces = re.split(rf"(\S{{{_LONGEST_WORD},}})", text)
    for at in range(1, len(pieces), 2):
        parts = re.findall(rf".{{1,{_LONGEST_WORD // 2}}}", pieces[at])
        pieces[at] = "<wbr>".join(map(html.escape, parts))
    return "".join(piece if at % 2 else html.escape(piece) for at, piece in enumerate(pieces))


def embed_json(value: object) -> str:
    """JSON that can stand inside a script element whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def is_missing(value: object) -> bool:
    """Whether a value is no list and stands for none."""
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
