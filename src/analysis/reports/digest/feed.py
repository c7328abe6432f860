"""The digest as an Atom feed (RFC 4287): an entry for each paper, its searches as categories."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pandas as pd
from lxml import etree

_ATOM = "http://www.w3.org/2005/Atom"
# What XML has no way to write.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feed(entries: pd.DataFrame, *, corpus: str, day: str | None) -> bytes:
    """A feed of the digest.

    Parameters
    ----------
    entries
        From `tell_entries`; a paper of several searches becomes one entry.
    corpus
        What the papers are called.
    day
        The day the digest speaks from, as ``2026-04-01``; papers without a date bear it as well.

    Returns
    -------
    bytes
        XML. An entry's id hangs on its paper alone, so that a reader shows it once however often it comes.
    """
    stamp = _stamp(pd.Timestamp(day or 0))
    feed = etree.Element(etree.QName(_ATOM, "feed"), nsmap={None: _ATOM})
    _add(feed, "id", _name(f"fieldnotes:{corpus}:digest"))
    _add(feed, "title", f"New papers in {corpus}")
    _add(feed, "updated", stamp)
    _add(feed, "generator", "Fieldnotes", version=version("fieldnotes"))
    _add(etree.SubElement(feed, etree.QName(_ATOM, "author")), "name", "Fieldnotes")
    for paper_id, rows in _by_paper(entries):
        _add_entry(feed, paper_id, rows, stamp)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _by_paper(entries: pd.DataFrame) -> Iterator[tuple[str, list[Any]]]:
    for paper_id, rows in entries.groupby("paper_id", sort=False):
        yield str(paper_id), list(rows.itertuples())


def _add_entry(feed: etree._Element, paper_id: str, rows: list[Any], stamp: str) -> None:
    first, entry = rows[0], etree.SubElement(feed, etree.QName(_ATOM, "entry"))
    dated = stamp if pd.isna(first.published) else _stamp(first.published)
    _add(entry, "id", _name(f"fieldnotes:{paper_id}"))
    _add(entry, "title", first.title)
    _add(entry, "updated", dated)
    _add(entry, "published", dated)
    for name in first.authors:
        _add(etree.SubElement(entry, etree.QName(_ATOM, "author")), "name", name)
    if first.link:
        _add(entry, "link", "", rel="alternate", href=first.link)
    for row in rows:
        _add(entry, "category", "", term=row.search)
    why = [f"{row.search}: {row.why}" if row.why else row.search for row in rows]
    _add(entry, "summary", "\n".join([*why, *([first.summary] if first.summary else [])]))


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    cleaned = {key: _NO_XML.sub("", value) for key, value in attributes.items()}
    element = etree.SubElement(parent, etree.QName(_ATOM, name), **cleaned)
    element.text = _NO_XML.sub("", text) or None


def _name(text: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, text)}"


def _stamp(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z"
