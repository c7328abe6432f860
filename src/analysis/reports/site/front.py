"""The front page: every report with its main sentence and a picture of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree, html
from markupsafe import Markup

from analysis.reports.site.frame import render_page
from analysis.reports.site.packing import read_packed
from analysis.reports.site.pages import Page, Site
from analysis.workspace import page_file, write_text

# Papers in a small picture of the map.
_DOTS = 1500


def write_front(site: Site) -> Path:
    """Write ``reports/index.html`` from the pages that stand beside it."""
    body = Markup("<h1>Fieldnotes</h1><p>Reports on {}.</p>").format(site.origin.told())
    body += _section("Fields", site.fields) + _section("The whole corpus", site.reports())
    body += _section("Pages of your own", site.own)
    write_text(page_file("index"), render_page(title="All reports", body=body, name="index", site=site))
    return page_file("index")


def describe(name: str) -> dict[str, str]:
    """A page's title, main sentence and first figure as markup (empty when it has none)."""
    tree = html.fromstring(page_file(name).read_text(encoding="utf-8"))
    heading = tree.find(".//h1")
    sentence = tree.xpath("string(//meta[@name='description']/@content)")
    figure = next(iter(tree.xpath(".//figure//div[@class='drawn']/svg")), None)
    dots = tree.xpath("(.//figure)[1][contains(concat(' ', @class, ' '), ' map ')]//script")
    image = tree.xpath("string((.//img/@src[starts-with(., 'data:image/')])[1])")
    picture = str(Markup('<img src="{}" alt="">').format(image)) if image else ""
    return {
        "name": name,
        "title": heading.text_content().strip() if heading is not None else name,
        "sentence": str(sentence),
        "picture": _scatter(read_packed(dots[0].text)) if dots else _still(figure) if figure is not None else picture,
    }


def _section(title: str, pages: Sequence[Page]) -> Markup:
    shown = [describe(page.name) for page in pages if page_file(page.name).is_file()]
    if not shown:
        return Markup("")
    identity = title.lower().replace(" ", "-")
    items = [
        Markup('<li><h3><a href="{}.html">{}</a></h3><p>{}</p>{}</li>').format(
            page["name"], page["title"], page["sentence"], Markup(page["picture"])
        )
        for page in shown
    ]
    return Markup('<h2 id="{}">{}</h2><ul class="fronts">{}</ul>').format(identity, title, Markup("").join(items))


def _still(figure: etree._Element) -> str:
    """A figure as a picture: nothing in it leads anywhere, nobody has it read out."""
    for link in figure.iter("a"):
        link.attrib.pop("href", None)
    figure.attrib.pop("role", None)
    figure.attrib.pop("aria-label", None)
    figure.set("aria-hidden", "true")
    return etree.tostring(figure, encoding="unicode", with_tail=False)


def _scatter(data: Mapping[str, Any]) -> str:
    """The dots of a map, those of a topic as one line of points."""
    step = -(-len(data["x"]) // _DOTS)
    rows = list(zip(data["topic"], data["x"], data["y"], strict=True))[::step]
    size = 130 if len(rows) < 300 else 60
    points = {at: "".join(f"M{x} {y}h0" for topic, x, y in rows if topic == at) for at in range(len(data["topics"]))}
    paths = "".join(
        f'<path d="{points[at]}" stroke="{topic["colour"]}"/>' for at, topic in enumerate(data["topics"]) if points[at]
    )
    return (
        f'<svg viewBox="-100 -100 4295 4295" aria-hidden="true"><g fill="none" stroke-linecap="round" '
        f'stroke-width="{size}">{paths}</g></svg>'
    )
