"""Tables: rows that a page sorts by what they mean, searches whole and makes as one scrolls."""

import html
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.reports.pages.blocks import Block, frame_block, say_instead
from analysis.reports.pages.cards import Lines
from analysis.reports.pages.escaping import Linked, embed_json, escape, is_missing

# Rows that stand in the page; it makes the others from their data.
SHOWN = 25
# Letters beyond which a table takes the whole width; columns beyond which a phone stacks the cells of a row.
_WIDE, _FEW = 92, 3
_DATE, _NUMBER = re.compile(r"\d{4}(-\d\d){0,2}( 00:00:00)?"), re.compile(r"[-+−×]?[\d,.]+( ?%)?")


@dataclass(frozen=True)
class Ranked:
    """A text that stands among others by a number, such as a verdict by its growth."""

    text: object
    rank: float | None

    def __str__(self) -> str:
        return str(self.text)

    def __html__(self) -> str:
        """The text, escaped by its own rule."""
        return escape(self.text)


def show_table(
    frame: pd.DataFrame, *, title: str = "", caption: str = "", otherwise: str = "Nothing to list."
) -> Block:
    """A table; cells that are `Linked` lead to their papers, numbers stand to the right.

    Parameters
    ----------
    frame
        Column names are shown as they are. All rows are on the page, where they are sorted and searched; the first 25
        are seen at once.
    title
        What the table shows, as a finding.
    caption
        What it holds and how it was counted.
    otherwise
        What is said in its place where the table has no row; with an empty text nothing is, and a section of a page
        that says nothing is left out.
    """
    if frame.empty:
        return say_instead(otherwise)
    kinds = [_kind_of_column(frame[column]) for column in frame]
    head = "".join(
        f"<th scope=col{_mark(kind)}>{html.escape(str(column))}</th>" for column, kind in zip(frame, kinds, strict=True)
    )
    rows = list(frame.itertuples(index=False, name=None))
    marks = [f'{_mark(kind)} data-label="{html.escape(str(name))}"' for name, kind in zip(frame, kinds, strict=True)]
    body = "".join(
        "<tr>" + "".join(f"<td{mark}>{escape(value)}</td>" for value, mark in zip(row, marks, strict=True)) + "</tr>"
        for row in rows[:SHOWN]
    )
    data = embed_json({"kinds": kinds, "rows": [[encode_cell(value) for value in row] for row in rows]})
    inner = (
        f'<div class="rows"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        f'<script type="application/json" class="data">{data}</script>'
    )
    kind = "table" + (" stacked" if frame.shape[1] > _FEW else "")
    kind += " wide" if _letters(rows[:SHOWN], list(frame)) > _WIDE else ""
    if len(rows) > SHOWN:
        kind += " more"
        inner += f'<p class="abridged">The first {SHOWN} of {len(rows):,} rows; the page itself has all of them.</p>'
    shown = Block(frame_block(inner, kind=kind, title=title, caption=caption))
    shown.frame = frame
    return shown


def encode_cell(value: object) -> Any:
    """A cell as the page's script takes it: text or number, or an object that says what else it is.

    Examples
    --------
    >>> encode_cell(Linked(3, "#papers?x=1")), encode_cell([1, None]), encode_cell(0.12345)
    ({'a': 3, 'l': '#papers?x=1'}, {'p': [1, None]}, {'t': '0.123', 'v': 0.12345})
    """
    if isinstance(value, Ranked):
        return {"t": encode_cell(value.text), "v": value.rank}
    if isinstance(value, Linked):
        return {"a": encode_cell(value.text), "l": value.link}
    if isinstance(value, Lines):
        return {"n": [encode_cell(part) for part in value]}
    if isinstance(value, list | tuple | np.ndarray):
        return {"p": [encode_cell(part) for part in value]}
    if is_missing(value):
        return None
    if isinstance(value, int | np.integer) and not isinstance(value, bool | np.bool_):
        return int(value)
    if isinstance(value, float | np.floating):
        # JSON knows no infinity, such as the evidence of what a person decided.
        return {"t": escape(float(value)), "v": float(np.clip(value, -sys.float_info.max, sys.float_info.max))}
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _kind_of_column(column: pd.Series) -> str:
    """What the cells of a column are: numbers stand to the right, dates on one line."""
    texts = [str(value) for value in column if not is_missing(value) and str(value)]
    if texts and all(_DATE.fullmatch(text) for text in texts):
        return "date"
    return "number" if texts and all(_NUMBER.fullmatch(text) for text in texts) else ""


def _mark(kind: str) -> str:
    return f" class={kind}" if kind else ""


def _letters(rows: Sequence[Sequence[object]], columns: Sequence[object]) -> int:
    """About how many letters the widest cells of a table take side by side, none more than forty."""
    widths = [
        max([len(str(name)), *(min(len(str(value)), 40) for value in cells)])
        for name, cells in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    return sum(widths) + 3 * len(widths)
