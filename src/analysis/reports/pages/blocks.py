"""What a report notebook shows: sentences, lists, what can be quoted. All text is escaped here."""

import html
import os
import re
from collections.abc import Mapping, Sequence

import pandas as pd
from IPython import get_ipython
from IPython.display import HTML

from analysis.reports.pages.escaping import fill
from analysis.workspace import FOR_PAGE

# What stands where there is nothing to show, and nothing to say of it.
NOTHING = "<!-- nothing -->"
# What stands where the page tells its source: the corpus is the page's, not the block's.
SOURCE = "<!-- source -->"
# A page opens lists of papers; a notebook cannot, so it shows no such links.
_ANCHOR = re.compile(r'<a href="#papers\?[^"]*">(.*?)</a>', re.DOTALL)


class Block(HTML):
    """What a report shows; `frame` holds the rows of a table."""

    frame: pd.DataFrame | None = None

    def _repr_html_(self) -> str:
        return self.data if is_for_page() else _ANCHOR.sub(r"\1", self.data)


def is_for_page() -> bool:
    """Whether what a cell shows goes into a page, not before the eyes of somebody at work in a notebook."""
    return get_ipython() is None or bool(os.environ.get(FOR_PAGE))


def say_instead(otherwise: str) -> Block:
    """What is said where there is nothing to show; a section of a page that says nothing is left out."""
    return show_text("{otherwise}", otherwise=otherwise) if otherwise else Block(NOTHING)


def frame_block(inner: str, *, kind: str, title: str, caption: str) -> str:
    """A figure, table or map with the sentence that it shows above it and its source below it.

    Examples
    --------
    >>> frame_block("<svg/>", kind="drawing", title="A leads", caption="Of 3 papers.")[:66]
    '<figure class="block drawing"><figcaption><strong>A leads</strong>'
    """
    told = f"<strong>{html.escape(title)}</strong>" if title else ""
    told += f"<span>{html.escape(caption)}</span>" if caption else ""
    return f'<figure class="block {kind}"><figcaption>{told}</figcaption>{inner}{SOURCE}</figure>'


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
    """A list; each row is a template of ours and its values. One without rows is nothing.

    Examples
    --------
    >>> show_list([("{n:paper}", {"n": 2})]).data, show_list([]).data == NOTHING
    ('<ul><li>2 papers</li></ul>', True)
    """
    if not rows:
        return Block(NOTHING)
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


def show_together(*blocks: Block) -> Block:
    """Several blocks as one."""
    return Block("\n".join(block.data for block in blocks))
