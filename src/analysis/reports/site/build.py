"""From an executed notebook to what stands in its page: no code, sections and figures with addresses of their own."""

import re
from copy import deepcopy
from typing import Any

from markupsafe import Markup

from analysis.reports.pages import NOTHING, SOURCE, VEGA, Chart
from analysis.reports.site.frame import render_page
from analysis.reports.site.packing import pack_text
from analysis.reports.site.pages import Site
from analysis.reports.site.papers import embed_listed

# The tag of cells that tell about the work and not about the papers; a page leaves them out.
ASIDE = "aside"
# The tag of cells whose blocks make the one page to print that goes with a report.
SUMMARY = "summary"
# Data of more letters than this is packed.
_PACKED = 20_000
_DATA = re.compile(r'<script type="application/json" class="data"( id="[^"]*")?>(.*?)</script>', re.DOTALL)


def build_page(notebook: Any, *, name: str, site: Site) -> str:
    """Render an executed report notebook.

    Parameters
    ----------
    notebook
        With its outputs; its first heading is the page's title.
    name
        Of the page below ``reports/``, such as ``fields/multimodal-fusion``.
    site
        What all pages share.

    Returns
    -------
    str
        HTML. Code is left out; text cells and outputs stand in their order.
    """
    cells = [cell for cell in notebook.cells if SUMMARY not in cell.metadata.get("tags", [])]
    return finish_page(_render_cells(_choose_cells(cells)), name=name, site=site)


def build_summary(notebook: Any, *, name: str, site: Site) -> str | None:
    """The cells tagged `summary` as one page to print; None where there are none."""
    cells = [cell for cell in notebook.cells if SUMMARY in cell.metadata.get("tags", [])]
    if not cells:
        return None
    # Lists of papers open on the report's own page alone.
    body = re.sub(r'<a href="#papers[^"]*">(.*?)</a>', r"\1", _render_cells(cells))
    back = Markup('<p><a href="../{}.html">The whole report</a></p>').format(name.rpartition("/")[2])
    return finish_page(body + str(back), name=f"{name}/summary", site=site)


def finish_page(body: str, *, name: str, site: Site) -> str:
    """What blocks and texts make, as a page: with addresses, sources, and the papers of its lists."""
    body = embed_listed(body, site.listed)
    body = _pack_data(_name_blocks(body)).replace(SOURCE, site.source_line())
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = Markup(heading[1]).striptags().strip() if heading else "Report"
    return render_page(title=title, body=Markup(body), name=name, site=site)


def _choose_cells(cells: list[Any]) -> list[Any]:
    """As a reader wants them: sentences about the work itself are left out, and sections that say nothing."""
    sections: list[list[Any]] = [[]]
    for cell in cells:
        aside = ASIDE in cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and (cell.source.startswith("## ") or aside):
            sections.append([])
        sections[-1].append(cell)
    told = [cell for section in sections if not _is_silent(section) for cell in section]
    return [cell for cell in told if ASIDE not in cell.metadata.get("tags", [])]


def _is_silent(section: list[Any]) -> bool:
    shown = [output.get("data", {}) for cell in section for output in cell.get("outputs", [])]
    return bool(shown) and all(data.get("text/html", "") == NOTHING for data in shown)


def _render_cells(cells: list[Any]) -> str:
    parts: list[str] = []
    for cell in cells:
        if cell.cell_type == "markdown":
            parts.append(_render_text(cell.source))
        else:
            parts += [_render_output(output) for output in cell.get("outputs", [])]
    return "\n".join(part for part in parts if part and part != NOTHING)


def _render_text(source: str) -> str:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    return MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source).strip()


def _render_output(output: Any) -> str:
    data = output.get("data", {})
    if re.fullmatch(r"<Figure size \S+ with 0 Axes>", data.get("text/plain", "")):
        return "<p>Nothing to draw.</p>"
    if "text/html" in data:
        # Tables that pandas writes bring a style that the page's own rules refuse.
        plain = r'<style scoped.*?</style>|(?<=<tr) style="text-align: right;"'
        return re.sub(plain, "", data["text/html"], flags=re.DOTALL)
    if VEGA in data:
        return Chart(data[VEGA], alt="Chart.", caption="").to_html()
    return _convert(output)


def _convert(output: Any) -> str:
    """What a notebook of one's own shows besides tables and charts: pictures, plain text, formulas."""
    import nbformat
    from nbconvert import HTMLExporter

    # A cell has an id, which chance would choose.
    cell = nbformat.v4.new_code_cell("", outputs=[deepcopy(output)], id="output")
    exporter = HTMLExporter(template_name="basic", exclude_input=True, exclude_output_prompt=True, embed_images=True)
    body, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    # The classes and ids of notebook cells mean nothing on a page.
    return re.sub(r'<div[^>]*class="(?:cell |[^"]*\bjp-)[^"]*"[^>]*>', "<div>", body).strip()


def _name_blocks(body: str) -> str:
    """Addresses for sections and for the figures and tables in them: those of the section and a number."""
    taken: set[str] = set()
    section, number = "top", 0

    def name(found: re.Match[str]) -> str:
        nonlocal section, number
        if found["level"]:
            section, number = _free_name(Markup(found["text"]).striptags(), taken), 0
            return f'<h{found["level"]} id="{section}">{found["text"]}</h{found["level"]}>'
        number += 1
        return f'<figure id="{section}-{number}" class="block'

    pattern = r'<h(?P<level>[23])(?: id="[^"]*")?>(?P<text>.*?)</h(?P=level)>|<figure class="block'
    return re.sub(pattern, name, body, flags=re.DOTALL)


def _free_name(text: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"
    name = next(name for name in (base, *(f"{base}-{n}" for n in range(2, 1000))) if name not in taken)
    taken.add(name)
    return name


def _pack_data(body: str) -> str:
    def pack(found: re.Match[str]) -> str:
        name, text = found[1] or "", found[2]
        if len(text) <= _PACKED:
            return found[0]
        return f'<script type="application/json" class="data packed"{name}>"{pack_text(text)}"</script>'

    return _DATA.sub(pack, body)
