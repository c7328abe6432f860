"""Maps and graphs to explore, drawn by a page's own script; in JupyterLab they stand in a frame of their own."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from analysis.reports.pages.blocks import SOURCE, Block, frame_block, is_for_page, say_instead
from analysis.reports.pages.escaping import embed_json

_ASSETS = ("tokens.css", "plane.css")


@dataclass(frozen=True)
class Plane:
    """What is drawn on a plane: a `map` or a `graph`, its data as the script takes it, and what it shows in words."""

    kind: str
    data: Mapping[str, Any]
    alt: str

    def _repr_html_(self) -> str:
        return show_plane(self, alt=self.alt)._repr_html_()


class PlaneBlock(Block):
    """A map or graph as a page shows it, and as a notebook does."""

    def _repr_html_(self) -> str:
        return self.data if is_for_page() else _frame_alone(self.data)


def show_plane(
    plane: Plane | None, *, title: str = "", alt: str, caption: str = "", otherwise: str = "Nothing to draw."
) -> Block:
    """A map or a graph with its description and the sentence above it; `otherwise` where there is none.

    Parameters
    ----------
    plane
        From `analysis.reports.plots.draw_map` or `analysis.reports.graphs.draw_graph`.
    title
        What it shows, as a finding.
    alt
        What a person who cannot see it should know.
    caption
        What was counted, and how.
    """
    if plane is None:
        return say_instead(otherwise)
    inner = (
        f'<div class="plane" role="group" aria-label="{html.escape(alt, quote=True)}"></div>'
        f'<script type="application/json" class="data">{embed_json(plane.data)}</script>'
    )
    return PlaneBlock(frame_block(inner, kind=f"{plane.kind} wide", title=title, caption=caption))


def read_asset(name: str) -> str:
    """A style or script that planes share with the page around them."""
    return files("analysis.reports.pages").joinpath("assets", name).read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def _look() -> tuple[str, str]:
    style = "\n".join(read_asset(name) for name in _ASSETS)
    script = "\n".join(read_asset(f"{name}.js") for name in ("core", "plane", "map", "graph"))
    return style, script


def _frame_alone(block: str) -> str:
    """A block in a document of its own, which JupyterLab shows as part of a notebook."""
    style, script = _look()
    page = (
        f"<!doctype html><meta charset=utf-8><style>{style} body{{margin:0;font:15px var(--sans)}} figure{{margin:0}}"
        f"</style>{block.replace(SOURCE, '')}<script>(() => {{{script}}})();</script>"
    )
    return f'<iframe srcdoc="{html.escape(page, quote=True)}" style="width:100%;height:46rem;border:0"></iframe>'
