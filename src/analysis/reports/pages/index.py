"""The front page: every report with its main sentence and a picture of it."""

import base64
import shutil
from collections.abc import Sequence
from pathlib import Path

from lxml import etree, html
from markupsafe import Markup

from analysis.reports.pages.page import NAVIGATION, render_page
from analysis.workspace import Settings, page_file, write_text

_SVG = "http://www.w3.org/2000/svg"


def write_index(settings: Settings, *, own: Sequence[str] = ()) -> Path:
    """Write ``reports/index.html`` and remove pages of fields and notebooks that are gone.

    Parameters
    ----------
    settings
        Its fields are listed in the order of ``params.yaml``.
    own
        The pages of one's own.
    """
    remove_stale_pages(list(settings.fields), own)
    reports = [describe(name) for name, _ in NAVIGATION if name != "index"]
    fields = [describe(f"fields/{name}") for name in settings.fields]
    body = Markup("<h1>Fieldnotes</h1><p>Reports on the corpus <strong>{}</strong>.</p>").format(settings.corpus)
    if fields:
        body += Markup("<h2>Fields</h2>") + _cards(fields)
    body += Markup("<h2>The whole corpus</h2>") + _cards(reports)
    if own:
        body += Markup("<h2>Pages of your own</h2>") + _cards([describe(f"mine/{name}") for name in own])
    write_text(page_file("index"), render_page(title="All reports", body=body))
    return page_file("index")


def remove_stale_pages(fields: Sequence[str], own: Sequence[str]) -> None:
    """Delete pages of fields, the files beside them, and pages of one's own that are no longer in the pipeline.

    DVC may bring back every earlier stage from its cache without running it, so this is the one place that always runs.
    """
    for folder, names in (("fields", fields), ("mine", own)):
        for page in page_file(f"{folder}/any").parent.glob("*"):
            if page.is_dir() and page.name not in names:
                shutil.rmtree(page)
            elif page.suffix == ".html" and page.stem not in names:
                page.unlink()


def describe(name: str) -> dict[str, str]:
    """A page's title, main sentence and first figure (as a data address; empty when it has none)."""
    tree = html.fromstring(page_file(name).read_text(encoding="utf-8"))
    heading = tree.find(".//h1")
    sentence = tree.xpath("string(//meta[@name='description']/@content)")
    # The dots of a legend, folded away, are no picture.
    figure = next(iter(tree.xpath(".//figure//svg[not(ancestor::details)]")), None)
    if figure is not None:
        for link in figure.iter("a"):
            link.attrib.pop("href", None)
        figure.set("xmlns", _SVG)
        data = etree.tostring(figure, encoding="utf-8", with_tail=False)
        picture = "data:image/svg+xml;base64," + base64.b64encode(_restore_case(data)).decode()
    else:
        picture = str(tree.xpath("string((.//img/@src[starts-with(., 'data:image/')])[1])"))
    title = heading.text_content().strip() if heading is not None else name
    return {"name": name, "title": title, "sentence": str(sentence), "picture": picture}


def _cards(pages: list[dict[str, str]]) -> Markup:
    items = [
        Markup('<li><h3><a href="{}.html">{}</a></h3><p>{}</p>{}</li>').format(
            page["name"],
            page["title"],
            page["sentence"],
            Markup('<img src="{}" alt="">').format(page["picture"]) if page["picture"] else "",
        )
        for page in pages
    ]
    return Markup('<ul class="cards">{}</ul>').format(Markup("").join(items))


def _restore_case(svg: bytes) -> bytes:
    """The HTML parser lowers names; SVG as an image of its own needs them as they were."""
    for name in (b"viewBox", b"clipPath", b"preserveAspectRatio", b"textPath", b"linearGradient"):
        svg = svg.replace(name.lower(), name)
    return svg
