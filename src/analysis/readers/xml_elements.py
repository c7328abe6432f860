"""Records of an XML file, cut out one by one.

Each record is parsed on its own, so a broken one costs only itself and a file of any size needs the memory of its
largest record. What stands before the first record never meets the parser, and with it no document type: there is no
entity to expand, no file to include, no address to fetch.
"""

import html
import re
from collections.abc import Callable, Iterator
from typing import TextIO

from lxml import etree

from analysis.readers.record import Record, Reject, with_left_out

_CHUNK = 1 << 16
# What marks an element whose text was asked for.
_READ = "{fieldnotes}read"
_LONGEST = 64_000_000
_NAMESPACE = re.compile(r"""xmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_KEPT_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));",
    re.IGNORECASE,
)


def is_xml(head: str) -> bool:
    """Whether a text begins as XML does."""
    return head.lstrip().startswith("<")


def read_elements(text: TextIO, *names: str) -> Iterator[tuple[int, etree._Element] | Reject]:
    """Yield each element of one of the `names` with its line, namespaces gone; one that is no XML is a reject."""
    namespaces: dict[str, str] = {}
    for line, piece in _cut(text, names, namespaces):
        if isinstance(piece, Reject):
            yield piece
            continue
        try:
            yield line, parse_element(piece, namespaces)
        except etree.XMLSyntaxError as error:
            yield Reject(line, f"a record that is not XML: {error.msg}", piece[:300])


def read_each(text: TextIO, read: Callable[[etree._Element, int], Record], *names: str) -> Iterator[Record | Reject]:
    """What `read` makes of each element of one of the `names` and its line; what is no XML stays a reject."""
    for found in read_elements(text, *names):
        if isinstance(found, Reject):
            yield found
        else:
            line, element = found
            yield with_left_out(read(element, line), name_unread(element))


def parse_element(piece: str, namespaces: dict[str, str]) -> etree._Element:
    """One element from its text, as UTF-8 without entities, with local names only."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    piece = _CONTROL.sub(" ", _ENTITY.sub(_plain_entity, piece))
    # The prefixes are declared at the top of the file; a record cut out of it needs them again.
    wrapped = f"<cut {' '.join(namespaces.values())}>{piece}</cut>"
    root = etree.fromstring(wrapped.encode("utf-8", "replace"), parser)
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    # Of a formula in two notations, the one that reads as text.
    for both in root.iter("alternatives"):
        if both.find("math") is not None:
            etree.strip_elements(both, "tex-math", with_tail=False)
    etree.strip_elements(root, "annotation", with_tail=False)
    return root[0]


def text_of(element: etree._Element | None, path: str = ".") -> str | None:
    """All text below the first element at a path, on one line."""
    found = element.find(path) if element is not None else None
    if found is None:
        return None
    found.set(_READ, "")
    return " ".join("".join(found.itertext()).split()) or None


def texts_of(element: etree._Element, path: str) -> list[str]:
    """The texts of all elements at a path that have one."""
    return [text for found in element.iterfind(path) if (text := text_of(found))]


def name_unread(root: etree._Element) -> list[str]:
    """The elements below a record whose text nobody asked for, each with the one it stands in: ``Journal/ISSN``."""
    found: dict[str, None] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.get(_READ) is None:
            if (element.text or "").strip():
                parent = element.getparent()
                found[f"{parent.tag}/{element.tag}" if parent not in (None, root) else element.tag] = None
            waiting += reversed(element)
    return list(found)


def _plain_entity(match: re.Match[str]) -> str:
    return match[0] if match[1] in _KEPT_ENTITIES else html.unescape(match[0])


def _note_namespaces(text: str, namespaces: dict[str, str]) -> None:
    """Remember the declarations in a text by their prefix; the latest counts."""
    namespaces.update((declared.partition("=")[0].strip(), declared) for declared in _NAMESPACE.findall(text))


def _cut(text: TextIO, names: tuple[str, ...], namespaces: dict[str, str]) -> Iterator[tuple[int, str | Reject]]:
    """Pieces of text from the start tag of a record to its end tag."""
    opening = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(names)}))(?=[\s/>])")
    buffer, line, at_end = "", 1, False
    while True:
        start = opening.search(buffer)
        if start is None:
            _note_namespaces(buffer, namespaces)
            keep = max(len(buffer) - 200, 0)
            if at_end:
                return
            line, buffer = line + buffer.count("\n", 0, keep), buffer[keep:]
        else:
            _note_namespaces(buffer[: start.start()], namespaces)
            line, buffer = line + buffer.count("\n", 0, start.start()), buffer[start.start() :]
            end = _end_of(buffer, start[1], opening)
            if end is None and at_end:
                yield line, Reject(line, "a record that the file ends in the middle of", buffer[:300])
                return
            if end is not None:
                complete, length = end
                piece = buffer[:length]
                yield (
                    line,
                    piece if complete else Reject(line, "a record that is not closed before the next one", piece[:300]),
                )
                line, buffer = line + piece.count("\n"), buffer[length:]
                continue
        if len(buffer) > _LONGEST:
            yield line, Reject(line, "a record of more than 64 million characters", buffer[:300])
            return
        more = text.read(max(_CHUNK, len(buffer)))
        at_end = not more
        buffer += more


def _end_of(buffer: str, name: str, opening: re.Pattern[str]) -> tuple[bool, int] | None:
    """Where the record at the beginning of `buffer` ends, and whether by its own end tag."""
    closing = re.search(rf"</{re.escape(name)}\s*>", buffer)
    following = opening.search(buffer, len(name) + 1)
    if empty := re.match(r"<[^<>]*/>", buffer):
        return True, empty.end()
    if following and (closing is None or following.start() < closing.start()):
        return False, following.start()
    return (True, closing.end()) if closing else None
