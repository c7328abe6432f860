"""Figures as SVG that a page with a strict Content-Security-Policy shows."""

import hashlib
import io
import re
import warnings
from typing import Any
from urllib.parse import parse_qsl

from lxml import etree

from analysis.reports.pages.colours import name_colour

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_FONT = re.compile(r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>\d+|bold)\s+)?(?P<size>[\d.]+)px\s+(?P<family>.*)")


def figure_to_svg(figure: Any, *, alt: str, salt: str = "wide") -> str:
    """A matplotlib figure as one `svg` element: no style attributes, no dates, text as text, links kept.

    Parameters
    ----------
    figure
        The figure; marks with an address (``set_url``) become links.
    alt
        Its description for those who cannot see it.
    salt
        Drawings of one figure that differ in it share no ids.
    """
    buffer = io.BytesIO()
    import matplotlib.pyplot as plt

    with warnings.catch_warnings():
        # Text stays text, set in the reader's own fonts: what those of this machine lack does not matter.
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
        rc = {"svg.fonttype": "none", "svg.hashsalt": f"fieldnotes {salt}", "savefig.facecolor": "none"}
        with plt.rc_context(rc):
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    root = etree.fromstring(
        buffer.getvalue(), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    )
    for element in list(root.iter(f"{_SVG}metadata", f"{_SVG}style")):
        element.getparent().remove(element)
    used = set(re.findall(r"(?:url\(#|href=\"#)([\w-]+)", etree.tostring(root, encoding="unicode")))
    for element in root.iter():
        _style_to_attributes(element)
        for name in ("d", "x", "y", "transform"):
            if name in element.attrib:
                # A hundredth of a pixel is enough, and a third of the size.
                element.set(name, _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}", element.get(name)))
        if element.get("transform", "").startswith("rotate(-0 "):
            element.attrib.pop("transform")
        if element.get("id") not in used:
            element.attrib.pop("id", None)
        if element.tag == f"{_SVG}a":
            element.set("href", element.attrib.pop(f"{_XLINK}href", ""))
            element.attrib.pop("target", None)
            if not "".join(element.itertext()).strip():
                # A bar or a dot has no text that names where it leads.
                element.set("aria-label", dict(parse_qsl(element.get("href").partition("?")[2])).get("about", "Papers"))
    _describe(root, alt)
    _name_parts(root, salt)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _name_parts(root: Any, salt: str) -> None:
    """Ids made of what is seen: matplotlib's hang on the last digit of places, and so on the processor."""
    found = dict.fromkeys(element.get("id") for element in root.iter() if "id" in element.attrib)
    _rename(root, {name: f"part-{number}" for number, name in enumerate(found)})
    seen = hashlib.sha256(salt.encode() + etree.tostring(root)).hexdigest()[:10]
    _rename(root, {f"part-{number}": f"p{seen}-{number}" for number in range(len(found))})


def _rename(root: Any, names: dict[str, str]) -> None:
    for element in root.iter():
        for attribute, value in element.attrib.items():
            name = value.removeprefix("url(").removesuffix(")").removeprefix("#")
            if name in names and (attribute == "id" or "#" in value):
                element.set(attribute, value.replace(name, names[name]))


def _style_to_attributes(element: Any) -> None:
    for declaration in (element.attrib.pop("style", "") or "").split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        font = _FONT.match(value) if name == "font" else None
        if font:
            element.set("font-size", font["size"])
            if font["weight"]:
                element.set("font-weight", font["weight"])
        elif name and name not in ("font", "font-family"):
            element.set(name, name_colour(value) if name in ("fill", "stroke") else value)


def _describe(root: Any, alt: str) -> None:
    has_links = root.find(f".//{_SVG}a") is not None
    root.set("role", "group" if has_links else "img")
    root.set("aria-label", alt)
    root.set("stroke-linejoin", "round")
    root.set("font-family", "Inter, system-ui, sans-serif")
    for side in ("width", "height"):
        root.set(side, str(round(float(root.get(side).removesuffix("pt")) * 4 / 3)))
