"""Figures and charts as a page shows them: drawn for wide and for narrow screens, with their data."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.reports.pages.blocks import Block, frame_block, say_instead
from analysis.reports.pages.escaping import embed_json
from analysis.reports.pages.tables import encode_cell

# A chart that Altair made, in a notebook's output.
VEGA = "application/vnd.vegalite.v6+json"


def show_figure(
    figure: Any,
    *,
    title: str = "",
    alt: str,
    caption: str = "",
    otherwise: str = "Nothing to draw.",
    wide: bool = False,
) -> Block:
    """A figure as SVG whose linked marks work on the page.

    Parameters
    ----------
    figure
        A matplotlib figure. One of `analysis.reports.plots` is drawn a second time for phones, and brings its numbers.
    title
        What it shows, as a finding; when omitted, that of the figure itself, if it has one.
    alt
        What a person who cannot see it should know.
    caption
        What was counted, and how.
    otherwise
        What is said in its place where nothing is drawn.
    wide
        Whether it breaks out of the column of text.
    """
    if not figure.axes:
        return say_instead(otherwise)
    from analysis.reports.pages.svg import figure_to_svg

    drawn = figure_to_svg(figure, alt=alt)
    redraw, rows = getattr(figure, "redraw", None), getattr(figure, "rows", None)
    if redraw is not None:
        drawn += f'<template class="narrow">{figure_to_svg(redraw(), alt=alt, salt="narrow")}</template>'
    if rows is not None:
        drawn += f'<script type="application/json" class="data">{_embed_rows(rows)}</script>'
    kind = "drawing wide" if wide else "drawing"
    title = title or getattr(figure, "finding", "")
    return Block(frame_block(f'<div class="drawn">{drawn}</div>', kind=kind, title=title, caption=caption))


def _embed_rows(rows: pd.DataFrame | pd.Series | Mapping[str, Any]) -> str:
    """The numbers behind a figure, for those who take them along."""
    frame = rows.rename("papers").to_frame() if isinstance(rows, pd.Series) else rows
    # Numbers of rows say nothing; names of rows do.
    counted = frame.index.name is None and pd.api.types.is_integer_dtype(frame.index)
    frame = frame.reset_index(drop=True) if counted else frame.reset_index(names=frame.index.name or "label")
    cells = [[encode_cell(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    return embed_json({"columns": [str(name) for name in frame], "rows": cells})


class Chart:
    """A chart made with Altair in a notebook of one's own: as the page shows it, and as JupyterLab does."""

    def __init__(self, specification: dict[str, Any], *, alt: str, caption: str) -> None:
        self._specification = specification
        self._alt = alt
        self._caption = caption

    def __repr__(self) -> str:
        return self._alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": self.to_html(), VEGA: self._specification}

    def to_html(self) -> str:
        """The chart as the page's script draws it."""
        text = embed_json(self._specification)
        inner = (
            f'<div class="chart" role="group" aria-label="{html.escape(self._alt, quote=True)}">'
            f'<script type="application/json">{text}</script></div>'
        )
        return frame_block(inner, kind="wide", title="", caption=self._caption)


def show_chart(chart: Any, *, alt: str, caption: str, otherwise: str = "Nothing to draw.") -> Chart | Block:
    """An Altair chart with its description and the sentence above it; `otherwise` where there is none."""
    if chart is None:
        return say_instead(otherwise)
    return Chart(chart.to_dict(), alt=alt, caption=caption)
