"""Values that many formats write alike: lists, counts, texts, identifiers."""

import ast
import re
from typing import Any

_ARXIV = re.compile(r"arxiv(?:\.org/(?:abs|pdf)/|[:.]\s?)([a-z-]*(?:\.[A-Z]{2})?/?\d[\d.]{6,})", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"\]]+)")
_ADDRESS_TAIL = re.compile(
    r"(?:/(?:full|pdf|epdf|abstract|meta|html|fulltext)\b.*|v\d+(?:\.full.*)?|[?#].*|\.pdf)$", re.IGNORECASE
)
_ONLY_IDENTIFIER = re.compile(
    r"(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+|arxiv:\s?\S+(?:\s\[[\w.-]+\])?(?:\sversion:\s\d+)?|pmid:?\s*\d+",
    re.IGNORECASE,
)


def join_lines(text: str | None) -> str | None:
    """A value without the breaks that its format put in; None when nothing is left."""
    return " ".join((text or "").split()) or None


def split_list(text: str | None, separator: str = r"[;\n]") -> list[str]:
    """The parts of a list in one cell, without empty ones."""
    return [part.strip() for part in re.split(separator, text or "") if part.strip()]


def split_words(text: str | None) -> list[str]:
    """The keywords in one cell: a printed list, or parted by semicolons, bars and lines, else by commas.

    Examples
    --------
    >>> split_words("noise; sleep, deep"), split_words("noise, sleep"), split_words("['noise', 'sleep']")
    (['noise', 'sleep, deep'], ['noise', 'sleep'], ['noise', 'sleep'])
    """
    listed = read_listed(text)
    if listed is not None:
        return listed
    strong = split_list(text, r"\s*[;；|\n]\s*")
    return strong if len(strong) > 1 else split_list(text, r"\s*[,，、]\s*")


def read_listed(text: str | None) -> list[str] | None:
    r"""The texts of a list that a program printed into a cell (``['A', 'B']``); None where the cell is no such list.

    Examples
    --------
    >>> read_listed("['Ann Lee', \"Sam O'Neil\"]"), read_listed("[{'name': 'Ann Lee'}]"), read_listed("[Deep learning]")
    (['Ann Lee', "Sam O'Neil"], ['Ann Lee'], None)
    """
    text = (text or "").strip()
    if not re.fullmatch(r"\[\s*\]|[\[({]\s*[{'\"].*[}'\",]\s*[\])}]|\{\}|\(\)", text, re.DOTALL):
        return None
    try:
        value = ast.literal_eval(re.sub(r"(?<=['\"])\s+(?=['\"])", ", ", text))
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return [found[1] or found[2] for found in re.finditer(r"'([^']*)'|\"([^\"]*)\"", text)]
    items = value if isinstance(value, list | tuple | set) else [value]
    named = (item if isinstance(item, str) else _name_of(item) for item in items)
    return [name.strip() for name in named if name and name.strip()]


def _name_of(item: Any) -> str | None:
    """The name in an object about a person or thing."""
    item = to_object(item)
    whole = next(
        (to_text(item[key]) for key in ("name", "display_name", "full_name", "fullName") if item.get(key)), None
    )
    family, given = to_text(item.get("family") or item.get("last")), to_text(item.get("given") or item.get("first"))
    return whole or (f"{family}, {given}" if family and given else family)


def to_count(value: Any) -> int | None:
    """A count that stands in a file, or None."""
    match = re.fullmatch(r"\s*(\d{1,12})(?:\.0+)?\s*", str(value).replace(",", "")) if value is not None else None
    return int(match[1]) if match else None


def to_text(value: Any) -> str | None:
    """A JSON value as text; None for anything but text and numbers."""
    if isinstance(value, str):
        # Half of a surrogate pair is no character and cannot be written.
        return value.encode("utf-8", "ignore").decode().strip() or None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) == float("inf"):
        return None
    return str(value)


def to_list(value: Any) -> list[Any]:
    """A JSON list; one value stands for a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def to_object(value: Any) -> dict[str, Any]:
    """A JSON object; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def find_doi(*texts: str | None) -> str | None:
    """The first DOI in any of several values, without what an address adds to it.

    Examples
    --------
    >>> find_doi("https://www.frontiersin.org/articles/10.3389/fonc.2020.00001/full"), find_doi("doi 10.1002/a<b>1")
    ('10.3389/fonc.2020.00001', '10.1002/a')
    """
    for text in texts:
        if match := _DOI.search(text or ""):
            doi = match[1] if "(sici)" in match[1].lower() else match[1].split("<")[0]
            is_address = (text or "").strip().lower().startswith("http")
            return _ADDRESS_TAIL.sub("", doi) if is_address else doi
    return None


def of_resolver(address: str | None) -> str | None:
    """An address if it is that of a DOI; one of a publisher or database may hold another work's."""
    return address if address and re.match(r"\s*(?:https?://)?(?:[\w.-]+\.)?doi\.org[./]", address.lower()) else None


def find_arxiv_id(*texts: str | None) -> str | None:
    """The first arXiv id that stands as one in any of several values."""
    return next((match[1] for text in texts if (match := _ARXIV.search(text or ""))), None)


def only_identifier(note: str | None) -> str | None:
    """A note that is an identifier and nothing else; one that speaks of other papers is None.

    Examples
    --------
    >>> only_identifier("arXiv:1706.03762 [cs]"), only_identifier("builds upon arXiv:1706.03762")
    ('arXiv:1706.03762 [cs]', None)
    """
    return note if note and _ONLY_IDENTIFIER.fullmatch(note.strip()) else None


def page_range(first: str | None, last: str | None) -> str | None:
    """First and last page in one value."""
    first, last = join_lines(first), join_lines(last)
    return f"{first}-{last}" if first and last and first != last else first or last
