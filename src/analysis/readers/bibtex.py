"""BibTeX and BibLaTeX, read by bibtexparser; what it cannot read is a reject with its reason."""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from analysis.readers.bylines import read_author, read_group, split_byline, split_commas
from analysis.readers.dates import compose_date, iso_date
from analysis.readers.noted import Noted
from analysis.readers.record import Author, Record, Reject, with_left_out
from analysis.readers.values import (
    find_arxiv_id,
    find_doi,
    join_lines,
    of_resolver,
    only_identifier,
    split_list,
    split_words,
    to_count,
)
from analysis.text import latex_to_text

if TYPE_CHECKING:
    from bibtexparser.model import Entry

NAME = "BibTeX"

_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", re.MULTILINE)
# An entry without a key, which the parser refuses.
_NO_KEY = re.compile(
    r"^([ \t]*@[ \t]*(?!comment|string|preamble)[A-Za-z]+[ \t]*[{(])(\s*\w+\s*=\s*[{\"\d])",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_ENTRIES = {"comment", "string", "preamble"}
_PIECE = 1_000_000
# What an entry takes from the one that its `crossref` names, and from which of that one's fields.
_INHERITED = {
    "booktitle": ("booktitle", "title"), "year": ("year",), "month": ("month",), "date": ("date",),
    "volume": ("volume",), "series": ("series",), "journal": ("journal",), "publisher": ("publisher",),
    "language": ("language",),
}  # fmt: skip
_PARENT_FIELDS = frozenset(key for keys in _INHERITED.values() for key in keys)


def recognise(head: str) -> bool:
    """Whether an entry of BibTeX stands in the text."""
    return any(re.match(r"\s*[^\s,{}()=]*\s*,|\s*\w+\s*=", head[entry.end() :]) for entry in _ENTRY.finditer(head))


def parse(text: TextIO) -> Iterator[Record | Reject]:
    """Yield a record for each entry; ``@string`` definitions hold from where they stand to the end.

    Entries that refer to another one by ``crossref`` come last, when every other is known.
    """
    import bibtexparser
    from bibtexparser import middlewares

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    stack = [middlewares.ResolveStringReferencesMiddleware(), middlewares.RemoveEnclosingMiddleware()]
    strings, parents = "", {}
    children: list[tuple[int, str, dict[str, str]]] = []
    for line, piece in _split_pieces(text):
        before = strings.count("\n")
        library = bibtexparser.parse_string(strings + _NO_KEY.sub(r"\1,\2", piece), parse_stack=stack)
        strings += "".join(f"{block.raw}\n" for block in library.strings if block.start_line >= before)
        lines = set()
        for at, entry in _read_blocks(library, line - before, before):
            lines.add(at)
            if isinstance(entry, Reject):
                yield entry
                continue
            raw = Noted({field.key.lower(): str(field.value) for field in entry.fields})
            parents.setdefault(entry.key.lower(), {name: raw[name] for name in _PARENT_FIELDS if name in raw})
            if "crossref" in raw:
                children.append((at, entry.key, {**raw, "entrytype": entry.entry_type}))
            else:
                yield with_left_out(_read(raw, entry.key, entry.entry_type, at), raw.left_out())
        yield from _missed(piece, lines, line)
    for at, key, raw in children:
        yield _read({**_inherit(parents.get(raw["crossref"].strip().lower(), {})), **raw}, key, raw["entrytype"], at)


def _inherit(parent: dict[str, str]) -> dict[str, str]:
    found = {name: next((parent[key] for key in keys if key in parent), None) for name, keys in _INHERITED.items()}
    return {name: value for name, value in found.items() if value}


def _split_pieces(text: TextIO) -> Iterator[tuple[int, str]]:
    """The text in pieces of about a megabyte that begin at entries, with the number of lines before each."""
    lines: list[str] = []
    size, start, number = 0, 0, 0
    for number, line in enumerate(text):
        if size > _PIECE and line.startswith("@"):
            yield start, "".join(lines)
            lines, size, start = [], 0, number
        lines.append(line)
        size += len(line)
    if lines:
        yield start, "".join(lines)


def _read_blocks(library: "object", offset: int, first: int) -> Iterator[tuple[int, "Entry | Reject"]]:
    """The entries of a piece, and what is none, each with its line."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    for block in library.blocks:  # type: ignore[attr-defined]
        line = block.start_line + offset + 1
        if block.start_line < first:
            continue
        # Two entries of one key, and an entry with one field twice, are still entries.
        entry = (
            block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) else block
        )
        if isinstance(entry, Entry):
            if entry is not block:
                _open_values(entry, library)
            yield line, entry
        elif isinstance(block, ParsingFailedBlock) and _is_entry(block.raw or ""):
            reason = " ".join(str(block.error).split())
            yield line, Reject(line, f"an entry that is not BibTeX: {reason}"[:300], (block.raw or "")[:300])


def _open_values(entry: "Entry", library: "object") -> None:
    """Take the braces or quotes off the values of an entry that the parser set aside before it did so."""
    from bibtexparser import middlewares

    strings = {string.key.lower(): str(string.value) for string in library.strings}  # type: ignore[attr-defined]
    bare = [field for field in entry.fields if not str(field.value).startswith(("{", '"'))]
    middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True).transform_entry(entry, library)
    for field in bare:
        field.value = strings.get(str(field.value).lower(), field.value)


def _missed(piece: str, seen: set[int], offset: int) -> Iterator[Reject]:
    """Entries that the parser swallowed without a word, such as those inside one that is never closed."""
    line, at = offset + 1, 0
    for entry in _ENTRY.finditer(piece):
        line, at = line + piece.count("\n", at, entry.start()), entry.start()
        if line not in seen and _is_entry(piece[at : at + 100]):
            yield Reject(line, "an entry inside another that is not closed", piece[at : at + 300])


def _is_entry(raw: str) -> bool:
    kind = _ENTRY.match(raw)
    return kind is not None and kind[1].lower() not in _NOT_ENTRIES


def _read(raw: dict[str, str], key: str, entry_type: str, line: int) -> Record:
    values = {name: text for name in raw if (text := _plain(raw[name]))}
    get = values.get
    eprint = get("eprint") if "arxiv" in (get("archiveprefix") or get("eprinttype") or "arxiv").lower() else None
    note = only_identifier(get("note"))
    elsewhere = find_arxiv_id(get("url"), get("journal"), note, get("eprint"))
    return Record(
        line=line,
        source_id=key or None,
        title=": ".join(part for name in ("title", "subtitle") if (part := get(name))) or get("booktitle"),
        abstract=get("abstract"),
        authors=_read_authors(raw.get("author") or raw.get("editor") or ""),
        date=iso_date(get("date")) or compose_date(get("year"), get("month")),
        date_basis="issue",
        venue=get("journal") or get("journaltitle") or (get("booktitle") if get("title") else None) or get("series"),
        volume=get("volume"),
        issue=get("number") or get("issue"),
        pages=get("pages") or get("eid"),
        language=get("language") or get("langid"),
        type=get("document_type") or get("type") or entry_type,
        doi=find_doi(
            *(re.sub(r"[{}\\]", "", text) for text in (raw.get("doi", ""), of_resolver(raw.get("url")) or "")), note
        ),
        arxiv_id=eprint if re.match(r"(arxiv:)?([a-z.-]+/)?\d{4,7}", eprint or "", re.IGNORECASE) else elsewhere,
        pmid=get("pmid") or get("pubmed_id"),
        url=raw.get("url"),
        labels=tuple(
            ("keyword", word) for word in split_words(get("keywords") or get("keyword") or get("author_keywords"))
        ),
        references=tuple(split_list(get("references")) or _read_cited(raw.get("cited-references", ""))),
        reference_count=to_count(get("number-of-cited-references")),
        cited_by=to_count(get("times-cited")) if get("times-cited") else _cited_by(get("note")),
    )


def _read_cited(text: str) -> list[str]:
    r"""The cited works of a Web of Science export, one a line, freed from the braces that guard single marks.

    Examples
    --------
    >>> _read_cited("{[}Anonymous], 2007, WELLS.\nRoe M, 2008, LAKES, DOI {[}10.1000/a\_b, 10.1000/c].")
    ['[Anonymous], 2007, WELLS', 'Roe M, 2008, LAKES, DOI [10.1000/a_b, 10.1000/c]']
    """
    plain = re.sub(r"\{([^\w\s{}])\}", r"\1", text)
    if plain.startswith("{") and plain.endswith("}"):
        plain = plain[1:-1]
    return [part.rstrip(".") for part in split_list(re.sub(r"\\([_&%$#])", r"\1", plain), r"\n")]


def _cited_by(note: str | None) -> int | None:
    found = re.search(r"cited by:? (\d+)", note or "", re.IGNORECASE)
    return to_count(found[1]) if found else None


def _plain(value: str) -> str | None:
    """A value without its format's own markup: commands, and the braces that guard capitals."""
    return join_lines(latex_to_text(value))


def _read_authors(value: str) -> tuple[Author, ...]:
    """Names by BibTeX's own rule: parted by ``and``, a braced name whole, ``Family, Given`` or ``Given von Family``.

    Where a name by that rule is a list of names parted by commas or semicolons, it is read as one.
    """
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = split_multiple_persons_names(" ".join(re.sub(r"\bAND\b", "and", value).split()))
    authors: list[Author | None] = []
    for name in names:
        plain = _plain(name.replace("~", " ")) or ""
        if re.fullmatch(r"\{.*\}", name) and not re.search(r",.*\sand\s", plain):
            authors.append(read_group(plain))
        elif ";" in plain or len(split_commas(plain, one=len(names) > 1)) > 1:
            authors += split_byline(plain)
        else:
            authors.append(_read_name(name))
    return tuple(author for author in authors if author)


def _read_name(name: str) -> Author | None:
    """One name, by the parts that BibTeX tells apart."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return read_author(_plain(name))
    given = _plain(" ".join(parts.first))
    family = _plain(" ".join([*parts.von, *parts.last]))
    if "," in name or not family or not given or not family.isascii():
        return read_author(_plain(name))
    return read_author(", ".join(filter(None, (family, *map(_plain, parts.jr), given))))
