"""How the pages were made: a page, and a paragraph for the paper that a researcher will write."""

import html
from pathlib import Path

import pandas as pd

from analysis.reports.pages import (
    Block,
    show_finding,
    show_list,
    show_table,
    show_text,
    show_title,
    show_together,
)
from analysis.reports.site.build import finish_page
from analysis.reports.site.methods import write_methods
from analysis.reports.site.pages import Site
from analysis.workspace import Settings, page_file, read_table, write_text

_COLUMNS = {"title": "source", "captured_on": "captured", "share": "may be shared"}


def write_about(settings: Settings, site: Site) -> Path:
    """Write ``reports/about.html``, and the paragraph on methods as ``reports/methods.txt`` beside it."""
    coverage, topics = read_table("coverage"), read_table("topics")
    model = str(read_table("embeddings", columns=["paper_id", "model"])["model"].iloc[0])
    paragraph, cited = write_methods(site.origin, settings, topics, coverage, model=model)
    write_text(page_file("methods").with_suffix(".txt"), "\n\n".join([paragraph, *cited]) + "\n")
    origin = site.origin
    commit = f", commit {origin.commit}" if origin.commit else ""
    changed = [("{setting}: {value}", {"setting": name, "value": value}) for name, value in origin.changed.items()]
    blocks = [
        show_title("How this was made"),
        show_finding("{told}, Fieldnotes {program}.", told=_capital(origin.told()), program=origin.program + commit),
        Block("<h2>For the methods section of a paper</h2>"),
        _copied(paragraph),
        show_list([("{work}", {"work": work}) for work in cited]),
        Block("<h2>Where the papers come from</h2>"),
        show_table(pd.DataFrame(origin.sources).rename(columns=_COLUMNS), caption="What each source allows."),
        Block("<h2>Settings that are not those that ship</h2>"),
        show_list(changed) if changed else show_text("None: all are as they ship."),
        Block("<h2>How to cite</h2>"),
        _copied(origin.cited("Fieldnotes reports")),
    ]
    write_text(page_file("about"), finish_page(show_together(*blocks).data, name="about", site=site))
    return page_file("about")


def _copied(text: str) -> Block:
    """A paragraph with a button that copies it."""
    shown = show_text("{text}", text=text).data
    return Block(
        f'{shown}<p><button type="button" class="copy quiet" data-copy="{html.escape(text)}">copy</button></p>'
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
