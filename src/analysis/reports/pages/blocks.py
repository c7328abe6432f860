"""What a report notebook shows: sentences, tables, figures, charts. All text is escaped here."""

import datetime as dt
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import numpy as np
import pandas as pd
from IPython.display import HTML

LINK = "#papers?"


def papers_link(about: str, **query: object) -> str:
    """The address of a list of papers on the page: those for which every facet holds the value asked for.

    Parameters
    ----------
    about
        Heading of the list.
    **query
        Facet and value; a list of values asks for all of them.

    Examples
    --------
    >>> papers_link("ViT in CT", method=["ViT", "CT"])
    '#papers?method=ViT&method=CT&about=ViT%20in%20CT'
    """
    return LINK + urlencode({**query, "about": about}, doseq=True, quote_via=quote)


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


def show_text(template: str, /, **values: object) -> HTML:
    """A paragraph with values put in; the template is ours, the values may be anything.

    Examples
    --------
    >>> show_text("{count} papers name {what}.", count=Linked(3, "#papers?x=1"), what="<b>").data
    '<p><a href="#papers?x=1">3</a> papers name &lt;b&gt;.</p>'
    """
    return HTML(f"<p>{template.format(**{name: escape(value) for name, value in values.items()})}</p>")


def show_finding(template: str, /, **values: object) -> HTML:
    """The main sentence of a page; the index shows it too."""
    return HTML(f'<p class="finding">{template.format(**{name: escape(value) for name, value in values.items()})}</p>')


def show_title(title: str) -> HTML:
    """The heading of a page whose title is a parameter."""
    return HTML(f"<h1>{html.escape(title)}</h1>")


def show_list(rows: Sequence[tuple[str, Mapping[str, object]]]) -> HTML:
    """A list; each row is a template of ours and its values."""
    items = "".join(
        f"<li>{template.format(**{name: escape(value) for name, value in values.items()})}</li>"
        for template, values in rows
    )
    return HTML(f"<ul>{items}</ul>")


def show_table(frame: pd.DataFrame, *, caption: str, search: bool = False) -> HTML:
    """A table; cells that are `Linked` lead to their papers, numbers stand to the right.

    Parameters
    ----------
    frame
        Column names are shown as they are.
    caption
        What the table says.
    search
        Whether the page offers a field to search the rows.
    """
    kinds = [_kind_of_column(frame[column]) for column in frame]
    head = "".join(
        f"<th scope=col{kind}>{html.escape(str(column))}</th>" for column, kind in zip(frame, kinds, strict=True)
    )
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{escape(value)}</td>" for value, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    search_class = ' class="search"' if search else ""
    return HTML(
        f'<div class="table"><table{search_class}><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def show_figure(figure: Any, *, alt: str, caption: str) -> HTML:
    """A figure as SVG whose linked marks work on the page.

    Parameters
    ----------
    figure
        A matplotlib figure.
    alt
        What a person who cannot see it should know.
    caption
        The sentence below it.
    """
    from analysis.reports.pages.svg import figure_to_svg

    return HTML(
        f'<figure><div class="scroll">{figure_to_svg(figure, alt=alt)}</div>'
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
    )


class Chart:
    """An interactive chart: as the page shows it, and as JupyterLab does."""

    def __init__(self, specification: dict[str, Any], *, alt: str, caption: str) -> None:
        self._specification = specification
        self._alt = alt
        self._caption = caption

    def __repr__(self) -> str:
        return self._alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        text = embed_json(self._specification)
        page = (
            f'<figure><div class="chart" role="group" aria-label="{html.escape(self._alt, quote=True)}">'
            f'<script type="application/json">{text}</script></div>'
            f"<figcaption>{html.escape(self._caption)}</figcaption></figure>"
        )
        return {"text/html": page, "application/vnd.vegalite.v6+json": self._specification}


def show_chart(chart: Any, *, alt: str, caption: str) -> Chart:
    """An Altair chart with its description and the sentence below it."""
    return Chart(chart.to_dict(), alt=alt, caption=caption)


def escape(value: object) -> str:
    """A value as safe HTML text: anchors for `Linked`, nothing for missing values, figures with separators."""
    if hasattr(value, "__html__"):
        return str(value.__html__())
    if isinstance(value, list | tuple):
        return ", ".join(escape(part) for part in value)
    if _is_missing(value):
        return '<span class="missing">–</span>'
    if isinstance(value, pd.Timestamp | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.3g}"
    return html.escape(str(value))


def embed_json(value: object) -> str:
    """JSON that can stand inside a script element whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def _kind_of_column(column: pd.Series) -> str:
    """The class of a column's cells: numbers stand to the right, dates on one line."""
    texts = [str(value) for value in column if not _is_missing(value) and str(value)]
    if texts and all(re.fullmatch(r"\d{4}-\d\d(-\d\d)?( 00:00:00)?", text) for text in texts):
        return " class=date"
    return " class=number" if texts and all(re.fullmatch(r"[-+×]?[\d,.]+", text) for text in texts) else ""


def _is_missing(value: object) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
