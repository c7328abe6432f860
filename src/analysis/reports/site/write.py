"""Write all pages: the stage `site`, and a page of one's own as its stage ends."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.counts import fingerprint
from analysis.reports.site.about import write_about
from analysis.reports.site.build import build_page, build_summary
from analysis.reports.site.front import write_front
from analysis.reports.site.pages import Page, Site
from analysis.reports.site.papers import dress_papers
from analysis.reports.site.provenance import trace
from analysis.workspace import Settings, executed_file, page_file, read_table, say, write_text


def write_site(settings: Settings, *, own: Sequence[str] = ()) -> Path:
    """Write every page from the notebooks that were run, and remove pages of fields and notebooks that are gone.

    Parameters
    ----------
    settings
        Its fields are listed in the order of ``params.yaml``.
    own
        The pages of one's own, which their own stages wrote.

    Returns
    -------
    pathlib.Path
        The front page.
    """
    site = read_site(settings, own=own)
    remove_stale_pages(list(settings.fields), own)
    for name, stage in [
        *((page.name, f"report-{page.name}") for page in site.reports()),
        *((page.name, f"report-field-{page.name.rpartition('/')[2]}") for page in site.fields),
    ]:
        notebook = _read_executed(stage)
        write_text(page_file(name), build_page(notebook, name=name, site=site))
        summary = build_summary(notebook, name=name, site=site)
        if summary:
            write_text(page_file(f"{name}/summary"), summary)
        say(f"  reports/{name}.html")
    write_about(settings, site)
    return write_front(site)


def write_own_page(notebook: Any, *, name: str, settings: Settings, own: Sequence[str] = ()) -> Path:
    """Write a page of one's own, such as ``mine/my-question``."""
    write_text(page_file(name), build_page(notebook, name=name, site=read_site(settings, own=own)))
    return page_file(name)


def read_site(settings: Settings, *, own: Sequence[str] = ()) -> Site:
    """What all pages of a run share, from its settings and tables."""
    names = ("papers", "authorships", "sources", "labels", "paper_topics", "topics", "search_papers")
    tables = {name: read_table(name) for name in names}
    papers = tables["papers"]
    return Site(
        tuple(Page(f"fields/{name}", field.title) for name, field in settings.fields.items()),
        tuple(Page(f"mine/{name}", name.replace("-", " ").capitalize()) for name in own),
        trace(settings, papers, tables["sources"], fingerprint=fingerprint(papers)),
        dress_papers(*(tables[name] for name in names)),
    )


def remove_stale_pages(fields: Sequence[str], own: Sequence[str]) -> None:
    """Delete pages of fields, the files beside them, and pages of one's own that are no longer in the pipeline.

    DVC may bring back every earlier stage from its cache without running it, so this is the one place that always runs.
    """
    for folder, names in (("fields", fields), ("files", fields), ("mine", own)):
        for page in page_file(f"{folder}/any").parent.glob("*"):
            if page.is_dir() and page.name not in names:
                shutil.rmtree(page)
            elif page.suffix == ".html" and page.stem not in names:
                page.unlink()


def _read_executed(stage: str) -> Any:
    """An executed notebook; what the stage wrote needs no check."""
    from nbformat.v4 import reads_json

    return reads_json(executed_file(stage).read_text(encoding="utf-8"))
