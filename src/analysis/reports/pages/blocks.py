"""What a report notebook shows: sentences, tables, figures, charts. All text is escaped here."""

import html
import os
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML

from analysis.reports.pages.escaping import embed_json, escape, fill, is_missing
from analysis.reports.pages.page import NOTHING, VEGA
from analysis.workspace import FOR_PAGE

# A page opens lists of papers; a notebook cannot, so it shows no such links.
_ANCHOR = re.compile(r'<a href="#papers\?[^"]*">(.*?)</a>', re.DOTALL)
Legend = Mapping[str, Sequence[tuple[str, str]]]
# Rows from which a table scrolls within itself.
_LONG = 25


class Block(HTML):
    """What a report shows; `frame` holds the rows of a table."""

    frame: pd.DataFrame | None = None

    def _repr_html_(self) -> str:
        if get_ipython() is None or os.environ.get(FOR_PAGE):
            return self.data
        return _ANCHOR.sub(r"\1", self.data)


def show_text(template: str, /, **values: object) -> Block:
    """A paragraph with values put in; the template is ours, the values may be anything.

    Examples
    --------
    >>> from analysis.reports.pages import Linked
    >>> show_text("{count} papers name {what}.", count=Linked(3, "#papers?x=1"), what="<b>").data
    '<p><a href="#papers?x=1">3</a> papers name &lt;b&gt;.</p>'
    """
    return Block(f"<p>{fill(template, values)}</p>")


def show_finding(template: str, /, **values: object) -> Block:
    """The main sentence of a page; the index shows it too."""
    return Block(f'<p class="finding">{fill(template, values)}</p>')


def show_title(title: str) -> Block:
    """The heading of a page whose title is a parameter."""
    return Block(f"<h1>{html.escape(title)}</h1>")


def show_list(rows: Sequence[tuple[str, Mapping[str, object]]]) -> Block:
    """A list; each row is a template of ours and its values."""
    items = "".join(f"<li>{fill(template, values)}</li>" for template, values in rows)
    return Block(f"<ul>{items}</ul>")


def show_claims(claims: pd.DataFrame) -> Block:
    """Sentences that can be quoted, each with a button that copies it and what it rests on below it.

    Parameters
    ----------
    claims
        Rows of the table `claims`.
    """
    if claims.empty:
        return show_text("There is nothing to quote.")
    items = []
    for row in claims.itertuples():
        basis = f"Scope: {row.scope}. Checks: {'; '.join(row.checks)}. Corpus {row.corpus}."
        quoted = f"{row.sentence} ({basis})"
        items.append(
            f'<li><span class="claim">{html.escape(row.sentence)}</span> <button type="button" class="copy" '
            f'data-copy="{html.escape(quoted, quote=True)}">copy</button><br><small>{html.escape(basis)}</small></li>'
        )
    return Block(f'<ul class="claims">{"".join(items)}</ul>')


def show_table(
    frame: pd.DataFrame, *, caption: str, search: bool = False, otherwise: str = "Nothing to list."
) -> Block:
    """A table; cells that are `Linked` lead to their papers, numbers stand to the right.

    Parameters
    ----------
    frame
        Column names are shown as they are.
    caption
        What the table says.
    search
        Whether the page offers a field to search the rows.
    otherwise
        What is said in its place where the table has no row; with an empty text nothing is, and a section of a page
        that says nothing is left out.
    """
    if frame.empty:
        return _instead(otherwise)
    kinds = [_kind_of_column(frame[column]) for column in frame]
    head = "".join(
        f"<th scope=col{kind}>{html.escape(str(column))}</th>" for column, kind in zip(frame, kinds, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{escape(value)}</td>" for value, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    search_class = ' class="search"' if search else ""
    long = " long" if len(frame) > _LONG else ""
    shown = Block(
        f'<div class="table{long}"><table{search_class}><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    shown.frame = frame
    return shown


def _instead(otherwise: str) -> Block:
    return show_text("{otherwise}", otherwise=otherwise) if otherwise else Block(NOTHING)


def show_figure(figure: Any, *, alt: str, caption: str, otherwise: str = "Nothing to draw.") -> Block:
    """A figure as SVG whose linked marks work on the page.

    Parameters
    ----------
    figure
        A matplotlib figure.
    alt
        What a person who cannot see it should know.
    caption
        The sentence below it.
    otherwise
        What is said in its place where nothing is drawn.
    """
    if not figure.axes:
        return _instead(otherwise)
    from analysis.reports.pages.svg import figure_to_svg

    return Block(
        f'<figure><div class="scroll">{figure_to_svg(figure, alt=alt)}</div>'
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
    )


class Chart:
    """An interactive chart: as the page shows it, and as JupyterLab does."""

    def __init__(self, specification: dict[str, Any], *, alt: str, caption: str, legend: Legend) -> None:
        self._specification = specification
        self._legend = legend
        self._alt = alt
        self._caption = caption

    def __repr__(self) -> str:
        return self._alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": self.to_html(), VEGA: self._specification}

    def to_html(self) -> str:
        """The chart as the page's script draws it."""
        text = embed_json(self._specification)
        return (
            f'<figure><div class="chart" role="group" aria-label="{html.escape(self._alt, quote=True)}">'
            f'<script type="application/json">{text}</script></div>'
            f"<figcaption>{html.escape(self._caption)}</figcaption>{_show_legend(self._legend)}</figure>"
        )


def show_chart(
    chart: Any, *, alt: str, caption: str, legend: Legend = MappingProxyType({}), otherwise: str = "Nothing to draw."
) -> Chart | Block:
    """An Altair chart with its description and the sentence below it; `otherwise` where there is none.

    Parameters
    ----------
    legend
        For each thing that colours can stand for, its values with their colours.
    """
    if chart is None:
        return _instead(otherwise)
    return Chart(chart.to_dict(), alt=alt, caption=caption, legend=legend)


def _show_legend(legend: Legend) -> str:
    """Dots in their colours, folded away: a map has many."""
    lists = [
        f"<p>By {html.escape(name)}: "
        + " ".join(
            f'<span class="key"><svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5" '
            f'fill="{html.escape(colour, quote=True)}"/></svg> {html.escape(str(value))}</span>'
            for value, colour in values
        )
        + "</p>"
        for name, values in legend.items()
    ]
    return (
        f'<details class="legend"><summary>What the colours mean</summary>{"".join(lists)}</details>' if lists else ""
    )


def _kind_of_column(column: pd.Series) -> str:
    """The class of a column's cells: numbers stand to the right, dates on one line."""
    texts = [str(value) for value in column if not is_missing(value) and str(value)]
    if texts and all(re.fullmatch(r"\d{4}(-\d\d){0,2}( 00:00:00)?", text) for text in texts):
        return " class=date"
    return " class=number" if texts and all(re.fullmatch(r"[-+×]?[\d,.]+", text) for text in texts) else ""
