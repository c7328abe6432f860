"""An executed notebook as a page: one file, a strict Content-Security-Policy, nothing loaded from anywhere."""

import base64
import hashlib
import re
from copy import deepcopy
from functools import lru_cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from analysis.workspace import cache_folder, write_text

# A chart in a notebook's output.
VEGA = "application/vnd.vegalite.v6+json"
# The tag of cells that tell about the work and not about the papers; a page leaves them out.
ASIDE = "aside"
# What stands where there is nothing to show, and nothing to say of it.
NOTHING = "<!-- nothing -->"
# The pages that every page leads to; fields are reached from the overview and the index.
NAVIGATION = (
    ("index", "All reports"),
    ("overview", "Overview"),
    ("corpus", "Corpus"),
    ("topics", "Topics"),
    ("authors", "Authors"),
    ("institutions", "Institutions"),
    ("methods", "Methods"),
    ("keywords", "Keywords"),
)


def build_page(notebook: Any, *, depth: tuple[str, ...] = ()) -> str:
    """Render an executed report notebook.

    Parameters
    ----------
    notebook
        With its outputs; its first heading is the page's title.
    depth
        The folders between ``reports/`` and the page.

    Returns
    -------
    str
        HTML. Code is left out; text cells and outputs stand in their order.
    """
    body = _render_body(notebook)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = Markup(heading[1]).striptags().rstrip("¶").strip() if heading else "Report"
    return render_page(title=title, body=Markup(body), depth=depth, has_charts='class="chart"' in body)


def render_page(*, title: str, body: Markup, depth: tuple[str, ...] = (), has_charts: bool = False) -> str:
    """Put a page's content into the frame that all pages share."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("analysis.reports.pages", "."), autoescape=True, undefined=StrictUndefined
    )
    style = _resource("style.css")
    scripts = [*([_chart_library()] if has_charts else []), _resource("page.js")]
    finding = re.search(r'<p class="finding">(.*?)</p>', body, re.DOTALL) or re.search("<p>(.*?)</p>", body, re.DOTALL)
    return environment.get_template("page.html.j2").render(
        title=title,
        description=Markup(finding[1]).striptags() if finding else title,
        policy=_policy(style, scripts),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        body=body,
        up="../" * len(depth),
        navigation=NAVIGATION,
    )


def _choose_cells(notebook: Any) -> Any:
    """A copy as a reader wants it: sentences about the work itself are left out, charts are those of this page."""
    shown = deepcopy(notebook)
    shown.cells = [cell for cell in _without_silent(shown.cells) if ASIDE not in cell.metadata.get("tags", [])]
    for output in (output for cell in shown.cells for output in cell.get("outputs", [])):
        data = output.get("data", {})
        if re.fullmatch(r"<Figure size \S+ with 0 Axes>", data.get("text/plain", "")):
            data.clear()
            data["text/html"] = "<p>Nothing to draw.</p>"
        if VEGA in data and "text/html" not in data:
            from analysis.reports.pages.blocks import Chart

            data["text/html"] = Chart(data[VEGA], alt="Chart.", caption="", legend={}).to_html()
            del data[VEGA]
    return shown


def _without_silent(cells: list[Any]) -> list[Any]:
    """The cells without sections that show nothing and say nothing of it."""
    sections: list[list[Any]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and (cell.source.startswith("## ") or ASIDE in cell.metadata.get("tags", [])):
            sections.append([])
        sections[-1].append(cell)
    return [cell for section in sections if not _is_silent(section) for cell in section]


def _is_silent(section: list[Any]) -> bool:
    shown = [output.get("data", {}) for cell in section for output in cell.get("outputs", [])]
    return bool(shown) and all(data.get("text/html", "") == NOTHING for data in shown)


def _render_body(notebook: Any) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        embed_images=True,
    )
    body, _ = exporter.from_notebook_node(_choose_cells(notebook))
    # Tables that pandas writes bring a style that the page's own rules refuse.
    body = re.sub(r'<style scoped.*?</style>|(?<=<tr) style="text-align: right;"', "", body, flags=re.DOTALL)
    # The classes and ids of notebook cells mean nothing on a page.
    body = re.sub(r'<div[^>]*class="[^"]*\bjp-[^"]*"[^>]*>', "<div>", body)
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"<div>\s*</div>", "", body)).strip()


@lru_cache(maxsize=1)
def _chart_library() -> str:
    """What draws charts in a page. It takes a second to put together, so it is kept."""
    import vl_convert

    kept = cache_folder() / f"charts-{vl_convert.__version__}.js"
    if not kept.is_file():
        write_text(kept, vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    return kept.read_text(encoding="utf-8").replace("</script", "<\\/script")


@lru_cache(maxsize=4)
def _resource(name: str) -> str:
    return files("analysis.reports.pages").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, scripts: list[str]) -> str:
    allowed = " ".join(f"'{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
