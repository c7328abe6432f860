"""The frame that all pages share: one file, a strict Content-Security-Policy, nothing loaded from anywhere."""

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup

from analysis.reports.pages import read_asset
from analysis.reports.site.pages import Site
from analysis.workspace import cache_folder, write_text

_ROOM = "analysis.reports.site"
_STYLES = ("page.css", "blocks.css", "drawer.css", "library.css", "print.css")
_SCRIPTS = ("papers.js", "exports.js", "queue.js", "drawer.js", "tables.js", "figures.js", "page.js")
_FONTS = (
    ("Inter", "inter.woff2", "400 700", ""),
    ("Fieldnotes Serif", "fieldnotes-serif.woff2", "600", ""),
    ("Fieldnotes Serif", "fieldnotes-serif-ext.woff2", "600", "U+0100-024F,U+1E00-1EFF"),
)


def render_page(*, title: str, body: Markup, name: str, site: Site) -> str:
    """Put a page's content into the frame.

    Parameters
    ----------
    title, body
        Of the page; the body is HTML.
    name
        Of the page below ``reports/``.
    site
        What all pages share.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(_ROOM, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, scripts = page_style(), page_scripts(body)
    finding = re.search(r'<p class="finding">(.*?)</p>', body, re.DOTALL) or re.search("<p>(.*?)</p>", body, re.DOTALL)
    before, after = site.around(name)
    return environment.get_template("page.html.j2").render(
        title=title,
        description=Markup(finding[1]).striptags() if finding else title,
        policy=_policy(style, scripts),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        body=body,
        contents=_list_contents(body),
        name=name,
        up="../" * name.count("/"),
        site=site,
        before=before,
        after=after,
    )


def page_scripts(body: str) -> list[str]:
    """The scripts of a page: its own, and what draws charts of one's own where it has any."""
    planes = ["plane", *(kind for kind in ("map", "graph") if f'class="block {kind} ' in body)]
    shared = [read_asset(f"{name}.js") for name in ("core", *(planes if len(planes) > 1 else []))]
    # What draws planes asks for the lists of papers, so it comes behind them; what opens the page comes last.
    scripts = [_read(f"scripts/{name}") for name in _SCRIPTS]
    library = [_read(f"scripts/{name}.js") for name in ("search", "library") if 'id="library"' in body]
    own = "\n".join([shared[0], *scripts[:-1], *shared[1:], *library, scripts[-1]])
    charts = [_chart_library()] if 'class="chart"' in body else []
    return [*charts, f'"use strict";\n(() => {{\n{own}\n}})();']


@lru_cache(maxsize=1)
def page_style() -> str:
    """The style of all pages, with its fonts."""
    shared = [read_asset(name) for name in ("tokens.css", "plane.css")]
    own = [_read(f"styles/{name}") for name in _STYLES]
    return "\n".join([*(_font_face(*font) for font in _FONTS), shared[0], *own[:-1], shared[1], own[-1]])


def _font_face(family: str, file: str, weight: str, letters: str) -> str:
    data = base64.b64encode(files(_ROOM).joinpath("fonts", file).read_bytes()).decode()
    only = f"unicode-range:{letters};" if letters else ""
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;{only}'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )


def _list_contents(body: str) -> list[tuple[str, str]]:
    """The sections of a page, each with its address."""
    return [
        (found[1], Markup(found[2]).striptags())
        for found in re.finditer(r'<h2 id="([^"]+)">(.*?)</h2>', body, re.DOTALL)
    ]


@lru_cache(maxsize=1)
def _chart_library() -> str:
    """What draws Altair's charts in a page. It takes a second to put together, so it is kept."""
    import vl_convert

    kept = cache_folder() / f"charts-{vl_convert.__version__}.js"
    if not kept.is_file():
        write_text(kept, vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    return kept.read_text(encoding="utf-8").replace("</script", "<\\/script")


@lru_cache(maxsize=32)
def _read(name: str) -> str:
    return files(_ROOM).joinpath(name).read_text(encoding="utf-8").strip()


def _policy(style: str, scripts: list[str]) -> str:
    allowed = " ".join(f"'{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_digest(style)}'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
